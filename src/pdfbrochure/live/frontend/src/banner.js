// One sentence above the pages when something is to be known now: never more than one at a time.
import { button, el, icon } from "./dom.js";
import { sayParts } from "./words.js";

export class Banner {
  constructor() {
    this.box = el("div.banner", { role: "status", hidden: true });
    this.key = "";
  }

  // look: "" | "try" | "err" | "warn"; buttons: [[words, act, isMain], …]
  show(words, values = {}, { look = "", sign = "wait", buttons = [] } = {}) {
    const key = JSON.stringify([words, values, look, buttons.map(([name]) => name)]);
    this.acts = buttons.map(([, act]) => act);
    if (key === this.key) return;
    this.key = key;
    this.box.hidden = false;
    this.box.className = `banner ${look}`;
    this.box.replaceChildren(
      sign ? icon(sign, look === "err" ? "err" : look === "warn" ? "warn" : "mute") : "",
      el("p", {}, ...sayParts(words, values)),
      ...buttons.map(([name, , isMain], at) => button(name, { onclick: () => this.acts[at]() }, isMain ? ".btn.sm.primary" : ".btn.sm")));
  }

  hide() {
    this.key = "";
    this.box.hidden = true;
  }
}
