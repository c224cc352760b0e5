// The way as a bare line, for a card without the branch's plan. Points in m, y to the north.

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 1;

function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const name of Object.keys(attributes)) element.setAttribute(name, String(attributes[name]));
  return element;
}

export function drawLine(polyline, title) {
  const points = (Array.isArray(polyline) ? polyline : [])
    .filter((point) => Array.isArray(point) && point.length === 2 && point.every(Number.isFinite));
  if (points.length < 2) return null;
  const xs = points.map((point) => point[0]);
  const ys = points.map((point) => point[1]);
  const left = Math.min(...xs) - MARGIN;
  const top = Math.max(...ys) + MARGIN;
  const width = Math.max(...xs) - left + MARGIN;
  const height = top - Math.min(...ys) + MARGIN;
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, class: "plan line", role: "img" });
  svg.setAttribute("aria-label", title);
  const at = points.map(([x, y]) => [x - left, top - y]);
  svg.appendChild(shape("polyline", { points: at.map((point) => point.join(",")).join(" "), class: "way" }));
  const [sx, sy] = at[0];
  const [ex, ey] = at[at.length - 1];
  svg.appendChild(shape("circle", { cx: sx, cy: sy, r: 0.35, class: "start" }));
  svg.appendChild(shape("circle", { cx: ex, cy: ey, r: 0.45, class: "goal" }));
  return svg;
}
