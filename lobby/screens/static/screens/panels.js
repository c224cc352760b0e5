// The sheets that lie over the page. Without <dialog> (very old browsers) they are shown in place.

export function openPanel(panel) {
  if (panel.open) return;
  if (panel.showModal) panel.showModal();
  else panel.setAttribute("open", "");
}

export function closePanel(panel) {
  if (!panel.open && !panel.hasAttribute("open")) return;
  if (panel.close) panel.close();
  else panel.removeAttribute("open");
}

export function closeAll() {
  document.querySelectorAll("dialog").forEach(closePanel);
}
