// One order at a time, carried out once. What the network swallows is sent again with the same key; before
// that the counter is looked at anew, for a late order must not meet another customer.

import { ask, Away } from "./http.js";

const PATIENCE_MS = 30000;
const PAUSES_MS = [600, 1500, 3000, 5000];

export class Commander {
  // look(): reads the counter anew and resolves to a text of its customer and state; throws Away.
  // onWaiting(order, seconds left): it has not got through yet.
  constructor({ look, onWaiting, now = () => Date.now(), pause = sleep }) {
    Object.assign(this, { look, onWaiting, now, pause });
    this.order = null;
  }

  get busy() {
    return this.order !== null;
  }

  // {outcome: "done", answer} | {outcome: "changed"}: the counter is not as it was when the order was given
  // | {outcome: "lost"}: it never got through, and will not be sent again | {outcome: "busy"}.
  async send({ name, path, body, seen }) {
    if (this.order) return { outcome: "busy" };
    const order = { name, path, body, seen, key: newKey(), until: this.now() + PATIENCE_MS };
    this.order = order;
    try {
      return await this._send(order);
    } finally {
      this.order = null;
    }
  }

  async _send(order) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        if (attempt > 0 && (await this.look()) !== order.seen) return { outcome: "changed" };
        const answer = await ask("POST", order.path, order.body, 8, { "Idempotency-Key": order.key });
        if (![429, 502, 503, 504].includes(answer.status)) return { outcome: "done", answer };
      } catch (error) {
        if (!(error instanceof Away)) throw error;
      }
      const left = order.until - this.now();
      if (left <= 0) return { outcome: "lost" };
      this.onWaiting(order, Math.ceil(left / 1000));
      await this.pause(PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)]);
    }
  }
}

function newKey() {
  const parts = new Uint32Array(4);
  crypto.getRandomValues(parts);
  return Array.from(parts, (part) => part.toString(16)).join("-");
}

function sleep(ms) {
  return new Promise((done) => setTimeout(done, ms));
}
