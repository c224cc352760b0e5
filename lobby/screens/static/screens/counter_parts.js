// Drawing the teller's lists: who waits and why in this order, who stands aside, who missed the call.

import { make, put } from "./dom.js";
import { drawKeyed, part, setText } from "./keyed.js";

export function rowButton(label, title, act) {
  const button = make("button", "row-act", label);
  button.type = "button";
  button.title = title;
  button.addEventListener("click", () => { button.blur(); act(); });
  return button;
}

// onCall(ticket): call this one out of turn.
export function drawWaiting(list, tickets, onCall) {
  drawKeyed(list, tickets, {
    key: (ticket) => ticket.id,
    draw: (ticket) => put(make("li"), make("strong", "line-number"), make("span", "line-what"), make("span", "line-why"),
      rowButton("直接叫", "不按顺序叫这一位", () => onCall(ticket))),
    change: (row, ticket) => {
      setText(part(row, "line-number"), ticket.number);
      setText(part(row, "line-what"), `${ticket.service_name} · 等${ticket.waited_min}分`);
      setText(part(row, "line-why"), ticket.reason_text);
      row.classList.toggle("first", ticket === tickets[0]);
    },
  });
}

export function drawAside(list, tickets, label, title, act) {
  drawKeyed(list, tickets, {
    key: (ticket) => ticket.id,
    draw: (ticket) => put(make("li"), make("strong", "line-number"), make("span", "line-what"),
      rowButton(label, title, () => act(ticket))),
    change: (row, ticket) => {
      setText(part(row, "line-number"), ticket.number);
      setText(part(row, "line-what"), ticket.service_name);
    },
  });
}

// Buttons to choose from with a digit key each; onChoose(value).
export function drawChoices(box, choices, onChoose) {
  while (box.firstChild) box.removeChild(box.firstChild);
  choices.forEach(({ label, hint, value }, index) => {
    const button = make("button", "", label);
    button.type = "button";
    if (index < 9) {
      button.dataset.digit = String(index + 1);
      put(button, make("kbd", "", String(index + 1)));
    }
    if (hint) put(button, make("span", "choice-hint", hint));
    button.addEventListener("click", () => onChoose(value));
    put(box, button);
  });
}

// "3:05" since an ISO time, by the server's clock.
export function since(iso, now) {
  const seconds = Math.max(0, Math.floor((now - Date.parse(iso)) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
