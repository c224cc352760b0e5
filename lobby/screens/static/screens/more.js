// 下面还有: shown as long as a part of the conversation stands below the edge of the screen.

const EDGE_PX = 24;
const PAGE = 0.8;

export function watchMore(log, button) {
  const show = () => {
    button.hidden = log.scrollHeight - log.scrollTop - log.clientHeight <= EDGE_PX;
  };
  log.addEventListener("scroll", show, { passive: true });
  window.addEventListener("resize", show);
  new MutationObserver(show).observe(log, { childList: true, subtree: true, characterData: true });
  // Pictures come late and make an answer longer.
  log.addEventListener("load", show, true);
  button.addEventListener("click", () => log.scrollBy(0, log.clientHeight * PAGE));
  show();
}
