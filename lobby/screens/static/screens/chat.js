// The conversation as the visitor sees it.

import { clear, listOf, make, put } from "./dom.js";
import { drawCard } from "./cards.js";
import { written } from "./sentences.js";

const MOST_ENTRIES = 80;

export class Chat {
  // log: the list element; welcome: shown while the list is empty; say(text): a touched button.
  constructor(log, welcome, say) {
    this.log = log;
    this.welcome = welcome;
    this.say = say;
    this.waiting = null;
    this.asked = null;
    this.half = null;
  }

  clear() {
    clear(this.log);
    this.waiting = null;
    this.half = null;
    this.asked = null;
    this.welcome.hidden = false;
  }

  isEmpty() {
    return !this.log.firstChild;
  }

  // Words that are still being said; none takes them away again.
  hearing(text) {
    if (!text) {
      if (this.half) this.log.removeChild(this.half);
      this.half = null;
      this.welcome.hidden = !this.isEmpty();
      return;
    }
    if (!this.half) {
      this.half = make("li", "entry visitor by-voice half");
      this.half.setAttribute("aria-hidden", "true");
      this._add(put(this.half, make("p", "bubble")));
      this._showFrom(this.half);
    }
    this.half.firstChild.textContent = text;
  }

  heard(text, modality) {
    this.hearing("");
    const entry = make("li", `entry visitor by-${modality === "voice" ? "voice" : "hand"}`);
    put(entry, make("span", "unseen", "您说："), make("p", "bubble", text));
    this._add(entry);
    this.asked = entry;
    this._showFrom(entry);
  }

  thinking() {
    if (this.waiting) return;
    this.waiting = make("li", "entry robot pending");
    const dots = make("p", "bubble dots");
    dots.setAttribute("aria-label", "娇娇在想");
    put(dots, make("i"), make("i"), make("i"));
    this._add(put(this.waiting, dots));
  }

  thought() {
    if (this.waiting && this.waiting.parentNode) this.log.removeChild(this.waiting);
    this.waiting = null;
  }

  // retry: called when the visitor touches 再试一次; without it there is no such button.
  answer(replies, retry) {
    this.thought();
    const entry = this._draw(replies, "entry robot");
    if (retry) {
      const button = make("button", "act retry", "再试一次");
      button.type = "button";
      button.addEventListener("click", () => {
        button.disabled = true;
        retry();
      }, { once: true });
      put(entry, button);
    }
    this._add(entry);
    // A long answer is read from what was asked, not from its end.
    const asked = this.asked;
    this._showFrom(asked && asked.parentNode === this.log ? asked : entry);
  }

  // Said without being asked, by staff for instance: what the visitor waits for stays pending.
  told(replies) {
    const pending = Boolean(this.waiting);
    this.thought();
    const entry = this._draw(replies, "entry robot from-staff");
    this._add(entry);
    if (pending) this.thinking();
    this._showFrom(entry);
  }

  _draw(replies, className) {
    const entry = make("li", className);
    put(entry, make("span", "unseen", "娇娇说："));
    for (const reply of listOf(replies)) {
      if (reply.text && !holds(reply.card, reply.text)) put(entry, written(reply.text, "bubble"));
      if (reply.card) put(entry, drawCard(reply.card, this.say));
    }
    return entry;
  }

  _add(entry) {
    this.welcome.hidden = true;
    put(this.log, entry);
    while (this.log.children.length > MOST_ENTRIES) this.log.removeChild(this.log.firstChild);
  }

  _showFrom(entry) {
    // The list is its entries' offset parent.
    this.log.scrollTop = entry.offsetTop - 12;
  }
}

// A notice with the very words of the reply: they are read once, under their title.
function holds(card, text) {
  return Boolean(card) && card.type === "notice" && card.text === text;
}
