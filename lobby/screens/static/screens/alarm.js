// Calls a customer back to a phone: sound and vibration, repeated until it is noticed or over.

import { Chime } from "./chime.js";

const AGAIN_MS = 6000;
const TIMES = 6;
const BUZZ = [400, 150, 400, 150, 700];

export class Alarm {
  constructor(chime = new Chime()) {
    this.chime = chime;
    this.timer = null;
    this.left = 0;
  }

  // From a touch; whether sound is allowed from now on.
  async arm() {
    const ready = await this.chime.unlock();
    if (ready) this.once();
    return ready;
  }

  once() {
    if (navigator.vibrate) navigator.vibrate(BUZZ);
    this.chime.play(0.8);
  }

  ring() {
    this.stop();
    this.left = TIMES;
    const again = () => {
      this.once();
      this.left -= 1;
      this.timer = this.left > 0 ? setTimeout(again, AGAIN_MS) : null;
    };
    again();
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = null;
    if (navigator.vibrate) navigator.vibrate(0);
  }
}
