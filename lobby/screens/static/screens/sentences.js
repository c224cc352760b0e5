// Written answers as old eyes read them: one sentence a line, the first one large.

import { make, put } from "./dom.js";

const SHORT = 40;
const SENTENCE = /[^。！？\n]+[。！？]*[”’」）]*/g;

// The sentences of a text; a short one stays whole.
export function sentencesOf(text) {
  const whole = String(text).trim();
  const found = (whole.match(SENTENCE) || []).map((part) => part.trim()).filter(Boolean);
  return whole.length > SHORT && found.length > 1 ? found : [whole];
}

// An element of that class with the text in it; of several sentences the further ones are a list.
export function written(text, className) {
  const [first, ...more] = sentencesOf(text);
  if (!more.length) return make("p", className, first);
  const block = put(make("div", `${className} written`), make("p", "first-line", first));
  const list = make("ul", "lines");
  for (const sentence of more) put(list, make("li", "", sentence));
  return put(block, list);
}
