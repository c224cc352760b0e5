// The hall's board: who is called where, how many wait and how long, and what the branch wants told.

import { AnnouncementQueue } from "./announcements.js";
import { drawCalls, drawLines, drawMissed, drawRecent, showClosed, showNotice } from "./board_parts.js";
import { CallsShown, pageOf } from "./calls.js";
import { Chime } from "./chime.js";
import { showClock, showDate } from "./clock.js";
import { byId, listOf } from "./dom.js";
import { follow } from "./events.js";
import { ask, Away } from "./http.js";
import { setText } from "./keyed.js";
import { EVERY_MS as LOOK_EVERY_MS, Speaker } from "./speaker.js";
import { Voice } from "./voice.js";

const GATHER_MS = 400;
const EVERY_MS = 20000;
const BRANCH_EVERY_MS = 60000;
const LATE_MS = 300;
const NOTICE_MS = 12000;
const PAGE_MS = 7000;
const MOST_CALLS = 6;
const EVENTS = ["announcement", "announcement.said", "ticket.issued", "ticket.called", "ticket.recalled", "ticket.changed", "queue.changed", "content.changed"];

const calls = new CallsShown();
const queue = new AnnouncementQueue();
let ahead = 0; // ms by which the server's clock is ahead of this machine's
let gathering = null;
let turn = 0;
let notices = [];
let notice = 0;
let closed = null;
let turning = null;
let anyWaits = false;

const serverNow = () => Date.now() + ahead;
const speaker = new Speaker({
  onChange: () => { showVoice(); voice.wake(); },
  onLost: () => voice.stop(),
  onTakenOver: (outstanding) => queue.catchUp(outstanding),
});
const voice = new Voice({ queue, chime: new Chime(), speaker, now: serverNow, onChange: mindVoice });
let announcer = "";
let connected = true;

// Who does not hear of calls must not keep the word.
function mindVoice() {
  showVoice();
  speaker.watch(voice.state === "ready" && connected);
}

function showVoice() {
  const silent = speaker.who === "none" && voice.wanted;
  byId("voice").hidden = voice.state !== "locked" || !silent;
  byId("voiceless").hidden = !["missing", "failing"].includes(voice.state) || !silent;
  setText(byId("speaker"), whoSpeaks());
}

function whoSpeaks() {
  if (speaker.speaks) return announcer === "board" ? "本屏播报" : "本屏代娇娇播报";
  if (!voice.wanted) return announcer === "robot" ? "由娇娇播报" : "";
  if (!["robot", "board"].includes(speaker.who)) return voice.state === "missing" ? "本屏没有中文语音" : "";
  const where = speaker.who === "robot" ? "由娇娇播报" : "由其他屏幕播报";
  return voice.state === "locked" ? `${where} · 点一下本屏可接替` : where;
}

// Who is still called after hours comes before the sign; which is down at the moment that it names.
function signNow(rows) {
  const over = closed && closed.next_open && serverNow() >= Date.parse(closed.next_open);
  return closed && !over && rows.length === 0 ? closed : null;
}

function showCalls(rows) {
  drawCalls(byId("calls"), pageOf(rows, MOST_CALLS, turn));
  const sign = signNow(rows);
  showClosed(document.body, sign, anyWaits);
  byId("nobody").hidden = rows.length > 0 || Boolean(sign);
}

function readClock(iso) {
  const at = Date.parse(iso);
  if (!Number.isNaN(at)) ahead = at - Date.now();
}

function show(body) {
  readClock(body.at);
  anyWaits = listOf(body.services).some((service) => service.waiting > 0);
  const rows = calls.update({ day: body.day, called: listOf(body.called) }, Date.now());
  showCalls(rows);
  const large = new Set(rows.map((call) => call.number));
  drawRecent(byId("recent"), byId("recent-row"), listOf(body.recent).filter((call) => !large.has(call.number)));
  drawMissed(byId("missed"), byId("missed-row"), listOf(body.missed));
  drawLines(byId("lines"), listOf(body.services));
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

async function refreshBranch() {
  try {
    const answer = await ask("GET", "/api/v1/branch");
    if (answer.status !== 200) return;
    readClock(answer.body.at);
    closed = answer.body.closed;
    mindDoor(answer.body.turns_at);
    notices = listOf(answer.body.notices);
    announcer = answer.body.announcer;
    voice.want(announcer === "board" || answer.body.stand_in);
    showVoice();
    if (notice >= notices.length) nextNotice();
    if (!notices.length) showNotice(byId("notice"), null);
  } catch (error) {
    if (!(error instanceof Away)) throw error;
  }
}

// Opening and closing are seen in their very minute; those further off by looking every minute.
function mindDoor(turnsAt) {
  clearTimeout(turning);
  const left = Date.parse(turnsAt) - serverNow();
  if (left <= BRANCH_EVERY_MS) turning = setTimeout(refreshBranch, Math.max(left, 0) + LATE_MS);
}

function nextNotice() {
  if (!notices.length) return;
  notice = notice + 1 < notices.length ? notice + 1 : 0;
  showNotice(byId("notice"), notices[notice]);
}

function soon() {
  if (!gathering) gathering = setTimeout(refresh, GATHER_MS);
}

function heard(type, data) {
  queue.feed(type, data);
  voice.wake();
  if (type === "content.changed") refreshBranch();
  if (!type.startsWith("announcement")) soon();
}

showClock(byId("clock"));
showDate(byId("date"));
byId("voice").addEventListener("click", () => voice.unlock());
// Any touch will do, or the enter key: whoever stands at the board need not find the button.
const touched = () => { if (!voice.unlocked) voice.unlock(); };
document.addEventListener("click", touched);
document.addEventListener("keydown", (event) => { if (["Enter", " "].includes(event.key)) touched(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });
follow({
  types: EVENTS,
  onEvent: heard,
  onUp: () => { connected = true; byId("offline").hidden = true; mindVoice(); soon(); },
  onDown: () => { connected = false; byId("offline").hidden = !byId("forbidden").hidden; mindVoice(); soon(); },
  onHeard: (id) => speaker.hear(id),
  pulse: true,
});
// What a lost event would have told, and what only time changes: a call that was shown long enough.
setInterval(soon, EVERY_MS);
setInterval(refreshBranch, BRANCH_EVERY_MS);
setInterval(nextNotice, NOTICE_MS);
setInterval(() => showCalls(calls.shown(Date.now())), 1000);
setInterval(() => { turn += 1; }, PAGE_MS);
setInterval(() => { if (voice.wanted) speaker.look(); }, LOOK_EVERY_MS);
window.addEventListener("pagehide", () => { voice.stop(); speaker.giveBack(); });
refresh();
refreshBranch().then(nextNotice);
