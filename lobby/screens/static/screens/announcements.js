// What this screen still has to say to the whole hall. The same rule as robot/announcements.py; a test
// holds one to the other. Knows neither clock nor voice.

const EVENT = "announcement";
const SETTLES = "ticket.changed";
const SAID = "announcement.said";
const LIMIT = 30;
const REMEMBERED = 256;

// The announcement of an event's data, or null when it is none.
export function read(data) {
  if (!data || typeof data !== "object") return null;
  const expires = typeof data.expires_at === "string" ? Date.parse(data.expires_at) : NaN;
  const zoned = /(?:Z|[+-]\d\d:\d\d)$/.test(String(data.expires_at));
  const priority = Number.parseInt(data.priority, 10);
  const repeat = data.repeat === undefined ? 0 : Number.parseInt(data.repeat, 10);
  if (typeof data.speech !== "string" || !data.speech.trim()) return null;
  if (Number.isNaN(expires) || !zoned || Number.isNaN(priority) || Number.isNaN(repeat)) return null;
  return {
    id: String(data.id), kind: data.kind, text: data.text, speech: data.speech, priority, expires,
    repeat: Math.max(0, repeat), speaker: data.speaker || "robot", ticket: data.ticket || null,
  };
}

export class AnnouncementQueue {
  constructor(speaker = "board", limit = LIMIT) {
    Object.assign(this, { speaker, limit });
    this.waiting = [];
    this.seen = [];
    this.arrivals = 0;
    this.dropped = 0;
    this.expired = 0;
    this.replaced = 0;
    this.refused = 0;
  }

  feed(type, data) {
    if (type === EVENT) this.push(data);
    else if (type === SETTLES && data.state !== "called") this.withdraw(data.id);
    else if (type === SAID) this.said(data.id, data.left);
  }

  push(data) {
    const said = read(data);
    if (!said) {
      this.refused += 1;
      return false;
    }
    if (said.speaker !== this.speaker || this.seen.includes(said.id)) return false;
    this.seen = [...this.seen, said.id].slice(-REMEMBERED);
    this.arrivals += 1;
    const fresh = { said, order: this.arrivals, left: 1 + said.repeat };
    const earlier = this._ofTicket(said.ticket);
    if (earlier) {
      this._remove(earlier);
      this.replaced += 1;
      fresh.order = earlier.order;
    }
    this.waiting.push(fresh);
    if (this.waiting.length <= this.limit) return true;
    const last = this.waiting.reduce((worst, each) => (before(worst, each) ? each : worst));
    this._remove(last);
    this.dropped += 1;
    return last !== fresh;
  }

  withdraw(ticket) {
    const found = this._ofTicket(ticket);
    if (found) this._remove(found);
    return Boolean(found);
  }

  // Another screen has said it; left times are left.
  said(id, left) {
    const found = this.waiting.find((each) => each.said.id === id);
    if (!found || !Number.isInteger(left)) return;
    found.left = Math.min(found.left, left);
    if (found.left <= 0) this._remove(found);
  }

  // now: milliseconds by the server's clock. What to say once, or null.
  next(now) {
    const inTime = this.waiting.filter((each) => each.said.expires > now);
    this.expired += this.waiting.length - inTime.length;
    this.waiting = inTime;
    if (!inTime.length) return null;
    const chosen = inTime.reduce((best, each) => (before(each, best) ? each : best));
    chosen.left -= 1;
    if (chosen.left === 0) this._remove(chosen);
    return Object.assign({}, chosen.said, { repeat: chosen.left });
  }

  // What `next` gave was not said after all.
  unsay(said) {
    const found = this.waiting.find((each) => each.said.id === said.id);
    if (found) found.left += 1;
    else this.waiting.push({ said: Object.assign({}, said), order: 0, left: said.repeat + 1 });
  }

  _ofTicket(ticket) {
    return ticket ? this.waiting.find((each) => each.said.ticket === ticket) : undefined;
  }

  _remove(entry) {
    this.waiting = this.waiting.filter((each) => each !== entry);
  }
}

function before(a, b) {
  return a.said.priority !== b.said.priority ? a.said.priority < b.said.priority : a.order < b.order;
}
