// The teller's screen: one counter, its present customer, who comes next and why, and a key for each step.

import { CASE_EVENTS, drawAlerts, pressing } from "./alerts.js";
import { Commander } from "./command.js";
import { askAnnouncement, askCall, askPause, askReprint, askTransfer } from "./counter_panels.js";
import { chooseFrom, message, showLine, showPresent, showTimer } from "./counter_view.js";
import { byId, listOf } from "./dom.js";
import { follow } from "./events.js";
import { ask, Away } from "./http.js";
import { closeAll, openPanel } from "./panels.js";

const KEYS = {
  " ": "next", r: "recall", s: "start", d: "complete", x: "no-show", h: "hold", u: "resume",
  t: "transfer", c: "call", p: "door", b: "announce", l: "reprint", "?": "help", "/": "help",
};
const NAMES = {
  next: "下一位", recall: "重呼", start: "开始办理", complete: "办完", "no-show": "过号", hold: "暂挂",
  resume: "恢复暂挂", transfer: "转接", call: "直接叫号", open: "开放窗口", close: "暂停叫号",
};
const EVENTS = ["ticket.issued", "ticket.called", "ticket.recalled", "ticket.changed", "queue.changed"];
const GATHER_MS = 250;
const EVERY_MS = 20000;
const VOICE_EVERY_MS = 8000;
const REMEMBERED = "jiaojiao.counter";
const NO_LINE = { waiting: [], held: [], missed: [] };

const which = byId("which");
let counters = [];
let line = NO_LINE;
let ahead = 0; // ms by which the server's clock is ahead of this machine's
let gathering = null;
let gatheringAlerts = null;
let connected = true;
let silentLooks = 0;

const mine = () => counters.find((counter) => counter.code === which.value) || null;
const api = (code, step) => `/api/v1/counters/${encodeURIComponent(code)}/${step}`;

// The customer at a counter and how far they are, as one text: what the teller has seen.
function seenOf(counter) {
  const ticket = counter && counter.ticket;
  return ticket ? `${ticket.id} ${ticket.state} ${ticket.calls}` : `none ${counter && counter.open}`;
}

function show() {
  const counter = mine();
  showPresent(counter, line, commander.busy);
  showLine(counter ? line : NO_LINE, {
    onCall: (ticket) => { if (!byId("call").disabled) askCall(ticket.number, (body) => order("call", body)); },
    onResume: (ticket) => order("resume", { ticket: ticket.id }),
    onRecall: (ticket) => order("recall", { ticket: ticket.id }),
  });
}

// Reads everything anew; throws Away.
async function read() {
  const chosen = which.value || localStorage.getItem(REMEMBERED) || "";
  const [desks, people] = await Promise.all([
    ask("GET", "/api/v1/counters"), chosen ? ask("GET", api(chosen, "line")) : Promise.resolve({ status: 204 }),
  ]);
  if ([401, 403].includes(desks.status)) {
    openPanel(byId("signed-out"));
    return;
  }
  if (desks.status !== 200) throw new Away(`status ${desks.status}`);
  counters = listOf(desks.body);
  chooseFrom(which, counters, chosen);
  if (people.status === 200) {
    line = people.body;
    ahead = Date.parse(line.at) - Date.now();
  } else line = NO_LINE;
  show();
}

async function refresh() {
  gathering = null;
  try {
    await read();
    online(true);
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    online(false);
  }
}

function soon() {
  if (!gathering) gathering = setTimeout(refresh, GATHER_MS);
}

function online(is) {
  byId("offline").hidden = is || commander.busy;
  if (!connected && is) message("网络恢复了，请看清当前号码。");
  connected = is;
}

// What waits in the hall for a person; the queue goes on without it.
async function readAlerts() {
  gatheringAlerts = null;
  try {
    const { status, body } = await ask("GET", "/api/v1/cases?state=open");
    if (status === 200) drawAlerts(byId("alerts"), pressing(listOf(body.cases)), takeCase);
  } catch (error) {
    if (!(error instanceof Away)) throw error;
  }
}

function alertsSoon() {
  if (!gatheringAlerts) gatheringAlerts = setTimeout(readAlerts, GATHER_MS);
}

// Twice in a row: one voice that takes over from another is silent for some seconds.
async function readVoice() {
  try {
    const { status, body } = await ask("GET", "/api/v1/announcements/speaker");
    if (status === 200) silentLooks = body.speaker === "none" ? silentLooks + 1 : 0;
    byId("silent").hidden = silentLooks < 2;
  } catch (error) {
    if (!(error instanceof Away)) throw error;
  }
}

async function takeCase({ id, number }) {
  await post(`/api/v1/cases/${encodeURIComponent(id)}/take`, undefined, `${number} 由您处理，请到大厅看看。`, "没有接手成功。");
  alertsSoon();
}

