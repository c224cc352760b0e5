// The manager's figures: asks for the tables of a span of days and draws them.

import { drawBars, drawShares, shortNumber } from "./charts.js";
import { byId, clear, listOf, make, put } from "./dom.js";
import { ask, Away } from "./http.js";

const DAY_MS = 86400000;
const BASE = "/api/v1/statistics";
const COLUMNS = [
  ["取号", (row) => row.arrivals], ["叫号", (row) => row.called], ["办完", (row) => row.served],
  ["过号", (row) => row.no_shows], ["离开", (row) => row.abandoned],
  ["等候平均", (row) => row.wait.mean_min], ["等候中位", (row) => row.wait.p50_min], ["九成等候不超过", (row) => row.wait.p90_min],
  ["办理平均", (row) => row.service.mean_min], ["办理中位", (row) => row.service.p50_min], ["九成办理不超过", (row) => row.service.p90_min],
];
const USE = [
  ["办理", (row) => row.serving_min], ["等客户走来", (row) => row.walk_min], ["等了没来", (row) => row.missed_min],
  ["空闲", (row) => row.idle_min], ["暂停", (row) => row.paused_min],
];

function iso(date) {
  const pad = (value) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

function span(name) {
  const today = new Date(`${document.body.dataset.today}T12:00:00`);
  const back = (days) => iso(new Date(today.getTime() - days * DAY_MS));
  if (name === "yesterday") return [back(1), back(1)];
  if (name === "week") return [back(6), back(0)];
  if (name === "month") return [back(29), back(0)];
  return [back(0), back(0)];
}

function query(more) {
  const parts = { since: byId("since").value, until: byId("until").value };
  Object.assign(parts, more);
  return Object.keys(parts).filter((name) => parts[name]).map((name) => `${name}=${encodeURIComponent(parts[name])}`).join("&");
}

async function read(path) {
  const answer = await ask("GET", path, undefined, 30);
  if (answer.status === 200) return answer.body;
  if ([401, 403].includes(answer.status)) window.location.assign(`/counter/login?next=${encodeURIComponent("/statistics")}`);
  throw new Refused(answer.body.errors ? "日期不对：结束不能早于开始，一次最多看一百天。" : answer.body.detail || "没有取到数据，请再试一次。");
}

class Refused extends Error {}

function table(head, first, rows) {
  clear(head.tHead);
  clear(head.tBodies[0]);
  const titles = put(make("tr"), make("th", "", first));
  for (const [title] of COLUMNS) put(titles, make("th", "", title));
  put(head.tHead, titles);
  for (const row of rows) {
    const line = put(make("tr", row.isTotal ? "total" : ""), make("th", "", row.name));
    for (const [, value] of COLUMNS) put(line, make("td", "", shortNumber(value(row)) || "—"));
    put(head.tBodies[0], line);
  }
}

function bars(id, title, unit, rows, series) {
  drawBars(byId(id), {
    title, unit, labels: rows.map((row) => row.name),
    series: series.map(([name, value]) => ({ name, values: rows.map(value) })),
  });
}

const WAITS = [["中位", (row) => row.wait.p50_min], ["九成不超过", (row) => row.wait.p90_min]];
const TIMES = [["中位", (row) => row.service.p50_min], ["九成不超过", (row) => row.service.p90_min]];
const LOST = [["过号", (row) => row.no_shows], ["离开", (row) => row.abandoned]];

function short(rows) {
  return rows.map((row) => Object.assign({}, row, { name: row.name.replace(/业务$/, "") }));
}

function showTotals({ total }) {
  const figures = [
    ["取号", total.arrivals, "位"], ["办完", total.served, "位"], ["过号", total.no_shows, "位"], ["离开", total.abandoned, "位"],
    ["等候中位", total.wait.p50_min, "分钟"], ["九成等候不超过", total.wait.p90_min, "分钟"], ["办理中位", total.service.p50_min, "分钟"],
  ];
  clear(byId("totals"));
  for (const [name, value, unit] of figures) {
    put(byId("totals"), put(make("li"), make("span", "total-name", name),
      make("strong", "", value === null ? "—" : shortNumber(value)), make("span", "total-unit", value === null ? "" : unit)));
  }
}

// Answers may come out of order: only those to the last question are shown.
let asked = 0;

async function show() {
  const question = ++asked;
  byId("note").textContent = "正在计算……";
  const service = byId("service").value;
  try {
    const [hours, services, counters, days, use] = await Promise.all([
      read(`${BASE}?${query({ by: "hour", service })}`), read(`${BASE}?${query({ by: "service" })}`),
      read(`${BASE}?${query({ by: "counter", service })}`), read(`${BASE}?${query({ by: "day", service })}`),
      read(`${BASE}/productivity?${query({ by: "counter" })}`),
    ]);
    if (question !== asked) return;
    showTotals(hours);
    const perHour = listOf(hours.rows).map((row) => Object.assign({}, row, { name: `${Number(row.key)}点` }));
    bars("arrivals", "每小时取号", "位", perHour, [["取号", (row) => row.arrivals]]);
    bars("waits", "每小时等候", "分钟，按取号的钟点", perHour, WAITS);
    bars("service-waits", "各业务等候", "分钟", short(services.rows), WAITS);
    bars("service-times", "各业务办理用时", "分钟", short(services.rows), TIMES);
    bars("lost", "各业务过号和离开", "位", short(services.rows), LOST);
    bars("counter-times", "各窗口办理用时", "分钟", counters.rows, TIMES);
    byId("days-part").hidden = days.rows.length < 2;
    const perDay = days.rows.map((row) => Object.assign({}, row, { name: row.key.slice(5) }));
    bars("days", "每天取号和等候", "取号为位，等候为分钟", perDay, [["取号", (row) => row.arrivals], ["九成等候不超过", (row) => row.wait.p90_min]]);
    drawShares(byId("use"), {
      title: "各窗口时间用在哪里", unit: "分钟", labels: use.rows.map((row) => row.name),
      series: USE.map(([name, value]) => ({ name, values: use.rows.map(value) })),
    });
    const total = Object.assign({ name: "合计", isTotal: true }, services.total);
    table(byId("service-table"), "业务", [...services.rows, total]);
    table(byId("counter-table"), "窗口", counters.rows);
    table(byId("hour-table"), "钟点", perHour);
    for (const link of document.querySelectorAll("[data-csv]")) link.href = `/api/v1/${link.dataset.csv}?${query({ by: link.dataset.by, service: link.dataset.by === "service" ? "" : service })}`;
    const until = byId("until").value === byId("since").value ? "" : ` 至 ${byId("until").value}`;
    byId("range").textContent = `${byId("since").value}${until}${service ? `　${byId("service").selectedOptions[0].textContent}` : ""}`;
    byId("note").textContent = hours.total.arrivals ? "" : "这段时间没有人取号。";
  } catch (error) {
    if (question !== asked) return;
    if (error instanceof Away) byId("note").textContent = "网络不通，没有取到数据。";
    else if (error instanceof Refused) byId("note").textContent = error.message;
    else throw error;
  }
}

function choose(name) {
  [byId("since").value, byId("until").value] = span(name);
  show();
}

document.querySelectorAll("[data-span]").forEach((button) => button.addEventListener("click", () => choose(button.dataset.span)));
byId("choose").addEventListener("submit", (event) => { event.preventDefault(); show(); });
byId("service").addEventListener("change", show);
byId("print").addEventListener("click", () => window.print());
choose("today");
