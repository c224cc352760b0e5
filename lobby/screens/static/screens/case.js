// The phone's page of one case: keeps itself up to date, and takes the visitor's rating of the outcome.

import { TIME_ZONE } from "./clock.js";
import { byId, clear, listOf, make, put } from "./dom.js";
import { ask, Away } from "./http.js";
import { closePanel, openPanel } from "./panels.js";

const EVERY_MS = 4000;
const ORDER = ["open", "taken", "closed"];

const { id, token } = document.body.dataset;
const base = `/api/v1/cases/${encodeURIComponent(id)}`;
const key = `?token=${encodeURIComponent(token)}`;
let chosen = 0;
let timer = null;

function show(found) {
  const sheet = document.querySelector(".case-sheet");
  sheet.dataset.state = found.state;
  byId("state").textContent = found.state_name;
  byId("outcome").textContent = found.outcome_name ? `（${found.outcome_name}）` : "";
  byId("owner").textContent = found.owner;
  byId("owner-row").hidden = !found.owner;
  byId("next").textContent = found.next;
  byId("steps").querySelectorAll("li").forEach((step) => {
    step.classList.toggle("reached", ORDER.indexOf(step.dataset.state) <= ORDER.indexOf(found.state));
  });
  const answers = listOf(found.answers);
  clear(byId("answer-list"));
  for (const answer of answers) {
    const at = new Date(answer.at).toLocaleString("zh-CN", {
      timeZone: TIME_ZONE,
      month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false,
    });
    put(byId("answer-list"), put(make("li"), make("time", "", at), make("p", "", answer.text)));
  }
  byId("answers").hidden = answers.length === 0;
  byId("rating").hidden = found.state !== "closed" || found.stars !== null;
  byId("rated").hidden = found.stars === null;
  byId("rated-stars").textContent = found.stars === null ? "" : found.stars;
  const cancel = byId("cancel");
  if (cancel) cancel.hidden = found.state === "closed";
}

async function refresh() {
  clearTimeout(timer);
  try {
    const answer = await ask("GET", base + key);
    if (answer.status === 200) {
      show(answer.body);
      byId("fresh").textContent = "";
    } else byId("fresh").textContent = "系统有点忙，正在重试……";
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    byId("fresh").textContent = "网络不太顺畅，正在重试……";
  }
  timer = setTimeout(refresh, EVERY_MS);
}

async function change(method, path, body) {
  try {
    const answer = await ask(method, path + key, body);
    if (answer.status === 200 || answer.status === 201 || answer.status === 204) await refresh();
    else byId("fresh").textContent = answer.body.detail || "没有成功，请再试一次。";
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    byId("fresh").textContent = "网络不太顺畅，没有成功，请再试一次。";
  }
}

byId("rating").querySelectorAll("[data-stars]").forEach((button) => {
  button.addEventListener("click", () => {
    chosen = Number(button.dataset.stars);
    byId("rating").querySelectorAll("[data-stars]").forEach((other) => {
      other.setAttribute("aria-pressed", String(other === button));
    });
    byId("send-rating").disabled = false;
  });
});
byId("rating").addEventListener("submit", (event) => {
  event.preventDefault();
  if (chosen) change("POST", `${base}/rating`, { stars: chosen, words: byId("rating-words").value });
});
if (byId("cancel")) {
  byId("cancel").addEventListener("click", () => openPanel(byId("sure")));
  byId("keep").addEventListener("click", () => closePanel(byId("sure")));
  byId("really").addEventListener("click", () => {
    closePanel(byId("sure"));
    change("DELETE", `/api/v1/cases/${encodeURIComponent(id)}/sign-up`);
  });
}
document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
refresh();
