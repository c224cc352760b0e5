// The face: idle, listening, thinking, speaking.

const MOODS = {
  idle: "我在这儿，请说吧",
  listening: "我在听，您请说",
  thinking: "让我想一想……",
  speaking: "我来告诉您",
  away: "请点屏幕，或者打字",
};
const PER_CHARACTER_MS = 180;
const SHORTEST_MS = 1200;
const LONGEST_MS = 9000;

export class Face {
  // level: five small bars, of which as many are lit as the visitor is loud.
  constructor(root, words, level) {
    this.root = root;
    this.words = words;
    this.level = level;
    this.timer = null;
  }

  show(state) {
    if (!MOODS[state]) return;
    clearTimeout(this.timer);
    this.root.dataset.state = state;
    this.words.textContent = MOODS[state];
    this.hears(null);
  }

  // null: nobody is listened to.
  hears(level) {
    this.level.hidden = level === null;
    this.level.dataset.level = String(level || 0);
  }

  // As long as saying it would take, when nobody tells of the speaker itself.
  speak(replies) {
    const length = replies.reduce((sum, reply) => sum + String(reply.speech || reply.text || "").length, 0);
    this.show("speaking");
    const time = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, length * PER_CHARACTER_MS));
    this.timer = setTimeout(() => this.show("idle"), time);
  }
}
