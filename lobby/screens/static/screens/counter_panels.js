// The teller's sheets: transfer, pause, a call out of turn, words to the hall.

import { drawChoices } from "./counter_parts.js";
import { byId, listOf } from "./dom.js";
import { ask, Away } from "./http.js";
import { closeAll, openPanel } from "./panels.js";

const PAUSES = [
  ["break", "休息"], ["meal", "用餐"], ["meeting", "开会"], ["cash", "清点现金"],
  ["system", "系统故障"], ["errand", "离开办事"], ["other", "其他"],
];
const REASONS = ["客户有急事", "客户行动不便", "材料补齐后回来", "同事请求优先", "大堂经理安排"];

async function read(path) {
  try {
    const answer = await ask("GET", path);
    return answer.status === 200 ? answer.body : null;
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    return null;
  }
}

function chosen(act) {
  return (value) => { closeAll(); act(value); };
}

// counter: the teller's own; counters: all. act({service} or {counter}).
export async function askTransfer(counter, counters, act) {
  const services = listOf(await read("/api/v1/services"));
  const present = counter.ticket;
  drawChoices(byId("transfer-choices"), services
    .filter((service) => !present || service.code !== present.service)
    .map((service) => ({ label: service.name, hint: `等候 ${service.waiting} 位`, value: { service: service.code } })), chosen(act));
  drawChoices(byId("transfer-counters"), counters
    .filter((other) => other.open && other.code !== counter.code)
    .map((other) => ({ label: other.name, hint: other.ticket ? "有客户" : "空闲", value: { counter: other.code } })), chosen(act));
  byId("transfer-nowhere").hidden = counters.some((other) => other.open && other.code !== counter.code);
  // Digits choose services; two buttons with one digit would be guesswork.
  byId("transfer-counters").querySelectorAll("[data-digit]").forEach((button) => {
    delete button.dataset.digit;
    button.removeChild(button.querySelector("kbd"));
  });
  openPanel(byId("transfer-to"));
}

// act(pause): "" closes for the day.
export function askPause(act) {
  const choices = PAUSES.map(([value, label]) => ({ label, value }));
  drawChoices(byId("pause-choices"), [...choices, { label: "今天不再叫号", value: "" }], chosen(act));
  openPanel(byId("pause-for"));
}

// act({ticket, reason}).
export function askCall(number, act) {
  const field = byId("call-number");
  field.value = number || "";
  const go = (reason) => {
    const ticket = field.value.trim().toUpperCase();
    if (!ticket || reason.trim().length < 2) {
      byId("call-hint").textContent = ticket ? "请写明理由（至少两个字）。" : "请写号码，例如 A012。";
      return;
    }
    closeAll();
    act({ ticket, reason: reason.trim() });
  };
  byId("call-hint").textContent = "";
  byId("call-reason").value = "";
  drawChoices(byId("call-choices"), REASONS.map((reason) => ({ label: reason, value: reason })), go);
  byId("call-form").onsubmit = (event) => { event.preventDefault(); go(byId("call-reason").value); };
  openPanel(byId("call-out"));
  (number ? byId("call-choices").querySelector("button") : field).focus();
}

// send({text, kind, urgent}) resolves to a sentence of how it went.
export async function askAnnouncement(send) {
  const field = byId("announce-text");
  const say = async (words) => {
    closeAll();
    await send(words);
    field.value = "";
    byId("announce-urgent").checked = false;
  };
  byId("announce-form").onsubmit = (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text) say({ text, kind: "staff", urgent: byId("announce-urgent").checked });
  };
  drawChoices(byId("announce-notices"), [], () => {});
  openPanel(byId("announce"));
  field.focus();
  const branch = await read("/api/v1/branch");
  const notices = listOf(branch && branch.notices);
  drawChoices(byId("announce-notices"), notices.map((notice) => ({
    label: notice.title, hint: notice.speech, value: { text: notice.speech, kind: "notice", urgent: false },
  })), say);
}

// act(number).
export function askReprint(counter, act) {
  const field = byId("reprint-number");
  field.value = counter && counter.ticket ? counter.ticket.number : "";
  byId("reprint-form").onsubmit = (event) => {
    event.preventDefault();
    const number = field.value.trim().toUpperCase();
    if (!number) return;
    closeAll();
    act(number);
  };
  openPanel(byId("reprint"));
  field.select();
}
