// The customer's screen: wires conversation, chat, face, events and the watch for leaving together.

import { Chat } from "./chat.js";
import { Conversation } from "./conversation.js";
import { byId } from "./dom.js";
import { OwnTurns } from "./echo.js";
import { follow } from "./events.js";
import { Face } from "./face.js";
import { IdleWatch } from "./idle.js";
import { watchMore } from "./more.js";
import { closeAll, closePanel, openPanel } from "./panels.js";
import { Robot } from "./robot.js";
import { showClock } from "./clock.js";
import { watchPrinter } from "./printer_note.js";

const SAME_TOUCH_MS = 700;
const STILL_TOUCHING_MS = 10000;
const UNREACHED = [{ text: "网络不太顺畅，您的话我没有收到。请点“再试一次”，或直接找大堂经理。" }];
const REFUSED = "这句话我没法处理，请换个说法再试试。";

const words = byId("words");
const conversation = new Conversation();
const own = new OwnTurns();
const face = new Face(document.body, byId("mood"), byId("level"));
const chat = new Chat(byId("log"), byId("welcome"), (text) => touch(text));
watchMore(byId("log"), byId("more"));

const robot = new Robot({
  deaf: byId("deaf"), mute: byId("mute"), both: byId("deaf-mute"), adrift: byId("adrift"),
}, byId("call-me"));

// One visitor: what arrives late for an earlier one is dropped.
let visit = { spoken: false };
let busy = false;
let lastTouch = { text: "", at: 0 };
let contentChanged = false;
let touchedAt = 0;

async function greet() {
  const present = visit;
  try {
    const replies = await conversation.begin();
    if (present !== visit || present.spoken || !chat.isEmpty()) return;
    if (replies.length) {
      chat.answer(replies);
      face.speak(replies);
    }
  } catch (error) {
    // The welcome on the page stands in for the greeting; the next touch tries again.
  }
}

async function send(text, modality) {
  if (busy) return;
  busy = true;
  document.body.classList.add("busy");
  const present = visit;
  spoke();
  own.sent(text, modality);
  face.show("thinking");
  chat.thinking();
  let result;
  try {
    result = await conversation.say(text, modality);
  } finally {
    // A visitor who has left while we waited has already been cleared away.
    if (present === visit) {
      busy = false;
      document.body.classList.remove("busy");
    }
  }
  if (present !== visit) return;
  const late = own.answered(result);
  show(result, () => send(text, modality));
  late.forEach(replied);
  watch.activity();
}

function show(result, retry) {
  if (result.outcome === "replied") {
    chat.answer(result.replies);
    face.speak(result.replies);
    return;
  }
  const replies = result.outcome === "refused" ? [{ text: result.detail || REFUSED }]
    : result.outcome === "away" ? result.replies : UNREACHED;
  chat.answer(replies, result.outcome === "refused" ? undefined : retry);
  face.show("idle");
}

function say(text, modality) {
  const said = text.replace(/\s+/g, " ").trim();
  if (!said || busy) return false;
  chat.heard(said, modality);
  send(said, modality);
  return true;
}

function spoke() {
  visit.spoken = true;
  document.body.classList.remove("fresh");
}

function touch(text) {
  const now = Date.now();
  // A trembling finger touches twice.
  if (text === lastTouch.text && now - lastTouch.at < SAME_TOUCH_MS) return;
  if (say(text, "touch")) lastTouch = { text, at: now };
}

function leave() {
  visit = { spoken: false };
  document.body.classList.add("fresh");
  busy = false;
  document.body.classList.remove("busy");
  conversation.end();
  own.clear();
  chat.clear();
  closeAll();
  byId("say").reset();
  words.blur();
  lastTouch = { text: "", at: 0 };
  face.show("idle");
  if (contentChanged) window.location.reload();
}

// ---- turns taken elsewhere in the same conversation, by voice for instance

function started(data) {
  if (data.conversation !== conversation.id || own.isOwnStart(data)) return;
  watch.activity();
  spoke();
  chat.heard(data.text, data.modality);
  chat.thinking();
  face.show("thinking");
}

function replied(data) {
  if (data.conversation !== conversation.id) return;
  if (own.replyOf(data) !== "other") return;
  watch.activity();
  chat.answer(data.replies);
  face.speak(data.replies);
}

