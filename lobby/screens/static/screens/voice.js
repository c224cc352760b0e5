// Says the board's announcements one after another through the browser's own voice, while this screen is the
// one that speaks.

const GAP_MS = 400;
const PER_CHARACTER_MS = 700;
const LEAST_MS = 6000;
// So long the word is left to others after a sentence that did not sound.
const ASIDE_MS = 10000;

function chineseVoice() {
  const voices = window.speechSynthesis.getVoices();
  const named = (pattern) => voices.find((voice) => pattern.test(voice.lang.replace("_", "-")));
  return named(/^(zh-CN|cmn-CN|cmn-Hans)/i) || named(/^(zh|cmn)(?!-(HK|TW))/i) || null;
}

export class Voice {
  // queue: AnnouncementQueue; speaker: Speaker; now(): the server's clock in ms; onChange(): look at `state` again.
  constructor({ queue, chime, speaker, now, onChange }) {
    Object.assign(this, { queue, chime, speaker, now, onChange });
    this.wanted = false;
    this.unlocked = false;
    this.running = false;
    this.said = 0;
    this.stuck = 0;
    this.failing = null; // a timer while the word is left to others
    this.cut = null;
    if (window.speechSynthesis) window.speechSynthesis.addEventListener("voiceschanged", () => onChange());
  }

  // off: never speaks; missing: cannot; locked: needs a touch; failing: did not sound just now; ready.
  get state() {
    if (!this.wanted) return "off";
    if (!window.speechSynthesis || !chineseVoice()) return "missing";
    if (!this.unlocked) return "locked";
    return this.failing ? "failing" : "ready";
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
      while (this.state === "ready" && this.queue.waiting.length && await this.speaker.begin()) {
        const next = this.queue.next(this.now());
        const whole = next ? await this._announce(next, next.id !== last) : false;
        if (next && !whole) this.queue.unsay();
        await this.speaker.end(whole ? next.id : "", next ? next.repeat : 0);
        last = next && next.id;
        await pause(GAP_MS);
      }
    } finally {
      this.running = false;
    }
  }

  async _announce(next, fresh) {
    if (next.kind !== "notice" && fresh) await this.chime.play();
    return this._say(next.speech);
  }

  _stepAside() {
    clearTimeout(this.failing);
    this.failing = setTimeout(() => { this.failing = null; this.onChange(); }, ASIDE_MS);
    this.onChange();
  }

  // Falls silent in the middle of a word: another screen may begin.
  stop() {
    if (this.cut) this.cut();
  }

  // Resolves to whether it was said to its end.
  _say(words) {
    return new Promise((done) => {
      if (!this.speaker.speaks) { done(false); return; }
      const utterance = new SpeechSynthesisUtterance(words);
      const voice = chineseVoice();
      if (voice) utterance.voice = voice;
      utterance.lang = "zh-CN";
      utterance.rate = 0.9;
      let ended = false;
      const over = (whole) => {
        if (ended) return;
        ended = true;
        clearTimeout(patience);
        this.cut = null;
        if (whole) this.said += 1;
        done(whole);
      };
      // Some engines never tell the end; the hall must not wait for it for ever.
      const patience = setTimeout(() => {
        this.stuck += 1;
        window.speechSynthesis.cancel();
        over(true);
      }, Math.max(LEAST_MS, words.length * PER_CHARACTER_MS));
      this.cut = () => { over(false); window.speechSynthesis.cancel(); };
      utterance.addEventListener("end", () => over(true));
      utterance.addEventListener("error", () => { if (!ended) this._stepAside(); over(false); });
      // Kept where it cannot be collected before it has been said.
      this.speaking = utterance;
      window.speechSynthesis.speak(utterance);
    });
  }
}

function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}
