// The way to a place, choices, codes, cases, notices, quizzes.

import { sayButton, sayButtons } from "./buttons.js";
import { isText, listOf, localPath, make, picture, put } from "./dom.js";
import { code, fact } from "./cards_queue.js";
import { drawLine } from "./plan.js";
import { written } from "./sentences.js";

const CASES = { help: "求助", complaint: "投诉", message: "留言", alert: "紧急", lost_item: "失物", sign_up: "活动报名" };
const CASE_STATES = { open: "已收到，马上有人处理", taken: "正在处理", closed: "已办结" };

export function drawRoute(frame, card) {
  const distance = Number(card.distance_m) >= 1 ? `约 ${Math.round(card.distance_m)} 米` : "";
  put(frame, put(make("h3", "route-title"), make("span", "", card.name), make("span", "distance", distance)));
  if (card.lead) put(frame, make("p", "lead", "请跟我来"));
  const plan = localPath(card.plan_url)
    ? picture(card.plan_url, `去${card.name}的路线图`, "plan")
    : drawLine(card.polyline, `去${card.name}的路线图`);
  const steps = make("ol", "route-steps");
  for (const step of listOf(card.steps)) put(steps, make("li", "", step));
  put(frame, plan, steps);
}

export function drawChoices(frame, card, say) {
  if (isText(card.title)) put(frame, make("h3", "", card.title));
  put(frame, sayButtons(card.choices, say, "acts choices"));
}

export function drawQr(frame, card) {
  put(frame, make("h3", "", card.title), code(card.qr_url, "请用手机扫一扫"));
}

export function drawCase(frame, card) {
  const left = make("div", "case-main");
  put(left, make("p", "card-label", CASES[card.kind] || "编号"), make("p", "case-number", card.number));
  const state = card.kind === "sign_up" && card.state === "open" ? "已报上名" : CASE_STATES[card.state] || card.state;
  put(left, make("p", "case-state", card.owner ? `${state}：${card.owner}` : state));
  put(frame, left, code(card.qr_url, "手机扫一扫，看处理进展"));
}

export function drawNotice(frame, card) {
  frame.classList.add(["warning", "alert"].includes(card.level) ? card.level : "info");
  if (isText(card.title)) put(frame, make("h3", "", card.title));
  if (isText(card.text)) put(frame, written(card.text, "notice-words"));
}

export function drawQuiz(frame, card, say) {
  put(frame, make("h3", "", card.question));
  const options = make("div", "acts choices");
  for (const option of listOf(card.options)) if (isText(option)) put(options, sayButton(option, option, say));
  put(frame, options);
  if (isText(card.score)) {
    const score = make("dl", "facts");
    fact(score, "得分", card.score);
    put(frame, score);
  }
}
