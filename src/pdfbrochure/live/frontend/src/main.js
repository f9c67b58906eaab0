// The page of the preview: makes its parts, and passes between them what the program tells and what people do.
import { Banner } from "./banner.js";
import { Bar, SETTINGS } from "./bar.js";
import { showBeginning } from "./beginning.js";
import { findWords, lineWithPlace } from "./belongs.js";
import { Checks } from "./checks.js";
import { openConflict, openKeys } from "./dialogs.js";
import { announce, button, el, icon } from "./dom.js";
import { makeEditor } from "./editor.js";
import { FindingsPane, counted } from "./findings.js";
import { FocusChooser } from "./focus.js";
import * as net from "./net.js";
import { PagesPane } from "./pages.js";
import { Photos } from "./photos.js";
import { Rail } from "./rail.js";
import { loadWords, say } from "./words.js";

class Page {
  constructor(brochures) {
    this.state = null;
    this.textNumber = -1;
    this.isUnheard = false;
    this.isSaving = false;
    this.tried = {};
    this.errorsSince = 0;
    this.isLost = false;
    this.later = false;
    this.editorText = "";
    this.build(brochures);
  }

  build(brochures) {
    this.pages = new PagesPane({ chosen: (place) => this.placeChosen(place), choosePhoto: (photo) => this.choosePhoto(photo), current: (at) => this.rail.setCurrent(at) });
    this.rail = new Rail({ goTo: (at) => this.pages.goTo(at) });
    this.findings = new FindingsPane({ goTo: (one, focus) => this.goTo(one, focus), mend: (one) => this.mend(one), backToText: () => this.editor.focus() });
    this.checks = new Checks({ goTo: (one) => this.goTo(one, true), openReport: () => open(`${net.number}/report`, "_blank", "noopener"), panelOpened: (isOpen) => this.app.classList.toggle("with-panel", isOpen) });
    this.banner = new Banner();
    const mark = el("button.mark", { type: "button", "aria-label": say("keys"), title: say("keys"), onclick: openKeys }, logo());
    this.bar = new Bar({ open: (at) => this.openBrochure(at), save: () => this.save(), setSetting: (name, value) => this.trySetting(name, value), setLanguage: (tag) => net.post("language", { language: tag }), savePdf: () => this.savePdf(), menu: mark });
    this.bar.showBrochures(brochures, net.number);
    this.heading = el("h1.vh", {});
    this.jump = el("select", { "aria-label": say("jump"), onchange: () => this.jumpTo() });
    this.editorBox = el("div.ed", {});
    const text = el("section.text", { "aria-label": say("text") },
      el("div.phead", {}, el("h2", {}, say("text")), el("label.sel.jump", {}, this.jump, icon("choose")), el("span.gap", {}), this.insertMenu()), this.editorBox);
    const grip = el("div.grip", { role: "separator", tabIndex: 0, "aria-orientation": "vertical", "aria-label": say("width-of-text"), "aria-valuemin": "25", "aria-valuemax": "75" });
    this.tabs = this.makeTabs();
    const pages = el("section.pages", { "aria-label": say("pages") }, grip, this.pages.bar, this.banner.box, this.pages.desk, this.rail.box, this.checks.panel);
    this.app = el("div.app", { "data-pane": "text" }, this.bar.box, el("main", {}, this.heading, el("p.ro", {}, say("read-only")), this.tabs, text, this.findings.box, pages), this.checks.box);
    document.body.append(this.app, el("div.vh", { id: "heard", "aria-live": "polite" }));
    this.moveGrip(grip);
    this.editor = makeEditor(this.editorBox, {
      typed: (isOurs) => this.typed(isOurs),
      moved: (how) => this.moved(how),
      save: () => this.save(),
      openFinding: (line) => this.findings.open(line),
      takeMend: () => this.findings.takeChosen(this.editor.line),
      stepFinding: (by) => this.findings.step(by),
      jump: () => this.jump.focus(),
    });
    this.pages.placesOf = (line) => this.placesOf(line);
    this.focus = new FocusChooser({ pages: this.pages, editor: this.editor, saved: (words) => this.notice(words), edit: (what, keeps) => (keeps ? this.edit("focus", what, { savesIfSaved: true }) : net.post("edit", { text: this.editorText, ...what })) });
    this.photos = new Photos({ pages: this.pages, text: () => this.editorText, take: (found) => this.takeChange(found, { select: true, savesIfSaved: true }), itemOfLine: () => this.itemOfLine() });
    this.photos.listen(this.editorBox);
    addEventListener("beforeunload", (event) => this.isDirty && !this.isLeaving && event.preventDefault());
    addEventListener("keydown", (event) => this.key(event));
    this.start();
  }

