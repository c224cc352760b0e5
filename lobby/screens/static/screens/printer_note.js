// One line for customers while the printer does not print: the number is theirs all the same.

import { ask, Away } from "./http.js";

const WORDS = {
  out_of_paper: "打印机没有纸了，号码照样有效，请用手机扫屏幕上的二维码。",
  offline: "打印机暂时用不了，号码照样有效，请用手机扫屏幕上的二维码。",
  failed: "打印机暂时用不了，号码照样有效，请用手机扫屏幕上的二维码。",
};

// Shows the state now and gives back what takes the event printer.state.
export function watchPrinter(line) {
  const show = ({ state }) => {
    line.textContent = WORDS[state] || "";
    line.hidden = !WORDS[state];
  };
  ask("GET", "/api/v1/printer").then((answer) => { if (answer.status === 200) show(answer.body); }, (error) => {
    if (!(error instanceof Away)) throw error;
  });
  return show;
}