// The robot in front of this screen may have begun the conversation itself: then it is ours too.
function adopt(id) {
  if (id === conversation.id) return true;
  if (visit.spoken) return false;
  conversation.end();
  conversation.adopt(id);
  return true;
}

function begun(data) {
  if (!adopt(data.conversation)) return;
  watch.activity();
  chat.clear();
  chat.answer(data.replies);
}

// It was ended by voice, or because nobody is to be seen any more.
function ended(data) {
  if (data.conversation !== conversation.id) return;
  conversation.drop();
  // Who has just touched the screen goes on reading; the next touch begins anew.
  if (Date.now() - touchedAt > STILL_TOUCHING_MS) leave();
}

function robotState(data) {
  robot.show(data);
  if (data.conversation && !adopt(data.conversation)) return;
  if (data.state === "listening") watch.activity();
  if (!busy) {
    chat.hearing(data.conversation ? data.partial : "");
    face.show(data.state);
    if (data.conversation && data.state === "listening") face.hears(data.level || 0);
  }
}

// Staff have taken, answered or closed something of this visitor's, or nobody has come yet.
function fromStaff(data) {
  if (!conversation.id || data.conversation !== conversation.id) return;
  if (!Array.isArray(data.replies)) return;
  watch.activity();
  chat.told(data.replies);
  if (!busy) face.speak(data.replies);
  conversation.told();
}

const printer = watchPrinter(byId("printer"));

const handlers = {
  "printer.state": printer,
  "turn.started": started,
  "turn.replied": replied,
  "conversation.begun": begun,
  "conversation.ended": ended,
  "robot.state": robotState,
  "case.changed": fromStaff,
  "case.overdue": fromStaff,
  "content.changed": () => {
    contentChanged = true;
    if (!visit.spoken && !busy) leave();
  },
};

// ---- the watch for leaving

const stillThere = byId("still-there");
const watch = new IdleWatch({
  isOn: () => !chat.isEmpty() || visit.spoken || words.value !== "",
  isBusy: () => busy,
  onWarn: (seconds) => {
    // A greeting nobody answered needs no question.
    if (!visit.spoken && words.value === "") return;
    byId("seconds").textContent = String(seconds);
    openPanel(stillThere);
  },
  onBack: () => closePanel(stillThere),
  onOver: leave,
});

// ---- touches and keys

document.addEventListener("click", (event) => {
  const button = event.target.closest ? event.target.closest("button") : null;
  if (!button) return;
  if (button.dataset.say) {
    closeAll();
    touch(button.dataset.say);
  } else if (button.dataset.panel) openPanel(byId(`panel-${button.dataset.panel}`));
  else if (button.hasAttribute("data-close")) closeAll();
});
for (const kind of ["pointerdown", "keydown", "input"]) {
  document.addEventListener(kind, (event) => {
    // The question 还在吗 has buttons of its own. Closing it under the finger would let the touch fall
    // through to what lies below.
    if (stillThere.contains(event.target)) return;
    touchedAt = Date.now();
    watch.activity();
    if (!visit.spoken && !conversation.beginning) greet();
  }, true);
}
words.addEventListener("focus", () => { if (!busy) face.show("listening"); });
words.addEventListener("blur", () => { if (document.body.dataset.state === "listening") face.show("idle"); });
byId("say").addEventListener("submit", (event) => {
  event.preventDefault();
  if (say(words.value, "text")) words.value = "";
});
byId("end").addEventListener("click", leave);
byId("leave").addEventListener("click", leave);
stillThere.addEventListener("click", (event) => {
  if (event.target.id !== "leave") watch.activity();
});
// Escape closes the question; the visitor is there.
stillThere.addEventListener("close", () => watch.activity());

// ---- the page itself

window.addEventListener("pagehide", () => conversation.end());
window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
const offline = byId("offline");
follow({
  types: Object.keys(handlers),
  onEvent: (type, data) => { if (handlers[type]) handlers[type](data); },
  onUp: () => { offline.hidden = true; },
  onDown: () => { offline.hidden = false; },
  pulse: true,
});
robot.watch();
showClock(byId("clock"));
greet();
