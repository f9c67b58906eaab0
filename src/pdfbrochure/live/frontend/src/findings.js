// What is to be mended: errors first, each with its line, its sentence and, where there is one, the button that mends it.
import { announce, button, el, GRADES, icon, iconButton } from "./dom.js";
import { get } from "./net.js";
import { say } from "./words.js";

export class FindingsPane {
  constructor({ goTo, mend, backToText }) {
    Object.assign(this, { goTo, mend, backToText });
    this.findings = [];
    this.chosen = -1;
    this.count = el("span.grey.small", {});
    this.list = el("ul", {});
    this.body = el("div.find-body", { tabIndex: -1 }, this.list);
    this.hide = iconButton("down", say("hide-findings"), { onclick: () => this.toggle(), "aria-expanded": "true" });
    this.hide.classList.add("quiet");
    this.box = el("section.find", { "aria-label": say("findings") },
      el("header", {}, el("h2", {}, say("findings")), this.count, el("span.gap", {}), this.hide), this.body);
  }

  toggle(open = this.box.classList.contains("folded")) {
    this.box.classList.toggle("folded", !open);
    this.hide.setAttribute("aria-expanded", String(open));
    this.hide.replaceChildren(icon(open ? "down" : "up"));
    this.hide.setAttribute("aria-label", say(open ? "hide-findings" : "show-findings"));
  }

  show(build) {
    const key = JSON.stringify([build.findings, build.more]);
    if (key === this.known) return;
    this.known = key;
    const held = document.activeElement?.closest?.(".f")?.dataset.key;
    this.findings = build.findings;
    this.count.textContent = counted(build.errors, build.warnings);
    this.list.replaceChildren(...build.findings.map((one, at) => this.entry(one, at)));
    if (build.more) this.list.append(el("li.none", {}, say("and-more", { n: build.more })));
    if (!build.findings.length) this.list.append(el("li.none", {}, icon("ok", "ok"), el("span", {}, say("nothing-to-mend"))));
    if (held !== undefined) {
      const again = [...this.list.children].find((one) => one.dataset.key === held) ?? this.list.querySelector(".f");
      if (again) again.querySelector(".mend .btn, .go").focus({ preventScroll: true });
      else this.backToText();
    }
    this.body.tabIndex = this.body.scrollHeight > this.body.clientHeight ? 0 : -1;
  }

  entry(finding, at) {
    const { severity } = finding;
    const place = finding.line ? say("in-line", { n: finding.line }) : finding.file ? say("in-file", { file: finding.file }) : "";
    const grade = GRADES[severity];
    const go = el("button.go", { type: "button", onclick: () => this.choose(at) }, icon(severity, grade),
      el("span", {}, el("span.sev", {}, say(severity), " ", el("span", {}, place)), el("span.t", {}, ...sentence(finding.what))));
    const mends = (finding.mends ?? []).map((one) => button(this.nameOf(one), { onclick: () => this.take(at, one) }, ".btn.sm"));
    const why = el("div.why", { hidden: true });
    const ask = mends.length && !finding.why && !finding.mend ? null : button(say("read-why"), { "aria-expanded": "false", onclick: () => this.why(finding, why, ask) }, mends.length ? ".btn.sm.quiet" : ".btn.sm");
    return el(`li.f.${grade}`, { "data-key": `${finding.code} ${finding.what}` }, go, el("div.mend", {}, ...mends, ask), why);
  }

  nameOf(mend) {
    return say(mend.words, mend.values);
  }

  choose(at, focus = true) {
    this.chosen = at;
    [...this.list.children].forEach((one, index) => one.classList.toggle("sel-on", index === at));
    this.list.children[at]?.scrollIntoView({ block: "nearest" });
    if (this.findings[at]?.line) this.goTo(this.findings[at], focus);
  }

  step(by) {
    if (!this.findings.length) return;
    this.choose((this.chosen + by + this.findings.length) % this.findings.length);
    announce(`${say(this.findings[this.chosen].severity)}. ${this.findings[this.chosen].what}`);
  }

  open(line) {
    const at = this.findings.findIndex((one) => one.line === line);
    if (at < 0) return;
    this.toggle(true);
    this.choose(at, false);
    this.list.children[at].querySelector(".mend .btn, .go").focus();
  }

  takeChosen(line) {
    const at = this.findings.findIndex((one) => one.line === line && one.mends?.length);
    if (at >= 0) this.take(at, this.findings[at].mends[0]);
  }

  take(at, mend) {
    const { line } = this.findings[at];
    this.mend(mend);
    const left = this.findings.filter((one) => one.severity === "error").length - (this.findings[at].severity === "error" ? 1 : 0);
    announce(`${say("changed-in", { n: line })} ${left > 0 ? say("errors-left", { n: left }) : say("no-errors-left")}`);
  }

  async why(finding, place, ask) {
    const open = place.hidden;
    ask.setAttribute("aria-expanded", String(open));
    place.hidden = !open;
    if (!open || place.childElementCount) return;
    if (finding.why) place.append(el("p", {}, ...sentence(finding.why)));
    if (finding.mend) place.append(el("p", {}, el("b", {}, `${say("what-to-do")} `), ...sentence(finding.mend)));
    const story = await get(`/why?code=${finding.code}`);
    if (story) {
      place.append(el("p", {}, ...sentence(story.story)), el("p", {}, ...sentence(story.mend)));
      if (story.example) place.append(el("pre", { tabIndex: 0, "aria-label": say("example") }, story.example));
      place.append(el("p.small", {}, say("code-is", { code: finding.code })));
    }
  }
}

export function counted(errors, warnings) {
  if (errors && warnings) return `${say("errors", { n: errors })}, ${say("warnings", { n: warnings })}`;
  if (errors) return say("errors", { n: errors });
  if (warnings) return say("warnings-only", { n: warnings });
  return "";
}

// A sentence of the program, what stands in back-ticks as code, with a capital letter and a full stop.
export function sentence(text) {
  let whole = text.trim();
  if (/^\p{Ll}[\p{L}’']* /u.test(whole)) whole = whole[0].toLocaleUpperCase() + whole.slice(1);
  if (whole && !/[.?!…:]$/.test(whole)) whole += ".";
  return whole.split("`").map((part, at) => (at % 2 ? el("code", {}, part) : document.createTextNode(part)));
}
