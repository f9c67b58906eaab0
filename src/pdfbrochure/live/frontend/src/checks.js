// The checks at the foot, the worst first, and the panel of each.
import { button, el, GRADES, icon, iconButton } from "./dom.js";
import { sentence } from "./findings.js";
import { say } from "./words.js";

export class Checks {
  constructor({ goTo, openReport, panelOpened }) {
    Object.assign(this, { goTo, openReport, panelOpened });
    this.row = el("div.lts", {});
    this.state = el("span.state", { role: "status" });
    this.box = el("footer.lights", { "aria-label": say("checks") }, this.row, el("span.gap", {}), this.state);
    this.title = el("h2", { tabIndex: -1 });
    this.inside = el("div.panel-body", { tabIndex: 0, role: "group" });
    this.foot = el("div.df", {});
    this.panel = el("aside.panel", { hidden: true, "aria-label": say("check") },
      el("div.ph", {}, this.title, iconButton("close", say("close"), { onclick: () => this.close() })), this.inside, this.foot);
    this.panel.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.open = "";
  }

  show(build) {
    this.build = build;
    const known = JSON.stringify(build.lights);
    if (known !== this.known) {
      this.known = known;
      const held = document.activeElement?.dataset?.light;
      this.row.replaceChildren(...build.lights.map((light) => this.light(light)));
      if (held) this.row.querySelector(`[data-light="${held}"]`)?.focus();
    }
    if (this.open) this.fill();
  }

  light(light) {
    const words = say(light.words, light.values);
    const look = `${GRADES[light.grade]}`;
    return el(`button.lt.${look}`, { type: "button", "data-light": light.name, "aria-expanded": String(this.open === light.name), onclick: () => this.toggle(light.name) },
      icon(light.grade, look), el("span", {}, el("b", {}, say(`light-${light.name}`)), " ", el("span.d", {}, words)));
  }

  toggle(name) {
    if (this.open === name) {
      this.close();
      return;
    }
    this.open = name;
    this.panel.hidden = false;
    this.known = "";
    this.show(this.build);
    this.panelOpened(true);
    this.title.focus();
  }

  close() {
    const name = this.open;
    this.open = "";
    this.panel.hidden = true;
    this.known = "";
    this.show(this.build);
    this.panelOpened(false);
    this.row.querySelector(`[data-light="${name}"]`)?.focus();
  }

  fill() {
    const light = this.build.lights.find((one) => one.name === this.open);
    if (!light) {
      this.open = "";
      this.panel.hidden = true;
      this.panelOpened(false);
      return;
    }
    this.title.textContent = say(`light-${light.name}`);
    this.inside.setAttribute("aria-label", say(`light-${light.name}`));
    const found = this.build.findings.filter((one) => one.light === light.name || (light.name === "text" && one.severity === "error"));
    const rows = [el("p.row", {}, icon(light.grade, GRADES[light.grade]), el("span", {}, capital(say(light.words, light.values))))];
    if (light.name === "accessibility") rows.push(...this.accessibility());
    if (light.name === "pages" && this.build.pages?.knobs.length)
      rows.push(el("h3", {}, say("done-to-fit")), el("ul.plain", {}, ...this.build.pages.knobs.map((one) => el("li", {}, ...sentence(one)))));
    if (found.length) rows.push(el("ul.list", {}, ...found.map((one) => this.finding(one))));
    const explains = `panel-${light.name}`;
    rows.push(el("p.grey.small", {}, say(explains)));
    const known = JSON.stringify([light, found, this.build.pages?.questions]);
    if (known === this.filled) return;
    this.filled = known;
    this.inside.replaceChildren(...rows);
    this.foot.hidden = light.name !== "accessibility" || !this.build.fresh;
    this.foot.replaceChildren(button(say("open-report"), { onclick: this.openReport }, ".btn.primary"));
  }

  accessibility() {
    const questions = this.build.pages?.questions;
    if (!questions) return [];
    return [
      el("p.row", {}, icon("person", "mute"), el("span", {}, say("no-person-yet"))),
      el("h3", {}, say("questions", { n: questions.length })),
      el("ol.qs", {}, ...questions.map(([question, hint]) => el("li", {}, question, hint ? el("span.hint", {}, hint) : null))),
    ];
  }

  finding(one) {
    return el("li", {}, button([icon(one.severity, GRADES[one.severity]), el("span", {}, ...sentence(one.what), one.line ? el("span.grey", {}, ` ${say("line-n", { n: one.line })}`) : null)],
      { onclick: () => this.goTo(one) }, ".as-text"));
  }

  setState(kind) {
    const icons = { latest: ["ok", "ok"], setting: ["wait", "mute"], older: ["wait", "mute"], gone: ["error", "err"] };
    if (this.state.dataset.kind === kind) return;
    this.state.dataset.kind = kind;
    this.state.replaceChildren(icon(...icons[kind]), el("span", {}, say(`pages-${kind}`)));
  }
}

const capital = (words) => words && words[0].toLocaleUpperCase() + words.slice(1);
