// Stands in for the browser's speech synthesis, which a headless one does not have. It keeps what was
// said, and notes when something is to be said while something else is still being said.
window.spoken = [];
window.overlaps = 0;
window.speakingMs = 30;
window.failing = false;
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) {
    super();
    this.text = text;
  }
};
const voices = [{ lang: "en-US" }, { lang: "zh-CN", name: "Huihui" }];
const synthesis = new EventTarget();
let speaking = false;
synthesis.getVoices = () => voices;
synthesis.cancel = () => { speaking = false; };
synthesis.speak = (utterance) => {
  if (speaking) window.overlaps += 1;
  speaking = true;
  window.spoken.push(utterance.text);
  setTimeout(() => {
    speaking = false;
    utterance.dispatchEvent(new Event(window.failing ? "error" : "end"));
  }, window.speakingMs);
};
Object.defineProperty(window, "speechSynthesis", { value: synthesis });
