// The branch's event stream. The browser reconnects after a drop; after a refusal we do, with patience.

const LONGEST_PAUSE_MS = 15000;
const SILENCE_BEFORE_DOWN_MS = 2500;
// Twice a second comes a pulse, where one was asked for; a server that froze keeps the connection and is silent.
const LONGEST_SILENCE_MS = 1750;
const LOOK_EVERY_MS = 250;

// types: names of events; onEvent(type, data); onUp(); onDown(): not connected for a while. pulse: notice a server
// that gives no sign of life, too. onHeard(id): all there is up to this event has come; needs the pulse.
export function follow({ types, onEvent, onUp, onDown, pulse, onHeard }) {
  let source = null;
  let lastId = "";
  let pause = 1000;
  let heardAt = 0;
  let downTimer = null;
  let again = null;
  let stopped = false;

  function mark(event) {
    heardAt = Date.now();
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
    heard();
  }

  function heard() {
    if (onHeard && lastId) onHeard(Number(lastId));
  }

  function lost() {
    if (!downTimer) downTimer = setTimeout(onDown, SILENCE_BEFORE_DOWN_MS);
    if (source && source.readyState === EventSource.CLOSED && !stopped) later();
  }

  function later() {
    if (again) return;
    again = setTimeout(open, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }

  function feel() {
    if (again || stopped || Date.now() - heardAt <= LONGEST_SILENCE_MS) return;
    source.close();
    onDown();
    later();
  }

  function open() {
    again = null;
    if (stopped) return;
    const query = [lastId && `last_event_id=${encodeURIComponent(lastId)}`, pulse && "pulse=1"];
    source = new EventSource(`/api/v1/events?${query.filter(Boolean).join("&")}`);
    heardAt = Date.now();
    source.onopen = () => {
      clearTimeout(downTimer);
      downTimer = null;
      pause = 1000;
      heardAt = Date.now();
      onUp();
    };
    source.onerror = lost;
    if (pulse) source.addEventListener("pulse", (event) => { mark(event); heard(); });
    for (const type of types) source.addEventListener(type, receive);
    source.addEventListener("stream.gap", receive);
  }

  open();
  const feeling = pulse && setInterval(feel, LOOK_EVERY_MS);
  return () => {
    stopped = true;
    clearInterval(feeling);
    clearTimeout(downTimer);
    source.close();
  };
}
