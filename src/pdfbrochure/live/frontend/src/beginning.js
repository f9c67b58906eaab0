// A folder without a brochure: a form that makes the first.
import { el, icon } from "./dom.js";
import * as net from "./net.js";
import { nameOfLanguage, say } from "./words.js";

export async function showBeginning(logo) {
  const known = await net.get("/choices");
  const title = el("input.inp", { id: "new-title", value: "", "aria-describedby": "new-title-hint" });
  const fault = el("p.msg", { hidden: true, role: "alert" });
  const titleBox = el("div.fld", {}, el("label", { htmlFor: "new-title" }, say("new-title")), el("p.hint", { id: "new-title-hint" }, say("new-title-hint")), fault, title);
  const choice = (name, options, now) => {
    const select = el("select", { id: `new-${name}` }, ...options.map(([value, words]) => el("option", { value, selected: value === now }, words)));
    return { box: el("div.fld", {}, el("label", { htmlFor: select.id }, say(name === "pages" ? "new-pages" : name)), name === "pages" ? el("p.hint", {}, say("new-pages-hint")) : null, el("span.sel", {}, select, icon("choose"))), select };
  };
  const tags = known.language.map((tag) => [tag, nameOfLanguage(tag)]).sort((a, b) => a[1].localeCompare(b[1]));
  const language = choice("language", tags, known.language.includes(navigator.language) ? navigator.language : known.language.includes(navigator.language.slice(0, 2)) ? navigator.language.slice(0, 2) : "en");
  const paper = choice("page", known.page.map((name) => [name, name]), /-(US|CA|MX|PH)$/.test(navigator.language) ? "Letter" : "A4");
  const pages = choice("pages", [["", say("as-many-as-needed")], ...["2", "4", "8", "12"].map((n) => [n, n])], "");
  const radio = (name, value, words, isNow) => el("label.chk", {}, el("input", { type: "radio", name, value, checked: isNow }), el("span", {}, words));
  const begin = el("fieldset.fld", {}, el("legend", {}, say("begin-with")), radio("sample", "yes", say("two-samples"), true), radio("sample", "no", say("only-title"), false));
  const looks = el("fieldset.looks-to-choose", {}, el("legend", {}, say("look")), ...known.theme.map((name) => {
    const words = name[0].toLocaleUpperCase() + name.slice(1);
    return el("label.look-card", {}, el("span.swatch", { "aria-hidden": "true" }, words), el("span.chk", {}, el("input", { type: "radio", name: "theme", value: name, checked: name === "institutional" }), el("span", {}, words)));
  }));
  const form = el("form.begin", { onsubmit: make }, el("div", {}, titleBox, el("div.pair", {}, language.box, paper.box), pages.box, begin,
    el("button.btn.primary", { type: "submit" }, say("make-brochure")), el("p.small.grey.under", {}, say("writes-one-file"))), looks);
  document.title = `${say("first-brochure")} – pdfbrochure`;
  document.body.append(el("header.bar", {}, logo, el("b", {}, "pdfbrochure"), el("span.gap", {}), el("span.small.grey", {}, say("folder", { name: known.folder }))),
    el("main.beginning", {}, el("h1", {}, say("first-brochure")), el("p.lead", {}, say("first-brochure-lead", { name: known.folder })), form));
  title.focus();

  async function make(event) {
    event.preventDefault();
    const given = { title: title.value, language: language.select.value, page: paper.select.value, pages: pages.select.value, theme: form.elements.theme.value, sample: form.elements.sample.value === "yes" };
    const done = await net.post("/begin", given);
    if (done && !done.fault) {
      location.hash = `${done.number}`;
      location.reload();
      return;
    }
    fault.hidden = false;
    fault.replaceChildren(icon("error", "err"), el("span", {}, say(done?.fault ?? "cannot-be-done", done?.values ?? {})));
    titleBox.classList.add("bad");
    title.setAttribute("aria-invalid", "true");
    title.focus();
  }
}

