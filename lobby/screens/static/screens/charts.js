// Bars in SVG. Colours come from classes, numbers stand beside the bars: readable in print and without colour.

const SVG = "http://www.w3.org/2000/svg";
const NARROWEST = 320;
const PADDING = 32;
const HEIGHT = 260;
const LEFT = 46;
const BOTTOM = 40;
const TOP = 14;

function svg(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  for (const name of Object.keys(attributes)) element.setAttribute(name, String(attributes[name]));
  if (text !== undefined) element.textContent = String(text);
  return element;
}

// The smallest of 1, 2, 5 times a power of ten that splits `most` into at most `parts`.
export function stepFor(most, parts = 5) {
  if (!(most > 0)) return 1;
  const rough = most / parts;
  const power = Math.pow(10, Math.floor(Math.log10(rough)));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= rough * 0.9999);
}

// One unit of the drawing is one pixel of the page, so that words are as large as elsewhere.
function widthOf(figure) {
  return Math.max(NARROWEST, figure.clientWidth - PADDING);
}

export function shortNumber(value) {
  if (value === null || value === undefined) return "";
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}

function empty(figure) {
  const note = document.createElement("p");
  note.className = "chart-empty";
  note.textContent = "这段时间没有数据。";
  figure.appendChild(note);
}

function begin(figure, title, unit, names) {
  while (figure.firstChild) figure.removeChild(figure.firstChild);
  const caption = document.createElement("figcaption");
  caption.textContent = unit ? `${title}（${unit}）` : title;
  figure.appendChild(caption);
  if (names.length < 2) return;
  const legend = document.createElement("p");
  legend.className = "legend";
  names.forEach((name, index) => {
    const mark = document.createElement("span");
    mark.className = `mark series-${index}`;
    legend.appendChild(mark);
    legend.appendChild(document.createTextNode(name));
  });
  figure.appendChild(legend);
}

// labels: text a group; series: [{name, values: number or null a group}].
export function drawBars(figure, { title, unit, labels, series }) {
  begin(figure, title, unit, series.map((each) => each.name));
  const most = Math.max(0, ...series.map((each) => Math.max(0, ...each.values.map((value) => value || 0))));
  if (!labels.length || most === 0) {
    empty(figure);
    return;
  }
  const whole = series.every((each) => each.values.every((value) => Number.isInteger(value || 0)));
  const step = whole ? Math.max(1, stepFor(most)) : stepFor(most);
  const digits = step < 1 ? Math.ceil(-Math.log10(step) - 1e-9) : 0;
  const width = widthOf(figure);
  const top = Math.ceil(most / step) * step;
  const height = HEIGHT - BOTTOM - TOP;
  const y = (value) => TOP + height * (1 - value / top);
  const picture = svg("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": title });
  for (let value = 0; value <= top + step / 2; value += step) {
    picture.appendChild(svg("line", { x1: LEFT, x2: width, y1: y(value), y2: y(value), class: "grid" }));
    picture.appendChild(svg("text", { x: LEFT - 6, y: y(value) + 4, class: "axis end" }, value.toFixed(digits)));
  }
  const slot = (width - LEFT) / labels.length;
  const bar = Math.min(46, (slot * 0.78) / series.length);
  const every = Math.ceil(labels.length / 16);
  labels.forEach((label, group) => {
    const middle = LEFT + slot * (group + 0.5);
    if (group % every === 0) picture.appendChild(svg("text", { x: middle, y: HEIGHT - BOTTOM + 18, class: "axis middle" }, label));
    series.forEach(({ name, values }, index) => {
      const value = values[group];
      if (!value) return;
      const x = middle + (index - series.length / 2) * bar;
      const drawn = svg("rect", { x: x + 1, y: y(value), width: bar - 2, height: y(0) - y(value), class: `bar series-${index}` });
      drawn.appendChild(svg("title", {}, `${label} ${name} ${shortNumber(value)}`));
      picture.appendChild(drawn);
      if (labels.length * series.length <= 36) picture.appendChild(svg("text", { x: x + bar / 2, y: y(value) - 3, class: "value middle" }, shortNumber(value)));
    });
  });
  figure.appendChild(picture);
}

// Lying bars made of parts; one line a label.
export function drawShares(figure, { title, unit, labels, series }) {
  begin(figure, title, unit, series.map((each) => each.name));
  const totals = labels.map((label, row) => series.reduce((sum, each) => sum + (each.values[row] || 0), 0));
  const most = Math.max(0, ...totals);
  if (most === 0) {
    empty(figure);
    return;
  }
  const line = 34;
  const left = 110;
  const width = widthOf(figure);
  const picture = svg("svg", { viewBox: `0 0 ${width} ${labels.length * line + 6}`, role: "img", "aria-label": title });
  labels.forEach((label, row) => {
    const y = row * line + 4;
    picture.appendChild(svg("text", { x: left - 8, y: y + 18, class: "axis end" }, label));
    let x = left;
    series.forEach(({ name, values }, index) => {
      const value = values[row] || 0;
      const length = ((width - left) * value) / most;
      if (length <= 0) return;
      const drawn = svg("rect", { x, y, width: length, height: line - 10, class: `bar series-${index}` });
      drawn.appendChild(svg("title", {}, `${label} ${name} ${shortNumber(value)}`));
      picture.appendChild(drawn);
      if (length > 34) picture.appendChild(svg("text", { x: x + length / 2, y: y + 17, class: `inside middle on-${index}` }, shortNumber(Math.round(value))));
      x += length;
    });
  });
  figure.appendChild(picture);
}
