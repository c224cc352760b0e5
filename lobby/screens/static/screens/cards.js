// Cards: one drawing a type, as listed in docs/developer.md.

import { sayButtons } from "./buttons.js";
import { make, put } from "./dom.js";
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
  return put(frame, sayButtons(card.actions, say));
}
