// Product cards. Risk and disclaimer are never left out when the card has them.

import { sayButton } from "./buttons.js";
import { isText, listOf, make, put } from "./dom.js";
import { code, fact } from "./cards_queue.js";

export function risk(of) {
  if (!isText(of.risk_name)) return null;
  const level = /^[a-z_]+$/.test(of.risk_level || "") ? of.risk_level : "unknown";
  return make("span", `risk risk-${level}`, of.risk_name);
}

export function drawProductList(frame, card, say) {
  put(frame, make("h3", "", card.category_name));
  const table = compared(card, say);
  if (table) {
    put(frame, table, caution(card));
    return;
  }
  const list = make("ul", "products");
  for (const product of listOf(card.products)) {
    const row = sayButton("", `介绍一下${product.name}`, say, "product-row");
    const title = put(make("span", "product-title"), make("strong", "", product.name), risk(product));
    put(row, title, make("span", "product-summary", product.summary));
    // What kind of figure the rate is stands in it: a past performance is no interest rate.
    if (isText(product.why)) put(row, make("span", "product-why", product.why));
    const figures = [product.rate, product.term].filter(isText).join("　");
    if (figures) put(row, make("span", "product-figures", figures));
    put(list, put(make("li"), row));
  }
  put(frame, list, caution(card));
}

// Side by side: a column a product, its name a button. Null unless the card brings a table that fits its products.
function compared(card, say) {
  const table = card.compare;
  const columns = table ? listOf(table.columns) : [];
  if (columns.length < 2) return null;
  const byCode = new Map(listOf(card.products).map((each) => [each.code, each]));
  const head = put(make("tr"), make("th"));
  for (const column of columns) {
    const name = sayButton(column.name, `介绍一下${column.name}`, say, "compare-name");
    put(head, put(make("th"), name, risk(byCode.get(column.code) || {})));
  }
  const body = make("tbody");
  for (const each of listOf(table.rows)) {
    const values = listOf(each.values);
    const differs = new Set(values).size > 1;
    const row = put(make("tr", differs ? "differs" : ""), make("th", "", each.label));
    for (let index = 0; index < columns.length; index += 1) put(row, make("td", "", values[index]));
    put(body, row);
  }
  return put(make("table", "compare"), put(make("thead"), head), body);
}

export function drawProduct(frame, card) {
  put(frame, make("p", "card-label", card.category_name));
  put(frame, put(make("h3", "product-title"), make("span", "", card.name), risk(card)));
  put(frame, make("p", "", card.summary));
  const facts = make("dl", "facts");
  for (const each of listOf(card.facts)) fact(facts, each.label, each.value);
  put(frame, facts, caution(card), code(card.qr_url, "手机扫一扫，带走这份说明"));
}

function caution(card) {
  if (!isText(card.disclaimer) && !isText(card.rate_date)) return null;
  const box = make("div", "caution");
  if (isText(card.disclaimer)) put(box, make("p", "disclaimer", card.disclaimer));
  if (isText(card.rate_date)) put(box, make("p", "rate-date", `数据日期：${card.rate_date}`));
  return box;
}
