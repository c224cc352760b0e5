// Notices that a visitor has gone. It measures by the clock, so a sleeping machine counts as well.

export const IDLE_SECONDS = 60;
export const WARN_SECONDS = 15;

// isOn(): whether there is anything to end; onWarn(seconds left); onBack(); onOver().
export class IdleWatch {
  constructor({ isOn, isBusy, onWarn, onBack, onOver }) {
    Object.assign(this, { isOn, isBusy, onWarn, onBack, onOver });
    this.last = Date.now();
    this.warning = false;
    setInterval(() => this.tick(), 500);
  }

  activity() {
    this.last = Date.now();
    if (this.warning) {
      this.warning = false;
      this.onBack();
    }
  }

  tick() {
    if (!this.isOn() || this.isBusy()) {
      this.activity();
      return;
    }
    const left = IDLE_SECONDS - (Date.now() - this.last) / 1000;
    if (left <= 0) {
      this.warning = false;
      this.last = Date.now();
      this.onOver();
    } else if (left <= WARN_SECONDS) {
      this.warning = true;
      this.onWarn(Math.ceil(left));
    }
  }
}
