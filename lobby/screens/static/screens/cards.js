// Cards: one drawing a type, as listed in docs/developer.md.

import { sayButtons } from "./buttons.js";
import { isText, make, put } from "./dom.js";
import { written } from "./sentences.js";
import { drawTicket, drawWait } from "./cards_queue.js";
import { drawProduct, drawProductList } from "./cards_product.js";
import { drawCase, drawChoices, drawNotice, drawQr, drawQuiz, drawRoute } from "./cards_other.js";

const DRAWINGS = {
  ticket: drawTicket,
  wait: drawWait,
  route: drawRoute,
  product_list: drawProductList,
  product: drawProduct,
  choices: drawChoices,
  qr: drawQr,
  case: drawCase,
  notice: drawNotice,
  quiz: drawQuiz,
};

// An element for the card, or null for a type that this page does not know: the text beside it stays.
// say(text) is called when a button is touched.
export function drawCard(card, say) {
  const draw = DRAWINGS[card.type];
  if (!draw) return null;
  const frame = make("section", `card card-${card.type}`);
  draw(frame, card, say);
  if (card.more && isText(card.more.text)) put(frame, drawMore(card.more));
  return put(frame, sayButtons(card.actions, say));
}

// The whole of an answer of which the heart was told: folded until it is wanted.
function drawMore(more) {
  const fold = make("details", "fold");
  // What unfolds below the edge of the screen is brought up to be read.
  fold.addEventListener("toggle", () => { if (fold.open) fold.scrollIntoView({ block: "start" }); });
  return put(fold, make("summary", "act", "详细说明"), written(more.text, "fold-words"));
}
