// The cards of the queue: a number, and how long it still takes.

import { sayButtons } from "./buttons.js";
import { inHours } from "./hours.js";
import { isText, listOf, make, picture, put } from "./dom.js";

export const STATES = {
  waiting: "等候中",
  transferred: "已转接，等候中",
  called: "正在叫您",
  serving: "正在办理",
  held: "暂挂，请稍候",
  done: "已办完",
  no_show: "已过号",
  cancelled: "已取消",
};

// "约 5 到 12 分钟", "约 5 分钟", "约 3 到 7 小时", "马上"; "" when unknown.
export function waitWords(wait) {
  if (!wait) return "";
  const hours = inHours(wait);
  if (hours) return `约 ${hours.join(" 到 ")} 小时`;
  const { low_min: low, high_min: high } = wait;
  if (high <= 1) return "马上就到";
  if (low === 0) return `约 ${high} 分钟以内`;
  return low === high ? `约 ${high} 分钟` : `约 ${low} 到 ${high} 分钟`;
}

export function drawTicket(frame, card) {
  const left = make("div", "ticket-main");
  put(left, make("p", "card-label", card.service_name || "您的号码"), make("p", "ticket-number", card.number));
  const state = make("p", `ticket-state state-${card.state}`, STATES[card.state] || card.state);
  if (card.state === "called" && isText(card.counter_name)) state.textContent = `请到 ${card.counter_name}`;
  put(left, state);
  const facts = make("dl", "ticket-facts");
  if (["waiting", "transferred"].includes(card.state)) {
    fact(facts, "前面还有", card.ahead ? `${card.ahead} 位` : "没有人了");
    fact(facts, "大约还要", waitWords(card.wait));
  }
  fact(facts, "办理区域", card.area);
  if (listOf(card.bring).length) fact(facts, "请带好", card.bring.join("、"), "wide");
  put(frame, left, code(card.qr_url, "手机扫一扫，随时看进度"), facts);
}

export function drawWait(frame, card, say) {
  if (card.ticket) {
    frame.classList.add("card-ticket");
    drawTicket(frame, card.ticket);
  }
  const services = listOf(card.services);
  if (services.length) {
    const table = make("table", "wait-table");
    const head = make("tr");
    for (const title of ["业务", "等候", "大约"]) {
      const cell = make("th", "", title);
      cell.scope = "col";
      put(head, cell);
    }
    put(table, put(make("thead"), head));
    const body = make("tbody");
    for (const service of services) {
      const wait = service.open === false ? "暂停取号" : waitWords(service.wait) || "——";
      put(body, put(make("tr"), make("td", "", service.name), make("td", "", `${service.waiting} 位`), make("td", "", wait)));
    }
    put(frame, put(table, body));
  }
  put(frame, sayButtons(card.offers, say));
}

export function fact(list, label, value, className) {
  if (!isText(value)) return;
  put(list, put(make("div", className), make("dt", "", label), make("dd", "", value)));
}

// A QR code with what it is for; null when there is none.
export function code(url, caption) {
  const image = picture(url, `二维码：${caption}`, "qr");
  return image && put(make("figure", "code"), image, make("figcaption", "", caption));
}
