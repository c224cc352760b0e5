// The teller's screen: one counter, its present customer, and the keys for what comes next.

import { byId, clear, listOf, make, put } from "./dom.js";
import { follow } from "./events.js";
import { ask, Away } from "./http.js";
import { closeAll, openPanel } from "./panels.js";

const KEYS = { " ": "next", r: "recall", s: "start", d: "complete", x: "no-show", h: "hold", u: "resume" };
const FITS = {
  none: ["next", "recall", "resume"],
  called: ["recall", "start", "no-show", "hold"],
  serving: ["next", "complete", "hold"],
};
const EVENTS = ["ticket.issued", "ticket.called", "ticket.recalled", "ticket.changed", "queue.changed"];
const STATES = {
  called: "已叫号，等客户过来", serving: "正在办理", held: "已暂挂", done: "已办完", no_show: "已过号",
};
const REMEMBERED = "jiaojiao.counter";

const which = byId("which");
let counters = [];
let services = [];
let acting = false;
let gathering = null;

function mine() {
  return counters.find((counter) => counter.code === which.value) || null;
}

function message(text, isError = false) {
  byId("message").textContent = text;
  byId("message").classList.toggle("error", isError);
}

function show() {
  const counter = mine();
  const ticket = counter && counter.ticket;
  document.body.classList.toggle("is-open", Boolean(counter && counter.open));
  byId("door").textContent = counter && counter.open ? "暂停叫号" : "开放窗口";
  byId("door").disabled = !counter;
  byId("number").textContent = ticket ? ticket.number : "——";
  byId("state").textContent = ticket ? STATES[ticket.state]
    : counter ? (counter.open ? "空闲，可以叫下一位" : "窗口没有开放") : "请先选窗口";
  byId("state").dataset.state = ticket ? ticket.state : "none";
  byId("detail").textContent = ticket ? `${ticket.service_name}　已叫 ${ticket.calls} 次` : "";
  const fits = FITS[ticket ? ticket.state : "none"] || [];
  document.querySelectorAll("[data-step]").forEach((button) => {
    const step = button.dataset.step;
    button.disabled = !counter || !fits.includes(step) || (step === "next" && !counter.open);
  });
  byId("transfer").disabled = !ticket;
  clear(byId("lines"));
  for (const service of services) {
    const row = make("tr", counter && counter.services.includes(service.code) ? "own" : "");
    put(byId("lines"), put(row, make("td", "", service.name), make("td", "", service.waiting), make("td", "", service.served_today)));
  }
}

function chooseFrom(rows) {
  const chosen = which.value || localStorage.getItem(REMEMBERED) || "";
  if (which.options.length !== rows.length + 1) {
    clear(which);
    const none = make("option", "", "请选择");
    none.value = "";
    put(which, none);
    for (const row of rows) {
      const option = make("option", "", row.name);
      option.value = row.code;
      put(which, option);
    }
  }
  which.value = rows.some((row) => row.code === chosen) ? chosen : "";
}

async function refresh() {
  gathering = null;
  try {
    const [desks, queue] = await Promise.all([ask("GET", "/api/v1/counters"), ask("GET", "/api/v1/queue")]);
    if ([401, 403].includes(desks.status)) {
      window.location.assign("/counter/login");
      return;
    }
    if (desks.status !== 200 || queue.status !== 200) return;
    counters = listOf(desks.body);
    services = listOf(queue.body.services);
    chooseFrom(counters);
    show();
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    byId("offline").hidden = false;
  }
}

function soon() {
  if (!gathering) gathering = setTimeout(refresh, 120);
}

async function act(step, body) {
  const counter = mine();
  // A step is sent once: a second key press while it is under way is not another order.
  if (!counter || acting) return;
  acting = true;
  try {
    const answer = await ask("POST", `/api/v1/counters/${encodeURIComponent(counter.code)}/${step}`, body);
    if (answer.status === 204) message("现在没有人在等。");
    else if (answer.status < 300) message("");
    else message(answer.body.detail || "没有成功，请再试一次。", true);
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    message("网络不通，这一步可能没有生效，请看清当前号码再操作。", true);
  } finally {
    acting = false;
    await refresh();
  }
}

function press(step) {
  const button = document.querySelector(`[data-step="${step}"]`);
  if (button && !button.disabled) act(step, ["recall", "resume"].includes(step) ? {} : undefined);
}

function chooseTransfer() {
  const box = byId("transfer-choices");
  const current = mine();
  clear(box);
  for (const service of services) {
    if (current && current.ticket && current.ticket.service === service.code) continue;
    const button = make("button", "", service.name);
    button.type = "button";
    button.addEventListener("click", () => {
      closeAll();
      act("transfer", { service: service.code });
    });
    put(box, button);
  }
  openPanel(byId("transfer-to"));
}

which.addEventListener("change", () => {
  localStorage.setItem(REMEMBERED, which.value);
  message("");
  show();
  // Keys go to the page again, not to the list.
  which.blur();
});
byId("door").addEventListener("click", () => act(mine() && mine().open ? "close" : "open"));
byId("transfer").addEventListener("click", chooseTransfer);
document.querySelectorAll("[data-step]").forEach((button) => {
  button.addEventListener("click", () => { press(button.dataset.step); button.blur(); });
});
document.querySelector("[data-close]").addEventListener("click", closeAll);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.target.closest("select, input, button, dialog")) return;
  const key = event.key.toLowerCase();
  if (KEYS[key]) press(KEYS[key]);
  else if (key === "t" && !byId("transfer").disabled) chooseTransfer();
  else return;
  event.preventDefault();
});
follow({
  types: EVENTS,
  onEvent: soon,
  onUp: () => { byId("offline").hidden = true; soon(); },
  onDown: () => { byId("offline").hidden = false; },
});
refresh();
