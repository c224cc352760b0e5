// The hall's board: who is called where, and how many wait.

import { byId, clear, listOf, make, put } from "./dom.js";
import { showClock } from "./clock.js";
import { follow } from "./events.js";
import { ask, Away } from "./http.js";

const GATHER_MS = 150;
const EVERY_MS = 20000;
const MOST_CALLS = 6;
const EVENTS = ["ticket.issued", "ticket.called", "ticket.recalled", "ticket.changed", "queue.changed", "content.changed"];

let gathering = null;
let shown = new Map();

function row(call, isNew) {
  const item = make("li", isNew ? "call fresh" : "call");
  return put(item, make("span", "call-number", call.number), make("span", "call-arrow", "请到"),
    make("span", "call-counter", call.counter_name || call.counter));
}

function show(queue) {
  const calls = listOf(queue.called).slice(0, MOST_CALLS);
  clear(byId("calls"));
  const now = new Map();
  for (const call of calls) {
    now.set(call.number, call.calls);
    put(byId("calls"), row(call, shown.get(call.number) !== call.calls));
  }
  shown = now;
  byId("nobody").hidden = calls.length > 0;
  clear(byId("serving"));
  for (const each of listOf(queue.serving)) {
    put(byId("serving"), put(make("li"), make("strong", "", each.number), make("span", "", each.counter_name || each.counter)));
  }
  clear(byId("lines"));
  for (const service of listOf(queue.services)) {
    const count = make("span", service.waiting ? "waiting some" : "waiting", service.waiting);
    put(byId("lines"), put(make("li"), make("span", "service", service.name), count, make("span", "unit", "位")));
  }
}

async function refresh() {
  gathering = null;
  try {
    const answer = await ask("GET", "/api/v1/queue");
    byId("forbidden").hidden = ![401, 403].includes(answer.status);
    if (answer.status === 200) show(answer.body);
  } catch (error) {
    if (!(error instanceof Away)) throw error;
  }
}

function soon() {
  if (!gathering) gathering = setTimeout(refresh, GATHER_MS);
}

showClock(byId("clock"));
follow({
  types: EVENTS,
  onEvent: soon,
  onUp: () => { byId("offline").hidden = true; soon(); },
  onDown: () => { byId("offline").hidden = !byId("forbidden").hidden; soon(); },
});
// What a lost event would have told.
setInterval(soon, EVERY_MS);
refresh();
