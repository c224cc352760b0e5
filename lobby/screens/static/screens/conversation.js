// One visitor's conversation with the server. Knows nothing of the page.

import { ask, tell, Away } from "./http.js";

const BASE = "/api/v1/conversations";
const MOST_PATIENCE_S = 3;

export class Conversation {
  constructor() {
    this.id = null;
    this.beginning = null;
  }

  // The greeting's replies. Throws Away. Two callers at once get one conversation.
  begin() {
    if (!this.beginning) {
      this.beginning = this._begin().catch((error) => {
        this.beginning = null;
        throw error;
      });
    }
    return this.beginning;
  }

  async _begin() {
    const answer = await ask("POST", BASE, { channel: "kiosk" });
    if (answer.status !== 201) throw new Away(`status ${answer.status}`);
    this.id = answer.body.id;
    return answer.body.replies;
  }

  // {outcome: "replied", turn, replies} | {outcome: "away", replies} | {outcome: "refused", detail}
  // | {outcome: "offline"}. An unknown or ended conversation is begun anew and the words sent again.
  async say(text, modality, mayBeginAnew = true) {
    let answer;
    try {
      await this.begin();
      answer = await this._post(text, modality);
      if (answer.status === 429) {
        await pause(Math.min(answer.retryAfter, MOST_PATIENCE_S));
        answer = await this._post(text, modality);
      }
    } catch (error) {
      if (error instanceof Away) return { outcome: "offline" };
      throw error;
    }
    if ((answer.status === 404 || answer.status === 410) && mayBeginAnew) {
      this.drop();
      return this.say(text, modality, false);
    }
    return read(answer);
  }

  _post(text, modality) {
    return ask("POST", `${BASE}/${this.id}/turns`, { text, modality });
  }

  // Takes up a conversation that the voice side has begun.
  adopt(id) {
    this.id = id;
    this.beginning = Promise.resolve([]);
  }

  // What staff answered has been shown: the next turn need not begin with it.
  told() {
    if (this.id) tell("POST", `${BASE}/${this.id}/told`);
  }

  drop() {
    this.id = null;
    this.beginning = null;
  }

  // The visitor has left; whatever still arrives is not for the next one.
  end() {
    const { id, beginning } = this;
    this.drop();
    if (id) tell("DELETE", `${BASE}/${id}`);
    else if (beginning) beginning.then(() => this._endLate(), () => {});
  }

  _endLate() {
    // The answer to a beginning came after the end: that conversation was nobody's.
    const { id } = this;
    if (id && !this.beginning) {
      this.id = null;
      tell("DELETE", `${BASE}/${id}`);
    }
  }
}

function read(answer) {
  const { status, body } = answer;
  if (status === 200) return { outcome: "replied", turn: body.turn, replies: body.replies };
  if (Array.isArray(body.replies)) return { outcome: "away", replies: body.replies };
  if (status === 422 || status === 429) return { outcome: "refused", detail: body.detail };
  return { outcome: "offline" };
}

function pause(seconds) {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
