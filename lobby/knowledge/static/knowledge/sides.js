"use strict";
// Says under the screen text which questions of customers it answers, as it is typed: 费用 ✓ 时间 ✗.
document.addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector("#content textarea[data-sides]");
  if (!field) return;
  const sides = JSON.parse(field.dataset.sides).map((side) => ({ ...side, words: new RegExp(side.words) }));
  const list = document.createElement("output");
  list.className = "sides text-xs";
  list.htmlFor = field.id;
  const show = () => {
    const sentences = field.value.split(/[。；！？!?;]+/).map((part) => part.trim()).filter(Boolean);
    list.replaceChildren("客户接着问，这段文字答得上：");
    for (const side of sides) {
      const found = sentences.find((part) => side.words.test(part));
      const mark = document.createElement("span");
      mark.className = found ? "side answered" : "side";
      mark.dataset.side = side.code;
      mark.textContent = `${side.name} ${found ? "✓" : "✗"}`;
      mark.title = found ? `问“${side.asked}”：${found}` : `没有一句说到“${side.asked}”`;
      list.append(" ", mark);
    }
  };
  field.addEventListener("input", show);
  field.after(list);
  show();
});
