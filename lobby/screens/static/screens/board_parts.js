// Drawing the parts of the board. Rows are kept and changed in place, for a page that stays open for weeks.

import { make, put } from "./dom.js";
import { inHours } from "./hours.js";
import { drawKeyed, part, setText } from "./keyed.js";

export function drawCalls(list, calls) {
  list.dataset.many = calls.length > 3 ? "many" : calls.length > 2 ? "some" : "few";
  drawKeyed(list, calls, {
    key: (call) => call.number,
    draw: () => put(make("li", "call"), make("span", "call-number"), make("span", "call-arrow", "请到"), make("span", "call-counter")),
    change: (row, call) => {
      setText(part(row, "call-number"), call.number);
      setText(part(row, "call-counter"), call.counter_name || call.counter || "");
      row.classList.toggle("fresh", call.fresh);
    },
  });
}

export function drawRecent(list, row, calls) {
  row.hidden = calls.length === 0;
  drawKeyed(list, calls, {
    key: (call) => call.number,
    draw: () => put(make("li"), make("strong", "recent-number"), make("span", "recent-counter")),
    change: (item, call) => {
      setText(part(item, "recent-number"), call.number);
      setText(part(item, "recent-counter"), call.counter_name || call.counter || "");
    },
  });
}

// "10–37分", "3–7小时"; the column's head says that it is about.
export function waitShort(wait) {
  if (!wait) return "——";
  if (wait.high_min <= 1) return "马上";
  const hours = inHours(wait);
  if (hours) return `${hours.join("–")}小时`;
  if (wait.low_min === 0) return `${wait.high_min}分内`;
  return wait.low_min === wait.high_min ? `${wait.high_min}分` : `${wait.low_min}–${wait.high_min}分`;
}

export function drawMissed(list, row, calls) {
  row.hidden = calls.length === 0;
  drawKeyed(list, calls, {
    key: (call) => call.number,
    draw: () => make("li"),
    change: (item, call) => setText(item, call.number),
  });
}

export function drawLines(list, services) {
  drawKeyed(list, services, {
    key: (service) => service.code,
    draw: () => put(make("li"), make("span", "service"), make("span", "waiting"), make("span", "unit", "位"), make("span", "wait")),
    change: (row, service) => {
      setText(part(row, "service"), service.name);
      setText(part(row, "waiting"), service.waiting);
      part(row, "waiting").classList.toggle("some", service.waiting > 0);
      setText(part(row, "wait"), waitShort(service.wait));
    },
  });
}

export function showNotice(box, notice) {
  box.hidden = !notice;
  if (!notice) return;
  box.dataset.level = notice.level || "info";
  setText(part(box, "notice-title"), notice.title);
  setText(part(box, "notice-text"), notice.text);
}

// The sign while the branch is closed. The whole board is its, unless somebody still waits to be called.
export function showClosed(board, sign, anyWaits) {
  const box = board.querySelector("#closed");
  box.hidden = !sign;
  board.classList.toggle("shut", Boolean(sign) && !anyWaits);
  if (!sign) return;
  setText(part(box, "closed-title"), sign.title);
  setText(part(box, "closed-text"), sign.text);
  setText(part(box, "closed-note"), sign.note);
  part(box, "closed-title").hidden = anyWaits;
  part(box, "closed-waiting").hidden = !anyWaits;
}
