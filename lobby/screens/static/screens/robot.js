// The robot before this screen: whether it can hear and be heard. Customers are told of what has gone, not of
// what was never there: a robot without a model of speech is no broken one.

import { ask, Away } from "./http.js";

const ASK_EVERY_MS = 20000;
const EARS = ["microphone", "speech_detector", "recognizer"];
const MOUTH = ["speaker", "synthesizer"];

// notices: {deaf, mute, both, adrift: elements}; invitation: shown while the robot can be spoken to.
export class Robot {
  constructor(notices, invitation) {
    this.notices = notices;
    this.invitation = invitation;
    this.able = { ears: recall("ears"), mouth: recall("mouth") };
  }

  // A robot that has gone sends no event, so it is asked for now and then.
  watch() {
    this._ask();
    setInterval(() => this._ask(), ASK_EVERY_MS);
  }

  // data: of an event robot.state, or what /robot/state answers.
  show(data) {
    const faults = data.faults || {};
    const gone = "robot" in faults;
    this._note("ears", data.hears);
    this._note("mouth", data.speaks);
    const deaf = this.able.ears && (gone || EARS.some((name) => name in faults));
    const mute = this.able.mouth && (gone || MOUTH.some((name) => name in faults));
    this.notices.both.hidden = !(deaf && mute);
    this.notices.deaf.hidden = !deaf || mute;
    this.notices.mute.hidden = !mute || deaf;
    // It can speak, but is not told whom to call.
    this.notices.adrift.hidden = !("branch" in faults) || deaf || mute;
    this.invitation.hidden = !data.hears;
  }

  _note(what, works) {
    if (!works || this.able[what]) return;
    this.able[what] = true;
    try {
      sessionStorage.setItem(`robot-${what}`, "1");
    } catch (error) {
      // Without storage it is known until the page is loaded anew.
    }
  }

  async _ask() {
    try {
      const answer = await ask("GET", "/api/v1/robot/state");
      if (answer.status === 200) this.show(answer.body);
    } catch (error) {
      // The banner for a lost connection says it already.
      if (!(error instanceof Away)) throw error;
    }
  }
}

// What it could do before the page was loaded anew.
function recall(what) {
  try {
    return sessionStorage.getItem(`robot-${what}`) === "1";
  } catch (error) {
    return false;
  }
}
