// Which calls the board shows large, and for how long. Knows neither page nor clock.

export const LEAST_MS = 20000;
export const FRESH_MS = 12000;
const MOST_KEPT = 40;

// Everybody who is being called, and who was until a moment ago: a customer who goes to the counter at
// once must not take the number off the board before it has been read.
export class CallsShown {
  constructor() {
    this.day = "";
    this.kept = new Map();
  }

  // queue: a snapshot of /queue; now in ms. The calls to show, the latest first.
  update(queue, now) {
    if (queue.day !== this.day) {
      this.day = queue.day;
      this.kept.clear();
    }
    const present = new Set();
    const busy = new Set();
    for (const call of queue.called) {
      present.add(call.number);
      busy.add(call.counter);
      const known = this.kept.get(call.number);
      if (!known || known.calls !== call.calls || known.counter !== call.counter) {
        this.kept.set(call.number, Object.assign({}, call, { since: now, called: true }));
      } else known.called = true;
    }
    for (const [number, call] of this.kept) {
      if (!present.has(number)) call.called = false;
      // A counter that calls somebody else has finished with this one.
      const over = now - call.since >= LEAST_MS || busy.has(call.counter);
      if (!call.called && over) this.kept.delete(number);
    }
    return this.shown(now);
  }

  shown(now) {
    const rows = Array.from(this.kept.values())
      .filter((call) => call.called || now - call.since < LEAST_MS)
      .sort((a, b) => b.since - a.since || String(b.called_at).localeCompare(String(a.called_at)));
    return rows.slice(0, MOST_KEPT)
      .map((call) => Object.assign({ fresh: now - call.since < FRESH_MS }, call));
  }
}

// Pages of at most `size`; a page a turn.
export function pageOf(rows, size, turn) {
  if (rows.length <= size) return rows;
  const pages = Math.ceil(rows.length / size);
  const from = (turn % pages) * size;
  return rows.slice(from, from + size);
}
