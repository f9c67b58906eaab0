// The bar at the top: which brochure, whether it is saved, how it looks, and the PDF.
import { el, icon } from "./dom.js";
import { clock, nameOfLanguage, say } from "./words.js";

export const SETTINGS = ["theme", "palette", "page", "pages"];

function choice(label, options = {}) {
  const select = el("select", options);
  const box = el("label.sel", {}, el("span.l", {}, label), select, icon("choose"));
  return { box, select };
}

const capital = (word) => word && word[0].toLocaleUpperCase() + word.slice(1);

export class Bar {
  constructor({ open, save, setSetting, setLanguage, savePdf, menu }) {
    this.brochures = choice(say("brochure"), { onchange: () => open(Number(this.brochures.select.value)) });
    this.brochures.box.classList.add("which");
    this.brochures.box.firstChild.classList.add("vh");
    this.saved = el("span.saved", {});
    this.saveText = el("button.btn.sm", { type: "button", hidden: true, onclick: save }, say("save-text"));
    this.language = choice(say("language"), { onchange: () => setLanguage(this.language.select.value) });
    this.settings = Object.fromEntries(SETTINGS.map((name) => [name, choice(say(name), { onchange: () => setSetting(name, this.settings[name].select.value) })]));
    this.pdf = el("button.btn.primary", { type: "button", onclick: savePdf }, say("save-pdf"));
    const look = [this.language, ...SETTINGS.map((name) => this.settings[name])].map((one) => one.box);
    this.looks = el("div.looks", { id: "looks" }, ...look);
    this.look = el("button.btn.look", { type: "button", "aria-expanded": "false", "aria-controls": "looks", onclick: () => this.toggleLook() }, say("look"));
    this.box = el("header.bar", {}, menu, this.brochures.box, this.saved, this.saveText, el("span.gap", {}), this.look, this.looks, this.pdf);
    this.looks.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.look.getAttribute("aria-expanded") === "true") {
        this.toggleLook();
        this.look.focus();
      }
    });
  }

  toggleLook() {
    const open = this.look.getAttribute("aria-expanded") !== "true";
    this.look.setAttribute("aria-expanded", String(open));
    this.looks.classList.toggle("open", open);
  }

  showBrochures(all, now) {
    this.brochures.select.replaceChildren(...all.map((one, at) => el("option", { value: String(at), selected: at === now }, one.title ? (all.length > 1 ? `${one.title} (${one.file})` : one.title) : one.file)));
    this.title = all[now]?.title || all[now]?.file;
    this.file = all.length > 1 ? ` (${all[now]?.file})` : "";
  }

  showTitle(title) {
    const option = this.brochures.select.selectedOptions[0];
    if (!title || !option) return;
    const words = title + this.file;
    if (option.textContent !== words) option.textContent = words;
    this.title = title;
  }

  showSaved({ kind, at }) {
    const words = { saved: at ? say("saved-at", { time: clock(at) }) : say("saved"), unsaved: say("not-saved"), saving: say("saving"), failed: say("could-not-save") };
    this.saved.className = `saved${kind === "unsaved" || kind === "failed" ? " no" : ""}${kind === "failed" ? " bad" : ""}`;
    this.saved.replaceChildren(kind === "unsaved" ? el("span.disc", {}) : kind === "failed" ? icon("error", "err") : "", words[kind]);
    this.saveText.hidden = kind !== "unsaved" && kind !== "failed";
  }

  showChoices(choices, tried, count) {
    const languages = choices.language?.options ?? [];
    // A text that cannot be read says nothing of its languages; those before stay.
    if (languages.length) {
      fill(this.language.select, languages.map((tag) => [tag, nameOfLanguage(tag)]), choices.language.now);
      this.language.select.disabled = languages.length < 2;
    }
    for (const name of SETTINGS) {
      const { box, select } = this.settings[name];
      const one = choices[name];
      if (!one) continue;
      const options = name === "pages" ? pagesOptions(one, count) : one.options.map((value) => [value, value ? capital(value.replace(/^.*\//, "")) : say("own-colour")]);
      fill(select, options, one.now);
      box.classList.toggle("tried", name in tried);
    }
  }

  showPdf(errors) {
    this.pdf.setAttribute("aria-disabled", String(errors > 0));
    this.pdf.title = errors ? say("pdf-when-mended", { n: errors }) : "";
  }
}

function pagesOptions({ now, count }) {
  const numbers = new Set([1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, Math.max(1, count - 1), count, count + 1, Number(now) || count]);
  return [["", say("any-number")], ...[...numbers].sort((a, b) => a - b).map((n) => [String(n), String(n)])];
}

function fill(select, options, now) {
  const known = JSON.stringify([options, now]);
  if (select.dataset.known === known) return;
  select.dataset.known = known;
  const has = options.some(([value]) => value === now);
  const all = has || now === undefined ? options : [[now, now || say("as-it-is")], ...options];
  select.replaceChildren(...all.map(([value, words]) => el("option", { value, selected: value === now }, words)));
}
