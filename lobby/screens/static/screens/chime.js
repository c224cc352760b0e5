// A short ding-dong without any file. Browsers let a page sound only after it has been touched.

const NOTES = [[880, 0, 0.5], [660, 0.35, 0.9]];

export class Chime {
  constructor() {
    this.context = null;
  }

  get ready() {
    return Boolean(this.context) && this.context.state === "running";
  }

  // To be called from a touch. Resolves to whether the page may sound now.
  async unlock() {
    const Context = window.AudioContext || window.webkitAudioContext;
    if (!Context) return false;
    if (!this.context) this.context = new Context();
    try {
      await this.context.resume();
    } catch (error) {
      return false;
    }
    return this.ready;
  }

  // Plays once; resolves when it is over. Silent where the page may not sound.
  async play(volume = 0.35) {
    if (!this.context) return;
    if (this.context.state === "suspended") await this.context.resume().catch(() => {});
    if (!this.ready) return;
    const now = this.context.currentTime;
    for (const [hertz, from, seconds] of NOTES) {
      const tone = this.context.createOscillator();
      const gain = this.context.createGain();
      tone.frequency.value = hertz;
      gain.gain.setValueAtTime(volume, now + from);
      gain.gain.exponentialRampToValueAtTime(0.001, now + from + seconds);
      tone.connect(gain);
      gain.connect(this.context.destination);
      tone.start(now + from);
      tone.stop(now + from + seconds);
    }
    await new Promise((done) => setTimeout(done, 1300));
  }
}