  async start() {
    const found = await net.get("text");
    if (found) this.takeText(found);
    this.events = net.listen((state) => this.hear(state), (isLost) => this.lost(isLost));
    setInterval(() => this.showBanner(), 500);
  }

  // Text ---------------------------------------------------------------------------------------------------------

  get isDirty() {
    return this.isUnheard || (this.state !== null && !this.state.text.saved);
  }

  takeText({ text, number }) {
    this.textNumber = number;
    this.editor.setText(text);
    this.editorText = text;
    this.fillJump();
  }

  typed(isOurs) {
    this.editorText = this.editor.text;
    this.fillJumpSoon();
    if (isOurs) return;
    this.later = false;
    this.isUnheard = true;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.sendText(), 250);
    this.showSaved();
  }

  async sendText() {
    clearTimeout(this.typing);
    this.typing = 0;
    await net.post("type", { text: this.editorText, by: net.me });
  }

  async save(base = this.state?.text.base ?? "") {
    if (this.isSaving) return;
    clearTimeout(this.typing);
    this.typing = 0;
    this.isSaving = true;
    this.showSaved();
    const done = await net.post("save", { text: this.editorText, base, by: net.me }).catch(() => null);
    this.isSaving = false;
    this.later = false;
    if (done?.outcome === "saved") announce(say("saved"));
    if (done?.outcome === "conflict") this.showConflict();
    this.showSaved();
  }

  async hear(state) {
    this.state = state;
    const { text } = state;
    if (text.by === net.me) {
      this.textNumber = text.number;
      if (!this.typing) this.isUnheard = false;
    } else if (text.number !== this.textNumber && !this.typing) {
      this.isUnheard = false;
      const found = await net.get("text");
      if (found && !this.typing && found.number >= this.textNumber) this.takeText(found);
      // A later state may have come meanwhile, and was shown.
      if (this.state !== state) return;
    }
    this.tried = state.tried;
    if (text.conflict && !this.later && !this.conflict) this.showConflict();
    if (!text.conflict && this.conflict) this.conflict.close();
    this.showBuild(state.build);
    this.showSaved();
    this.showBanner();
  }

  async showConflict() {
    if (this.conflict) return;
    const found = await net.get("text");
    if (!found || found.other === null || this.conflict) return;
    this.conflict = openConflict({
      mine: this.editorText,
      other: found.other,
      name: this.state.name,
      keep: () => net.post("keep-mine", { text: this.editorText, by: net.me }),
      take: async () => {
        const now = await net.post("take-disk");
        if (now) this.takeText(now);
      },
      copy: async () => {
        const now = await net.post("copy", { text: this.editorText });
        announce(now?.name ? say("copy-saved", { file: now.name }) : say("could-not-save"));
      },
      later: () => (this.later = true),
    });
    this.conflict.addEventListener("close", () => (this.conflict = null));
  }

  showSaved() {
    const fault = this.state?.text.fault;
    const kind = this.isSaving ? "saving" : fault ? "failed" : this.isDirty ? "unsaved" : "saved";
    this.bar.showSaved({ kind, at: this.state?.text.at });
    this.showTitle();
  }

  // Pages and findings -------------------------------------------------------------------------------------------

  showBuild(build) {
    if (!build) return this.checks.setState("setting");
    if (build.errors && build.pages && !build.fresh) this.errorsSince ||= Date.now();
    else this.errorsSince = 0;
    this.findings.show(build);
    this.editor.showFindings(build.findings);
    this.checks.show(build);
    this.bar.showTitle(build.facts.title);
    this.bar.showChoices(build.choices, this.tried, build.choices.pages?.count ?? 1);
    this.bar.showPdf(build.errors);
    this.tabCount.textContent = build.findings.length ? String(build.findings.length) : "";
    this.tabCount.className = build.errors ? "err" : "warn";
    this.tabCount.hidden = !build.findings.length;
    if (build.pages) {
      this.rail.show(build.pages);
      this.pages.show(build.pages, build.fresh || Date.now() - this.errorsSince < 2000);
      if (this.spelling !== build.pages.language) this.editor.setLanguage((this.spelling = build.pages.language));
    }
    const isBehind = build.text !== this.state.text.number;
    clearTimeout(this.waiting);
    if (!build.fresh) this.checks.setState("older");
    else if (isBehind) this.waiting = setTimeout(() => this.checks.setState("setting"), 400);
    else this.checks.setState("latest");
    const summary = `${say("pages-n", { n: build.pages?.each.length ?? 0 })} ${counted(build.errors, build.warnings)}`;
    if (summary !== this.summary) announce(summary);
    this.summary = summary;
    this.showTitle();
  }

  showTitle() {
    const build = this.state?.build;
    const errors = build?.errors ? `(${say("errors", { n: build.errors })}) ` : "";
    document.title = `${errors}${this.isDirty ? "• " : ""}${this.bar.title ?? ""} – pdfbrochure`;
    this.heading.textContent = this.bar.title ?? "";
  }

  showBanner() {
    const { state } = this;
    if (this.isLost) return this.banner.show("gone", {}, { look: "err", sign: "error", buttons: [[say("copy-text"), () => navigator.clipboard.writeText(this.editorText)]] });
    if (!state) return;
    const { build, text } = state;
    if (text.fault) return this.banner.show("save-failed", { why: text.fault }, { look: "err", sign: "error", buttons: [[say("try-again"), () => this.save()], [say("save-copy"), () => this.copy()]] });
    if (text.gone) return this.banner.show("file-gone", { file: state.name }, { look: "warn", sign: "warning", buttons: [[say("save-again"), () => this.save("")]] });
    if (text.conflict) return this.banner.show("conflict-waits", { file: state.name }, { look: "warn", sign: "warning", buttons: [[say("compare"), () => this.showConflict()]] });
    if (!build) return this.banner.hide();
    const isOld = build.errors && build.pages && !build.fresh;
    const names = Object.keys(this.tried);
    if (isOld && Date.now() - this.errorsSince > 2000) {
      this.pages.desk.classList.add("stale");
      return this.banner.show("older-pages", { line: build.stale_line, n: build.errors }, { buttons: [[say("go-to-line", { n: build.stale_line }), () => this.goTo({ line: build.stale_line, column: 1, length: 0 }, true)]] });
    }
    if (names.length) {
      const buttons = [[say("write-into-file"), () => this.writeTried(), true], [say("go-back"), () => this.tryAll({})]];
      const value = this.bar.settings[names[0]].select.selectedOptions[0]?.textContent ?? "";
      return this.banner.show(names.length === 1 ? "trying-one" : "trying", { what: say(names[0]), value, n: names.length }, { look: "try", sign: "", buttons });
    }
    const light = build.lights.find((one) => one.name === "pages");
    if (light?.grade === "error" && build.fresh) {
      const { count, pages, n } = light.values;
      const set = [[say("set-pages", { n: count }), () => this.setPages(count)]];
      const words = n ? "too-long-banner" : count < pages ? "too-short-banner" : "page-number-banner";
      return this.banner.show(words, { n: n || count, pages }, { look: "err", sign: "error", buttons: set });
    }
    return this.banner.hide();
  }

  // Between text and pages ---------------------------------------------------------------------------------------

  placeChosen(place) {
    const lines = this.editorText.split("\n");
    const found = place.text ? findWords(lines, place.line, place.text) : null;
    this.showPane("text");
    this.editor.goTo(found?.line ?? place.line, found?.column ?? /^ *(- )?/.exec(lines[place.line - 1] ?? "")[0].length);
  }

  placesOf(line) {
    const starts = [...new Set(this.pages.places.map((place) => place.line))].sort((a, b) => a - b);
    const lines = this.editorText.split("\n");
    const found = lineWithPlace(lines, starts, line, (start) => this.pages.places.find((place) => place.line === start).origin);
    return found ? this.pages.places.filter((place) => place.line === found) : [];
  }

  moved({ isOurs, scrolls }) {
    clearTimeout(this.moving);
    this.moving = setTimeout(() => {
      this.pages.mark(this.editor.line, scrolls);
      this.followJump();
    }, isOurs ? 0 : 120);
  }

  goTo(one, focus = true) {
    if (!one.line) return;
    this.showPane("text");
    this.editor.goTo(one.line, one.column - 1, { focus, length: one.length ?? 0 });
  }

  fillJumpSoon() {
    clearTimeout(this.filling);
    this.filling = setTimeout(() => this.fillJump(), 300);
  }

  // The parts of the text by their first lines.
  fillJump() {
    const parts = [];
    let item = 0;
    let isItems = false;
    this.editorText.split("\n").forEach((text, at) => {
      const key = /^([a-z_]+):/.exec(text)?.[1];
      if (key) isItems = key === "items";
      if (key && ["title", "intro", "past_stories", "contact", "imprint", "settings"].includes(key)) parts.push([at + 1, say(`part-${key}`)]);
      if (isItems && /^ *- /.test(text) && (this.itemEdge === undefined || item === 0 || /^ */.exec(text)[0].length === this.itemEdge)) {
        this.itemEdge = /^ */.exec(text)[0].length;
        item += 1;
        parts.push([at + 1, item, this.titleFrom(at)]);
      }
    });
    const options = parts.map(([line, name, title]) => [String(line), typeof name === "number" ? say("item-n", { n: name, title: title ?? "" }) : name]);
    const known = JSON.stringify(options);
    if (known !== this.knownParts) {
      this.knownParts = known;
      this.parts = parts.map(([line]) => line);
      this.items = parts.filter(([, name]) => typeof name === "number").map(([line]) => line);
      this.jump.replaceChildren(...options.map(([value, words]) => el("option", { value }, words)));
    }
    this.followJump();
  }

  titleFrom(at) {
    const lines = this.editorText.split("\n", at + 12).slice(at);
    const found = lines.map((text) => /^ *(?:- )?title: *(.*)$/.exec(text)?.[1]).find((title) => title !== undefined);
    // Of a title in several languages the first.
    return (found ?? "").replace(/^\{ *[\w-]+: *([^,}]*).*$/, "$1").replace(/^["']|["']$/g, "");
  }

  followJump() {
    if (document.activeElement === this.jump) return;
    const now = this.parts?.findLast((line) => line <= this.editor.line) ?? this.parts?.[0];
    if (now) this.jump.value = String(now);
  }

  jumpTo() {
    this.editor.goTo(Number(this.jump.value), 0);
  }

  // Changes of the text by the page ------------------------------------------------------------------------------

  mend({ changes, words }) {
    const at = changes.map((one) => ({ from: this.editor.offset(one.line, one.column), to: this.editor.offset(one.to_line, one.to_column), insert: one.insert }));
    this.editor.view.dispatch({ changes: at, userEvent: "input", scrollIntoView: true });
    if (words === "mend-pages") this.giveUpTrial("pages");
    if (words !== "mend-add") return;
    const end = at[0].from + at[0].insert.length;
    this.editor.select(end, end);
  }

  // Has the program change the text, and puts the outcome into the editor; says why where it cannot be done.
  async edit(what, values = {}, { select = false, savesIfSaved = false } = {}) {
    const done = await net.post("edit", { text: this.editorText, ...values, what });
    if (!done || done.fault) {
      const words = done?.fault ? say(done.fault, done.values ?? {}) : say("cannot-be-done");
      announce(words);
      this.notice(words);
      return null;
    }
    await this.takeChange(done, { select, savesIfSaved });
    return done;
  }

  async takeChange(done, { select = false, savesIfSaved = false } = {}) {
    const wasSaved = !this.isDirty;
    this.editor.setText(done.text, { isOurs: false });
    if (select && done.select) this.editor.select(done.select[0], done.select[1]);
    await this.sendText();
    if (savesIfSaved && wasSaved) await this.save();
  }

  notice(words) {
    this.checks.state.replaceChildren(icon("note", "mute"), el("span", {}, words));
    this.checks.state.dataset.kind = "notice";
    clearTimeout(this.noticed);
    this.noticed = setTimeout(() => this.state?.build && this.showBuild(this.state.build), 10_000);
  }

  insertMenu() {
    const menu = el("select", { "aria-label": say("insert"), onchange: () => this.insert(menu) }, el("option", { value: "" }, say("insert")),
      ...["item", "photo", "link", "date", "subhead", "quote"].map((name) => el("option", { value: name }, say(`insert-${name}`))));
    return el("label.sel.insert", {}, icon("plus"), menu, icon("choose"));
  }

  async insert(menu) {
    const what = menu.value;
    menu.value = "";
    if (what === "photo") {
      const item = this.itemOfLine();
      return item === null ? this.notice(say("no-item-here")) : this.photos.choose(item);
    }
    await this.edit(`add-${what}`, { line: this.editor.line }, { select: true });
    return undefined;
  }

  trySetting(name, value) {
    const tried = { ...this.tried, [name]: value };
    if (name === "theme") delete tried.palette;
    const written = this.state.build.facts.written[name] ?? { theme: "institutional", page: "A4" }[name] ?? "";
    if (value === written) delete tried[name];
    if (name === "theme" && tried.theme && this.state.build.facts.written.palette) tried.palette = "";
    this.tryAll(tried);
  }

  async tryAll(tried) {
    this.tried = tried;
    await net.post("try", { tried });
  }

  async writeTried() {
    const done = await this.edit("settings", { settings: this.tried }, { savesIfSaved: true });
    if (done) await this.tryAll({});
  }

  // What is written takes the place of what was tried.
  giveUpTrial(name) {
    if (!(name in this.tried)) return;
    const { [name]: _gone, ...others } = this.tried;
    this.tryAll(others);
  }

  async setPages(count) {
    this.giveUpTrial("pages");
    await this.edit("settings", { settings: { pages: String(count) } });
  }

  async copy() {
    const now = await net.post("copy", { text: this.editorText });
    this.notice(now?.name ? say("copy-saved", { file: now.name }) : say("could-not-save"));
  }

  async savePdf() {
    const errors = this.state?.build?.errors;
    if (errors) {
      const words = say("pdf-when-mended", { n: errors });
      this.notice(words);
      return announce(words);
    }
    const done = await net.post("pdf");
    const words = done && !done.fault ? say("pdf-saved", { file: done.name, n: done.pages }) : say("pdf-not-saved", { why: done?.fault ?? "" });
    this.notice(words);
    return announce(words);
  }

  choosePhoto(photo) {
    this.focus.open(photo);
  }

  // The number of the item in which the cursor stands, or null.
  itemOfLine() {
    const options = [...this.jump.options].filter((one) => Number(one.value) <= this.editor.line);
    const last = options.at(-1);
    const number = last ? this.items.indexOf(Number(last.value)) : -1;
    return number < 0 ? null : number;
  }

  // The window ---------------------------------------------------------------------------------------------------

  openBrochure(at) {
    if (this.isDirty && !confirm(say("leave-unsaved"))) {
      this.bar.brochures.select.value = String(net.number);
      return;
    }
    this.isLeaving = true;
    location.hash = String(at);
    location.reload();
  }

  lost(isLost) {
    clearTimeout(this.losing);
    if (!isLost) this.isLost = false;
    else this.losing = setTimeout(() => ((this.isLost = true), this.checks.setState("gone"), this.showBanner()), 3000);
  }

  makeTabs() {
    this.tabCount = el("em", { hidden: true });
    const names = ["text", "pages", "findings", "checks"];
    this.tabButtons = names.map((name) => el("button", { type: "button", role: "tab", "aria-selected": String(name === "text"), tabIndex: name === "text" ? 0 : -1, "data-pane": name, onclick: () => this.showPane(name) }, say(name === "checks" ? "checks" : name), " ", name === "findings" ? this.tabCount : null));
    const tabs = el("div.tabs", { role: "tablist", "aria-label": say("parts") }, ...this.tabButtons);
    tabs.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      const next = this.tabButtons[(this.tabButtons.indexOf(event.target) + by + names.length) % names.length];
      next.focus();
      this.showPane(next.dataset.pane);
    });
    return tabs;
  }

  showPane(name) {
    this.app.dataset.pane = name;
    for (const tab of this.tabButtons) {
      tab.setAttribute("aria-selected", String(tab.dataset.pane === name));
      tab.tabIndex = tab.dataset.pane === name ? 0 : -1;
    }
    this.pages.layOut();
  }

  moveGrip(grip) {
    const set = (share) => {
      const kept = Math.max(25, Math.min(75, share));
      this.app.style.setProperty("--share", `${kept}%`);
      grip.setAttribute("aria-valuenow", String(Math.round(kept)));
      try {
        localStorage.setItem("share", String(kept));
      } catch {}
      return kept;
    };
    let share = 42;
    try {
      share = Number(localStorage.getItem("share")) || 42;
    } catch {}
    share = set(share);
    grip.addEventListener("pointerdown", (event) => {
      grip.setPointerCapture(event.pointerId);
      grip.onpointermove = (move) => (share = set((move.clientX / innerWidth) * 100));
      grip.onpointerup = () => (grip.onpointermove = null);
    });
    grip.addEventListener("keydown", (event) => {
      const step = (16 / innerWidth) * 100;
      const to = { ArrowLeft: share - step, ArrowRight: share + step, Home: 25, End: 75 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      share = set(to);
    });
  }

  key(event) {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      if (!this.editor.view.hasFocus) this.save();
    } else if (event.key === "F8" && !this.editor.view.hasFocus) this.findings.step(event.shiftKey ? -1 : 1);
    else if (event.key === "F6") {
      event.preventDefault();
      const parts = [this.bar.box, this.editorBox, this.findings.box, this.pages.desk, this.rail.box, this.checks.box].filter((part) => part.offsetParent !== null);
      const now = parts.findIndex((part) => part.contains(document.activeElement));
      const next = parts[(now + (event.shiftKey ? -1 : 1) + parts.length) % parts.length];
      const first = next === this.pages.desk ? next : next === this.editorBox ? null : next.querySelector("button, select, [tabindex='0']");
      if (first) first.focus();
      else this.editor.focus();
    }
  }
}

function logo() {
  const svg = icon("ok");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "logo");
  const [path] = svg.children;
  const parts = [["M3 3h11l7 7v11H3z", "currentColor", "none"], ["M14 3v7h7", "none", "var(--surface)"], ["M6.5 13H11v5H6.5zM13 13.5h4.5M13 15.5h4.5M13 17.5h3", "none", "var(--surface)"]];
  svg.replaceChildren(...parts.map(([d, fill, stroke]) => {
    const one = path.cloneNode();
    for (const [key, value] of Object.entries({ d, fill, stroke, "stroke-width": "1.3" })) one.setAttribute(key, value);
    return one;
  }));
  return svg;
}

async function begin() {
  await loadWords();
  const { brochures } = await net.get("/brochures");
  net.useBrochure(Math.min(Number(location.hash.slice(1)) || 0, Math.max(0, brochures.length - 1)));
  if (brochures.length) window.page = new Page(brochures);
  else showBeginning(el("span.mark", {}, logo()));
}

begin();
export { Page, button, SETTINGS };
