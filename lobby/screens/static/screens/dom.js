// Building the page. Data reaches it as text alone: nothing here parses markup.

export function byId(id) {
  return document.getElementById(id);
}

export function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined && text !== null) element.textContent = String(text);
  return element;
}

export function put(parent, ...children) {
  for (const child of children) if (child) parent.appendChild(child);
  return parent;
}

export function clear(element) {
  while (element.firstChild) element.removeChild(element.firstChild);
}

export function isText(value) {
  return (typeof value === "string" && value !== "") || typeof value === "number";
}

export function listOf(value) {
  return Array.isArray(value) ? value : [];
}

// A path on this very server, or null: cards carry addresses, and only ours may be loaded.
export function localPath(url) {
  if (typeof url !== "string" || !/^\/(?![\/\\])/.test(url)) return null;
  return url;
}

export function picture(url, alt, className) {
  const path = localPath(url);
  if (!path) return null;
  const image = make("img", className);
  image.alt = alt;
  image.src = path;
  // A broken picture helps nobody; the text beside it stays.
  image.addEventListener("error", () => { image.hidden = true; });
  return image;
}