const commander = new Commander({
  look: async () => { await read(); return seenOf(mine()); },
  onWaiting: ({ name }, seconds) => {
    byId("offline").hidden = true;
    byId("pending").hidden = false;
    byId("pending").textContent = `网络不通：“${name}”还没有送到，正在重发，${seconds} 秒内有效。不用再按。`;
  },
});

async function order(step, body) {
  const counter = mine();
  if (!counter || commander.busy) return;
  const sending = commander.send({ name: NAMES[step], path: api(counter.code, step), body, seen: seenOf(counter) });
  // Keys are dead at once: a second press while the first is on its way is no other order.
  show();
  const result = await sending;
  byId("pending").hidden = true;
  tell(step, result);
  await refresh();
}

function tell(step, { outcome, answer }) {
  if (outcome === "lost") message(`“${NAMES[step]}”没有送到，已作废。请看清当前号码再操作。`, true);
  else if (outcome === "changed") message(`断网时窗口有了变化，或“${NAMES[step]}”已经生效，请看清当前号码。`, true);
  else if (outcome === "done" && answer.status === 204) message("现在没有人在等。");
  else if (outcome === "done" && [401, 403].includes(answer.status)) openPanel(byId("signed-out"));
  else if (outcome === "done" && answer.status >= 300) message(answer.body.detail || "没有成功，请再试一次。", true);
  else message("");
}

// What concerns no customer at this counter: sent once, and told when it did not work.
async function post(path, body, done, failed) {
  try {
    const answer = await ask("POST", path, body);
    if ([200, 201].includes(answer.status)) message(done);
    else message(answer.body.detail || failed, true);
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    message(`网络不通，${failed}`, true);
  }
}

const announce = (words) => post("/api/v1/announcements", words, "已经广播。", "广播没有成功。");
const reprint = (ticket) => post("/api/v1/print-jobs", { ticket }, `${ticket} 正在打印。`, "没有打印。");

const ACTS = {
  transfer: () => askTransfer(mine(), counters, (body) => order("transfer", body)),
  call: () => askCall("", (body) => order("call", body)),
  door: () => (mine().open ? askPause((pause) => order("close", { pause })) : order("open")),
  announce: () => askAnnouncement(announce),
  reprint: () => askReprint(mine(), reprint),
  help: () => openPanel(byId("help")),
};

function press(name) {
  const button = document.querySelector(`[data-act="${name}"], [data-step="${name}"]`);
  if (!button || button.disabled) return;
  if (ACTS[name]) ACTS[name]();
  else order(name, ["recall", "resume"].includes(name) ? {} : undefined);
}

which.addEventListener("change", () => {
  localStorage.setItem(REMEMBERED, which.value);
  message("");
  line = NO_LINE;
  show();
  soon();
  // Keys go to the page again, not to the list.
  which.blur();
});
document.querySelectorAll("[data-step], [data-act]").forEach((button) => {
  button.addEventListener("click", () => { button.blur(); press(button.dataset.step || button.dataset.act); });
});
document.querySelectorAll("dialog").forEach((sheet) => {
  // A field in a closed sheet must not keep the keys to itself.
  sheet.addEventListener("close", () => { if (sheet.contains(document.activeElement)) document.activeElement.blur(); });
});
document.querySelectorAll("[data-close]").forEach((button) => button.addEventListener("click", closeAll));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const sheet = document.querySelector("dialog[open]");
  // A sheet just closed may hold the focus a moment longer: then the key is for the page.
  const closed = event.target.closest("dialog:not([open])");
  const target = closed ? document.body : event.target;
  if (target.closest("select, input, textarea")) return;
  if (sheet) {
    const choice = /^[1-9]$/.test(event.key) && sheet.querySelector(`[data-digit="${event.key}"]`);
    if (choice) { event.preventDefault(); choice.click(); }
    return;
  }
  if (target.closest("button, a") && event.key === " ") return;
  const name = KEYS[event.key.toLowerCase()];
  if (!name) return;
  event.preventDefault();
  press(name);
});
document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });
follow({
  types: [...EVENTS, ...CASE_EVENTS],
  onEvent: (type) => { if (CASE_EVENTS.includes(type)) alertsSoon(); else soon(); },
  onUp: () => { soon(); alertsSoon(); },
  onDown: () => online(false),
  pulse: true,
});
setInterval(() => { soon(); alertsSoon(); }, EVERY_MS);
setInterval(readVoice, VOICE_EVERY_MS);
setInterval(() => showTimer(mine() && mine().ticket, Date.now() + ahead), 1000);
refresh();
readAlerts();
readVoice();
