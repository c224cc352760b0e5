// The teller's page as it stands: what it shows for a state, and nothing that acts.

import { byId, clear, make, put } from "./dom.js";
import { drawAside, drawWaiting, since } from "./counter_parts.js";

const FITS = {
  none: ["next", "recall", "resume", "call"],
  called: ["recall", "start", "no-show", "hold", "transfer"],
  serving: ["next", "complete", "hold", "transfer", "call"],
};
const OPEN_ONLY = ["next", "call"];
const STATES = { called: "已叫号，等客户过来", serving: "正在办理" };

export function message(text, isError = false) {
  byId("message").textContent = text;
  byId("message").classList.toggle("error", isError);
}

export function chooseFrom(which, counters, chosen) {
  if (which.options.length !== counters.length + 1) {
    clear(which);
    for (const row of [{ code: "", name: "请选择" }, ...counters]) {
      const option = make("option", "", row.name);
      option.value = row.code;
      put(which, option);
    }
  }
  which.value = counters.some((row) => row.code === chosen) ? chosen : "";
}

function idle(counter) {
  if (!counter) return "请先选窗口";
  if (counter.open) return "空闲，可以叫下一位";
  return counter.pause ? `暂停中：${counter.pause_text}` : "窗口没有开放";
}

// blocked: an order is under way or the network is away.
export function showPresent(counter, line, blocked) {
  const ticket = counter && counter.ticket;
  const state = ticket ? ticket.state : "none";
  document.body.classList.toggle("is-open", Boolean(counter && counter.open));
  byId("door").textContent = counter && counter.open ? "暂停叫号" : "开放窗口";
  byId("door").disabled = !counter || blocked;
  byId("number").textContent = ticket ? ticket.number : "——";
  byId("state").textContent = ticket ? STATES[state] : idle(counter);
  byId("state").dataset.state = state;
  byId("detail").textContent = ticket ? `${ticket.service_name}　已叫 ${ticket.calls} 次` : "";
  const fits = FITS[state] || [];
  document.querySelectorAll("[data-step]").forEach((button) => {
    const { step } = button.dataset;
    const shut = OPEN_ONLY.includes(step) && !(counter && counter.open);
    const nobody = (step === "resume" && !line.held.length) || (step === "recall" && !ticket && !line.missed.length);
    button.disabled = !counter || blocked || shut || nobody || !fits.includes(step);
  });
}

export function showLine(line, { onCall, onResume, onRecall }) {
  const { waiting, held, missed } = line;
  byId("waiting-count").textContent = `${waiting.length} 位`;
  byId("nobody-waits").hidden = waiting.length > 0;
  drawWaiting(byId("waiting"), waiting, onCall);
  byId("held-part").hidden = held.length === 0;
  drawAside(byId("held"), held, "恢复", "恢复办理这一位", onResume);
  byId("missed-part").hidden = missed.length === 0;
  drawAside(byId("missed"), missed, "重呼", "客户回来了，再叫一次", onRecall);
}

export function showTimer(ticket, now) {
  byId("timer").textContent = ticket && ticket.called_at ? `叫号后 ${since(ticket.called_at, now)}` : "";
}
