// Says the board's announcements one after another through the browser's own voice.

const GAP_MS = 400;
const PER_CHARACTER_MS = 700;
const LEAST_MS = 6000;

function chineseVoice() {
  const voices = window.speechSynthesis.getVoices();
  const named = (pattern) => voices.find((voice) => pattern.test(voice.lang.replace("_", "-")));
  return named(/^(zh-CN|cmn-CN|cmn-Hans)/i) || named(/^(zh|cmn)(?!-(HK|TW))/i) || null;
}

export class Voice {
  // queue: AnnouncementQueue; now(): the server's clock in ms; onChange(): look at `state` again.
  constructor({ queue, chime, now, onChange }) {
    Object.assign(this, { queue, chime, now, onChange });
    this.wanted = false;
    this.unlocked = false;
    this.running = false;
    this.said = 0;
    this.stuck = 0;
    if (window.speechSynthesis) window.speechSynthesis.addEventListener("voiceschanged", () => onChange());
  }

  // off: not the speaker; missing: cannot; locked: needs a touch; ready.
  get state() {
    if (!this.wanted) return "off";
    if (!window.speechSynthesis || !chineseVoice()) return "missing";
    return this.unlocked ? "ready" : "locked";
  }

  want(wanted) {
    if (this.wanted === wanted) return;
    this.wanted = wanted;
    this.onChange();
    this.wake();
  }

  // From a touch: the page may speak from now on.
  unlock() {
    this.unlocked = true;
    this.chime.unlock();
    this.onChange();
    this.wake();
  }

  async wake() {
    if (this.running || this.state !== "ready") return;
    this.running = true;
    try {
      let last = null;
      for (;;) {
        const next = this.queue.next(this.now());
        if (!next || this.state !== "ready") break;
        if (next.kind !== "notice" && next.id !== last) await this.chime.play();
        last = next.id;
        await this._say(next.speech);
        await pause(GAP_MS);
      }
    } finally {
      this.running = false;
    }
  }

  _say(words) {
    return new Promise((done) => {
      const utterance = new SpeechSynthesisUtterance(words);
      const voice = chineseVoice();
      if (voice) utterance.voice = voice;
      utterance.lang = "zh-CN";
      utterance.rate = 0.9;
      // Some engines never tell the end; the hall must not wait for it for ever.
      const patience = setTimeout(() => {
        this.stuck += 1;
        window.speechSynthesis.cancel();
        done();
      }, Math.max(LEAST_MS, words.length * PER_CHARACTER_MS));
      const over = () => { clearTimeout(patience); this.said += 1; done(); };
      utterance.addEventListener("end", over);
      utterance.addEventListener("error", over);
      // Kept where it cannot be collected before it has been said.
      this.speaking = utterance;
      window.speechSynthesis.speak(utterance);
    });
  }
}

function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}
