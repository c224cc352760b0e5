// The branch's event stream. The browser reconnects after a drop; after a refusal we do, with patience.

const LONGEST_PAUSE_MS = 15000;
const SILENCE_BEFORE_DOWN_MS = 2500;

// types: names of events; onEvent(type, data); onUp(); onDown(): not connected for a while.
export function follow({ types, onEvent, onUp, onDown }) {
  let source = null;
  let lastId = "";
  let pause = 1000;
  let downTimer = null;
  let stopped = false;

  function mark(event) {
    if (event.lastEventId) lastId = event.lastEventId;
  }

  function receive(event) {
    mark(event);
    let data;
    try {
      data = JSON.parse(event.data);
    } catch (error) {
      return;
    }
    if (data && typeof data === "object") onEvent(event.type, data);
  }

  function lost() {
    if (!downTimer) downTimer = setTimeout(onDown, SILENCE_BEFORE_DOWN_MS);
    if (source && source.readyState === EventSource.CLOSED && !stopped) {
      setTimeout(open, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }

  function open() {
    if (stopped) return;
    const query = lastId ? `?last_event_id=${encodeURIComponent(lastId)}` : "";
    source = new EventSource(`/api/v1/events${query}`);
    source.onopen = () => {
      clearTimeout(downTimer);
      downTimer = null;
      pause = 1000;
      onUp();
    };
    source.onerror = lost;
    for (const type of types) source.addEventListener(type, receive);
    source.addEventListener("stream.gap", receive);
  }

  open();
  return () => {
    stopped = true;
    clearTimeout(downTimer);
    source.close();
  };
}
