// Lists that are drawn again and again: rows are kept by key, changed in place and never pile up.


// key(item) -> text; draw(item) -> element; change(element, item) also for a new one.
export function drawKeyed(list, items, { key, draw, change }) {
  const kept = new Map();
  for (const row of Array.from(list.children)) kept.set(row.dataset.key, row);
  let place = null;
  for (const item of items) {
    const name = key(item);
    let row = kept.get(name);
    if (row) kept.delete(name);
    else {
      row = draw(item);
      row.dataset.key = name;
    }
    const next = place ? place.nextSibling : list.firstChild;
    if (next !== row) list.insertBefore(row, next);
    change(row, item);
    place = row;
  }
  for (const row of kept.values()) list.removeChild(row);
}

export function setText(element, text) {
  const words = String(text);
  // Writing the same text again would make screen readers say it again.
  if (element.textContent !== words) element.textContent = words;
}

// An element whose parts are found by class: parts(row, "number").
export function part(row, className) {
  return row.querySelector(`.${className}`);
}

