// Of several boards that could speak one does: the one that the server has lent the hall to, for seconds at a time.

import { ask, Away, tell } from "./http.js";

const PATH = "/api/v1/announcements/speaker";
export const EVERY_MS = 1500;
// So long before the loan ends this screen takes it for ended: its words must be over before others begin.
const MARGIN_MS = 700;
// A new sentence is not begun on less than this; the server is asked first.
const LEAST_MS = 2500;
const PATIENCE_S = 2;

export class Speaker {
  // onChange(): look at `speaks` and `taken` again; onLost(): fall silent.
  constructor({ onChange, onLost }) {
    Object.assign(this, { onChange, onLost });
    this.screen = randomName();
    this.taken = false;
    this.until = null;
    this.asking = null;
    this.able = false;
  }

  // By both clocks, for one may stand still while the machine sleeps and the other may be set.
  left() {
    if (!this.until) return 0;
    return Math.min(this.until.steady - performance.now(), this.until.wall - Date.now());
  }

  get speaks() {
    return this.left() > 0;
  }

  // able: this screen could speak now. Asks, and goes on asking.
  watch(able) {
    const was = this.able;
    this.able = able;
    if (was && !able) this.giveBack();
    return this.look();
  }

  giveBack() {
    if (!this.until) return;
    this.until = null;
    tell("DELETE", `${PATH}?screen=${this.screen}`);
  }

  // Resolves to whether this screen may begin a sentence.
  async ensure() {
    if (this.left() < LEAST_MS) await this.look();
    return this.left() >= LEAST_MS;
  }

  said(id, left) {
    return ask("POST", `/api/v1/announcements/${id}/said`, { screen: this.screen, left }, PATIENCE_S)
      .catch(ignoreAway);
  }

  look() {
    if (!this.asking) this.asking = this._look().finally(() => { this.asking = null; });
    return this.asking;
  }

  async _look() {
    const before = this._state();
    const asked = { steady: performance.now(), wall: Date.now() };
    try {
      const answer = this.able
        ? await ask("POST", PATH, { screen: this.screen }, PATIENCE_S)
        : await ask("GET", PATH, undefined, PATIENCE_S);
      if (answer.status === 200) this._take(answer.body, asked);
    } catch (error) {
      ignoreAway(error);
    }
    if (this._state() !== before) this.onChange();
  }

  _take(body, asked) {
    this.taken = Boolean(body.taken);
    if (!body.speaks || !this.able) {
      if (this.until) this.onLost();
      this.until = null;
      return;
    }
    const lasts = body.seconds * 1000 - MARGIN_MS;
    this.until = { steady: asked.steady + lasts, wall: asked.wall + lasts };
    clearTimeout(this.ending);
    this.ending = setTimeout(() => { if (!this.speaks) this._end(); }, Math.max(0, this.left()) + 10);
  }

  _end() {
    if (!this.until) return;
    this.until = null;
    this.onLost();
    this.onChange();
  }

  _state() {
    return `${this.speaks} ${this.taken}`;
  }
}

function ignoreAway(error) {
  if (!(error instanceof Away)) throw error;
}

function randomName() {
  const parts = new Uint32Array(4);
  crypto.getRandomValues(parts);
  return Array.from(parts, (part) => part.toString(16).padStart(8, "0")).join("");
}
