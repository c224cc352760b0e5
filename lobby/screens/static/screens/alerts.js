// Who in the hall needs people now: one quiet line for each open alert, call for help and complaint.

import { make, put } from "./dom.js";
import { drawKeyed, part, setText } from "./keyed.js";
import { rowButton } from "./counter_parts.js";

export const CASE_EVENTS = ["case.opened", "case.changed", "case.overdue"];
const KINDS = { alert: "紧急", help: "求助", complaint: "投诉" };
const SHOWN = 3;

// The cases of an inbox that a teller should know of while nobody has taken them.
export function pressing(cases) {
  return cases.filter((one) => one.state === "open" && KINDS[one.kind]);
}

// onTake(case): the teller goes and answers for it.
export function drawAlerts(box, cases, onTake) {
  const rows = cases.slice(0, SHOWN);
  box.hidden = rows.length === 0;
  drawKeyed(box.querySelector("ul"), rows, {
    key: (one) => one.id,
    draw: (one) => put(make("li"), make("strong", "alert-kind"), make("span", "alert-what"),
      rowButton("我来处理", "接手这件事，客户会看到您的名字", () => onTake(one))),
    change: (row, one) => {
      row.dataset.kind = one.kind;
      setText(part(row, "alert-kind"), KINDS[one.kind]);
      const age = /^0 /.test(one.age) ? "刚刚" : `${one.age}前`;
      setText(part(row, "alert-what"), `${one.number}　${age}　${one.gist || ""}`);
      part(row, "alert-what").title = one.gist || "";
    },
  });
  const more = box.querySelector(".alert-more");
  more.hidden = cases.length <= SHOWN;
  setText(more, `还有 ${cases.length - SHOWN} 件，请看后台的工单。`);
}
