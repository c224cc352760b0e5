// Of all that could speak, the robot and the boards, one does: the one that the server has lent the hall to, for
// seconds at a time.

import { ask, Away, tell } from "./http.js";

const PATH = "/api/v1/announcements/speaker";
export const EVERY_MS = 1500;
// So long before the loan ends this screen takes it for ended: its words must be over before others begin.
const MARGIN_MS = 700;
// A new sentence is not begun on less than this; the server is asked first.
const LEAST_MS = 2500;
const PATIENCE_S = 2;
const AGAIN_MS = 500;
const TOO_MANY = 429;

export class Speaker {
  // onChange(): look at `speaks` and `who` again; onLost(): fall silent; onTakenOver(outstanding): this screen speaks
  // from now on, and that is still to be said.
  constructor({ onChange, onLost, onTakenOver }) {
    Object.assign(this, { onChange, onLost, onTakenOver });
    this.screen = randomName();
    this.who = null; // robot, board or none: who speaks; null: not known yet
    this.awaited = false; // the branch's announcer is back, and waits for this screen to end its sentence
    this.event = 0; // no sentence before this event has been heard of
    this.heard = 0;
    this.saying = false;
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
    if (was && !able) this._mind();
    return this.look();
  }

  giveBack() {
    this.awaited = false;
    if (!this.until) return;
    this.until = null;
    tell("DELETE", `${PATH}?screen=${this.screen}`);
  }

  // Resolves to whether this screen may begin a sentence; it has begun it then.
  async begin() {
    if (this.left() < LEAST_MS) await this.look();
    this.saying = this.left() >= LEAST_MS && !this.awaited && this.heard >= this.event;
    return this.saying;
  }

  // The sentence that was begun is over. id: it was said to its end; left: how often it is to be said still.
  async end(id, left) {
    if (id) await this._told(id, left);
    this.saying = false;
    this._mind();
  }

  // Tells the others, again and again while nobody else may speak.
  async _told(id, left) {
    do {
      try {
        const path = `/api/v1/announcements/${id}/said`;
        const { status } = await ask("POST", path, { screen: this.screen, left }, PATIENCE_S);
        if (status < 500 && status !== TOO_MANY) return;
      } catch (error) {
        ignoreAway(error);
      }
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    } while (this.speaks);
  }

  // All events up to this one have come.
  hear(id) {
    const waited = this.heard < this.event;
    this.heard = id;
    if (waited && this.heard >= this.event) this.onChange();
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

  // The word is given back between two sentences: to who is awaited, or because this screen cannot speak just now.
  _mind() {
    if ((this.awaited || !this.able) && !this.saying && this.until) {
      this.giveBack();
      this.onChange();
    }
  }

  _take(body, asked) {
    this.who = body.speaker;
    this.awaited = Boolean(body.awaited);
    // What is left of the word runs out by itself, or is given back.
    if (!this.able) return;
    if (!body.speaks) {
      if (this.until) this.onLost();
      this.until = null;
      return;
    }
    const lasts = body.seconds * 1000 - MARGIN_MS;
    this.until = { steady: asked.steady + lasts, wall: asked.wall + lasts };
    clearTimeout(this.ending);
    this.ending = setTimeout(() => { if (!this.speaks) this._end(); }, Math.max(0, this.left()) + 10);
    if (body.event) {
      this.event = body.event;
      this.onTakenOver(body.outstanding);
    }
    this._mind();
  }

  _end() {
    if (!this.until) return;
    this.until = null;
    this.onLost();
    this.onChange();
  }

  _state() {
    return `${this.speaks} ${this.who}`;
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
