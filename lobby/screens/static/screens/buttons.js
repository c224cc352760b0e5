// Buttons that say something for the visitor.

import { isText, listOf, make, put } from "./dom.js";

export function sayButton(label, text, say, className = "act") {
  const button = make("button", className, label);
  button.type = "button";
  button.addEventListener("click", () => say(text));
  return button;
}

// A row for [{label, text}]; null when none is usable.
export function sayButtons(options, say, className = "acts") {
  const usable = listOf(options).filter((each) => each && isText(each.label) && isText(each.text));
  if (!usable.length) return null;
  const row = make("div", className);
  for (const each of usable) put(row, sayButton(each.label, each.text, say));
  return row;
}
