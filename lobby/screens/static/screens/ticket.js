// The phone's page of one number: keeps itself up to date, and gives the number up when asked twice.

import { STATES, waitWords } from "./cards_queue.js";
import { byId } from "./dom.js";
import { ask, Away } from "./http.js";
import { closePanel, openPanel } from "./panels.js";

const EVERY_MS = 4000;
const WAITING = ["waiting", "transferred"];
const OPEN = ["waiting", "transferred", "called", "serving", "held"];

const { id, token } = document.body.dataset;
const base = `/api/v1/tickets/${encodeURIComponent(id)}`;
const key = `?token=${encodeURIComponent(token)}`;
const path = base + key;
let state = document.querySelector(".ticket-sheet").dataset.state;
let timer = null;

function show(ticket) {
  const isNew = ticket.state !== state;
  state = ticket.state;
  document.querySelector(".ticket-sheet").dataset.state = state;
  let words = STATES[state] || state;
  if (state === "called") words = `请到 ${ticket.counter_name || ticket.area} 办理`;
  if (state === "waiting" && ticket.ahead === 0) words = "下一位就是您，请准备";
  byId("state").textContent = words;
  byId("ahead-row").hidden = !WAITING.includes(state);
  byId("wait-row").hidden = !WAITING.includes(state) || !ticket.wait;
  byId("ahead").textContent = ticket.ahead;
  byId("wait").textContent = waitWords(ticket.wait);
  byId("cancel").hidden = !WAITING.includes(state) && state !== "called";
  byId("back").hidden = state !== "no_show";
  document.title = state === "called" ? `请到窗口 ${ticket.number}` : `${ticket.number} ${words}`;
  if (isNew && state === "called" && navigator.vibrate) navigator.vibrate([300, 150, 300, 150, 300]);
}

async function refresh() {
  clearTimeout(timer);
  try {
    const answer = await ask("GET", path);
    if (answer.status === 200) {
      show(answer.body);
      byId("fresh").textContent = "";
    } else if (answer.status === 404 || answer.status === 403 || answer.status === 401) {
      byId("fresh").textContent = "这个号码已经失效，请问娇娇或大堂经理。";
      return;
    } else byId("fresh").textContent = "系统有点忙，正在重试……";
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    byId("fresh").textContent = "网络不太顺畅，正在重试……";
  }
  // A settled number changes only when it is called back; that can wait a little.
  timer = setTimeout(refresh, OPEN.includes(state) ? EVERY_MS : EVERY_MS * 5);
}

async function change(method, address) {
  try {
    const answer = await ask(method, address);
    if (answer.status === 200) show(answer.body);
    else byId("fresh").textContent = answer.body.detail || "没有成功，请再试一次。";
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    byId("fresh").textContent = "网络不太顺畅，没有成功，请再试一次。";
  }
}

byId("cancel").addEventListener("click", () => openPanel(byId("sure")));
byId("keep").addEventListener("click", () => closePanel(byId("sure")));
byId("really").addEventListener("click", () => {
  closePanel(byId("sure"));
  change("DELETE", path);
});
byId("back").addEventListener("click", () => change("POST", `${base}/reinsert${key}`));
document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
refresh();
