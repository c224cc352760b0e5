// What is still to be said to the whole hall, by this screen or by whom it stands by for. The same rule as
// robot/announcements.py; a test holds one to the other. Knows neither clock nor voice.

const EVENT = "announcement";
const SETTLES = "ticket.changed";
const SAID = "announcement.said";
const LIMIT = 30;
const REMEMBERED = 256;

// The announcement of an event's data, or null when it is none.
export function read(data) {
  if (!data || typeof data !== "object") return null;
  const expires = moment(data.expires_at);
  const priority = Number.parseInt(data.priority, 10);
  const repeat = data.repeat === undefined ? 0 : Number.parseInt(data.repeat, 10);
  if (typeof data.speech !== "string" || !data.speech.trim()) return null;
  if (Number.isNaN(expires) || Number.isNaN(priority) || Number.isNaN(repeat)) return null;
  return {
    id: String(data.id), kind: data.kind, text: data.text, speech: data.speech, priority, expires,
    repeat: Math.max(0, repeat), ticket: data.ticket || null,
  };
}

// Milliseconds of a time with its zone, or NaN.
function moment(text) {
  return typeof text === "string" && /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
}

export class AnnouncementQueue {
  constructor(limit = LIMIT) {
    this.limit = limit;
    this.current = null; // what next gave last, unless it need not be said any more
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
    if (this.seen.includes(said.id)) return false;
    // Who only stands by asks for nothing: what is late must not keep out what is new.
    const at = moment(data.at);
    if (!Number.isNaN(at)) this._expire(at);
    this.seen = [...this.seen, said.id].slice(-REMEMBERED);
    this.arrivals += 1;
    const fresh = { said, order: this.arrivals, left: 1 + said.repeat };
    const earlier = this._ofTicket(said.ticket);
    this._supersede(said.ticket);
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
    this._supersede(ticket);
    if (found) this._remove(found);
    return Boolean(found);
  }

  // Somebody has said it; left times are left.
  said(id, left) {
    const found = this.waiting.find((each) => each.said.id === id);
    if (!found || !Number.isInteger(left)) return;
    found.left = Math.min(found.left, left);
    if (found.left <= 0) this._remove(found);
  }

  // Takes over from another speaker. outstanding: what the server knows to be still unsaid.
  catchUp(outstanding) {
    for (const data of outstanding) {
      if (!this.seen.includes(String(data.id))) this.push(data);
      else this.said(String(data.id), (data.repeat || 0) + 1);
    }
  }

  // now: milliseconds by the server's clock. What to say once, or null.
  next(now) {
    this._expire(now);
    this.current = null;
    if (!this.waiting.length) return null;
    const chosen = this.waiting.reduce((best, each) => (before(each, best) ? each : best));
    this.current = chosen;
    chosen.left -= 1;
    if (chosen.left === 0) this._remove(chosen);
    return Object.assign({}, chosen.said, { repeat: chosen.left });
  }

  // What next gave was not said to its end after all: it is to be said again, if that is still of use.
  unsay() {
    const unsaid = this.current;
    this.current = null;
    if (!unsaid) return;
    unsaid.left += 1;
    if (!this.waiting.includes(unsaid)) this.waiting.push(unsaid);
  }

  _expire(now) {
    const inTime = this.waiting.filter((each) => each.said.expires > now);
    this.expired += this.waiting.length - inTime.length;
    this.waiting = inTime;
  }

  // What is being said of a ticket need not be said again.
  _supersede(ticket) {
    if (ticket && this.current && this.current.said.ticket === ticket) this.current = null;
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
