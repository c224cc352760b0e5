// The event stream brings back what this page itself has said. This tells its own from others' turns.

const MOST_WORDS = 20;

export class OwnTurns {
  constructor() {
    this.clear();
  }

  clear() {
    this.words = [];
    this.turns = new Set();
    this.apologies = 0;
    this.inFlight = 0;
    this.held = [];
  }

  sent(text, modality) {
    this.inFlight += 1;
    // However late the echo: a stream that was cut off replays. What never comes back is dropped here.
    this.words = [...this.words, { text, modality }].slice(-MOST_WORDS);
  }

  // The answer to something sent has come; gives back the replies of others that had to wait for it.
  answered(result) {
    this.inFlight = Math.max(0, this.inFlight - 1);
    if (result.outcome === "replied") this.turns.add(result.turn);
    if (result.outcome === "away") this.apologies += 1;
    if (this.inFlight > 0) return [];
    const held = this.held;
    this.held = [];
    return held.filter((data) => !this._isOwnReply(data));
  }

  // Whether a turn.started event is the echo of something sent. Personal data is masked on its way,
  // so words with digits may come back changed.
  isOwnStart(data) {
    const alike = (word) => word.modality === data.modality;
    let index = this.words.findIndex((word) => alike(word) && word.text === data.text);
    if (index < 0) index = this.words.findIndex((word) => alike(word) && /[0-9０-９@]/.test(word.text));
    if (index < 0) return false;
    this.words.splice(index, 1);
    return true;
  }

  // "own": known already; "wait": not to be told until our own answer is there; "other": to be shown.
  replyOf(data) {
    if (this._isOwnReply(data)) return "own";
    if (this.inFlight > 0) {
      this.held.push(data);
      return "wait";
    }
    return "other";
  }

  _isOwnReply(data) {
    if (data.turn === 0) {
      if (this.apologies === 0) return false;
      this.apologies -= 1;
      return true;
    }
    return this.turns.has(data.turn);
  }
}
