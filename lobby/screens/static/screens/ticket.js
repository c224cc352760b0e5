// The phone's page of one number: keeps itself up to date, calls the customer back, gives the number up
// when asked twice, takes stars afterwards.

import { Alarm } from "./alarm.js";
import { STATES, waitWords } from "./cards_queue.js";
import { dayNow } from "./clock.js";
import { byId } from "./dom.js";
import { ask, Away } from "./http.js";
import { closePanel, openPanel } from "./panels.js";

const EVERY_MS = 4000;
const SOON = 2;
const WAITING = ["waiting", "transferred"];
const OPEN = ["waiting", "transferred", "called", "serving", "held"];

const { id, token, over, closes } = document.body.dataset;
const base = `/api/v1/tickets/${encodeURIComponent(id)}`;
const key = `?token=${encodeURIComponent(token)}`;
const path = base + key;
const sheet = document.querySelector(".ticket-sheet");
const alarm = new Alarm();
const openedOn = dayNow();
let state = sheet.dataset.state;
let calls = Number(sheet.dataset.calls);
let toldSoon = false;
let ours = false; // a change of state that was asked for on this page
let timer = null;

function words(ticket) {
  if (state === "called") return `请到 ${ticket.counter_name || ticket.area} 办理`;
  if (WAITING.includes(state) && ticket.ahead === 0) return "下一位就是您，请准备";
  return STATES[state] || state;
}

function alert(ticket, before) {
  const isCall = state === "called" && (before.state !== "called" || ticket.calls !== before.calls);
  byId("noticed").hidden = state !== "called" || !alarm.chime.context;
  if (isCall) alarm.ring();
  else if (state !== "called") alarm.stop();
  if (WAITING.includes(state) && ticket.ahead <= SOON && !toldSoon) {
    toldSoon = true;
    if (before.ahead > SOON) alarm.once();
  }
  if (ticket.ahead > SOON) toldSoon = false;
}

let ahead = Infinity;
function show(ticket) {
  const before = { state, calls, ahead };
  ({ state, calls, ahead } = ticket);
  if (state === "cancelled" && before.state !== "cancelled" && !ours) {
    // Not given up here: the page says why, the end of the day for one.
    window.location.reload();
    return;
  }
  sheet.dataset.state = state;
  const said = words(ticket);
  if (byId("state").textContent !== said) byId("state").textContent = said;
  const waits = WAITING.includes(state);
  byId("ahead-row").hidden = !waits;
  byId("wait-row").hidden = !waits || !ticket.wait;
  byId("ahead").textContent = ticket.ahead;
  byId("wait").textContent = waitWords(ticket.wait);
  byId("soon").hidden = !waits || ticket.ahead > SOON;
  byId("late").hidden = !waits || !closes || Date.now() < Date.parse(closes);
  byId("cancel").hidden = !waits && state !== "called";
  byId("back").hidden = state !== "no_show";
  byId("armed").hidden = !OPEN.includes(state);
  byId("arm").hidden = !OPEN.includes(state) || Boolean(alarm.chime.context);
  if (byId("print")) byId("print").hidden = !OPEN.includes(state);
  byId("rate").hidden = state !== "done" || sheet.dataset.rated === "yes";
  document.title = state === "called" ? `▶ 请到窗口 ${ticket.number}` : `${ticket.number} ${said}`;
  alert(ticket, before);
}

async function refresh() {
  clearTimeout(timer);
  try {
    const answer = await ask("GET", path);
    if (answer.status === 200 && dayNow() !== openedOn) {
      // Open since yesterday, its number is of no more use: the page anew says so.
      window.location.reload();
      return;
    }
    if (answer.status === 200) {
      show(answer.body);
      byId("fresh").textContent = "";
    } else if ([401, 403, 404].includes(answer.status)) {
      byId("fresh").textContent = "这个号码已经失效，请问娇娇或大堂经理。";
      return;
    } else byId("fresh").textContent = "系统有点忙，正在重试……";
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    byId("fresh").textContent = "网络不太顺畅，正在重试……上面显示的可能不是最新的。";
  }
  // A settled number changes only when it is called back; that can wait a little.
  timer = setTimeout(refresh, OPEN.includes(state) ? EVERY_MS : EVERY_MS * 5);
}

async function change(method, address, body) {
  ours = true;
  try {
    const answer = await ask(method, address, body);
    if (answer.status === 200 || answer.status === 201) return answer.body;
    byId("fresh").textContent = answer.body.detail || "没有成功，请再试一次。";
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    byId("fresh").textContent = "网络不太顺畅，没有成功，请再试一次。";
  } finally {
    ours = false;
  }
  return null;
}

async function changeTicket(method, address) {
  const ticket = await change(method, address);
  if (!ticket) return;
  ours = true;
  show(ticket);
  ours = false;
}

async function rate(stars) {
  document.querySelectorAll("[data-stars]").forEach((star) => star.classList.toggle("on", Number(star.dataset.stars) <= stars));
  if (!(await change("POST", `${base}/rating${key}`, { stars, words: byId("rate-words").value.trim() }))) return;
  sheet.dataset.rated = "yes";
  byId("rate").hidden = true;
  byId("thanks").hidden = false;
}

byId("arm").addEventListener("click", async () => {
  const ready = await alarm.arm();
  byId("arm").hidden = true;
  byId("armed").textContent = ready ? "提醒已打开，叫到您时会响。请不要关掉这一页。" : "这部手机不让网页响，请留意屏幕和大厅叫号。";
});
byId("noticed").addEventListener("click", () => { alarm.stop(); byId("noticed").hidden = true; });
byId("cancel").addEventListener("click", () => openPanel(byId("sure")));
byId("keep").addEventListener("click", () => closePanel(byId("sure")));
byId("really").addEventListener("click", () => {
  closePanel(byId("sure"));
  changeTicket("DELETE", path);
});
byId("back").addEventListener("click", () => changeTicket("POST", `${base}/reinsert${key}`));
document.querySelectorAll("[data-stars]").forEach((star) => {
  star.addEventListener("click", () => rate(Number(star.dataset.stars)));
});
if (byId("print")) {
  byId("print").addEventListener("click", async () => {
    if (await change("POST", `${base}/print${key}`)) byId("fresh").textContent = "正在打印，请到娇娇这里取。";
  });
}
if (!over) {
  // A phone that slept, was offline or in another page has an old picture.
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
  for (const kind of ["online", "pageshow", "focus"]) window.addEventListener(kind, () => refresh());
  refresh();
}
