// The text: CodeMirror with the program's own findings, completion and help.
import { autocompletion, completionKeymap, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState, RangeSet, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration, EditorView, GutterMarker, drawSelection, gutter, highlightActiveLine, highlightActiveLineGutter, hoverTooltip,
  keymap, lineNumbers, tooltips,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { announce, el, icon, GRADES } from "./dom.js";
import { post } from "./net.js";
import { nameOfLanguage, say } from "./words.js";

const looks = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], class: "k" },
  { tag: tags.comment, class: "c" },
  { tag: [tags.separator, tags.punctuation, tags.brace, tags.squareBracket], class: "p" },
]);
// Changes that the page itself makes are no typing.
const ours = Annotation.define();

class Mark extends GutterMarker {
  constructor(severity, line, open) {
    super();
    Object.assign(this, { severity, line, open });
  }
  eq(other) {
    return other.severity === this.severity && other.line === this.line;
  }
  toDOM() {
    const label = say("mark", { what: say(this.severity), n: this.line });
    return el("button.mark-of-line", { type: "button", tabIndex: -1, "aria-label": label, onclick: () => this.open(this.line) },
      icon(this.severity, GRADES[this.severity]));
  }
}

const setMarks = StateEffect.define();
const marks = StateField.define({
  create: () => RangeSet.empty,
  update(value, change) {
    for (const effect of change.effects) if (effect.is(setMarks)) return effect.value;
    return value.map(change.changes);
  },
});
const setWritten = StateEffect.define();
const written = StateField.define({
  create: () => Decoration.none,
  update(value, change) {
    for (const effect of change.effects) if (effect.is(setWritten)) return effect.value;
    return value.map(change.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

// A wrapped line goes on below its own first word, not at the edge.
const hanging = EditorView.decorations.compute(["doc"], (state) => {
  const found = [];
  if (state.doc.lines > 20_000) return Decoration.none;
  for (let number = 1; number <= state.doc.lines; number += 1) {
    const line = state.doc.line(number);
    const edge = /^ *(?:- +)?/.exec(line.text)[0].length;
    if (edge) found.push(Decoration.line({ attributes: { class: `hang-${Math.min(edge, 16)}` } }).range(line.from));
  }
  return Decoration.set(found);
});

const spelling = new Compartment();

export function makeEditor(parent, { typed, moved, save, openFinding, takeMend, stepFinding, jump }) {
  const nonce = document.querySelector("meta[name=nonce]").content;
  const commands = [
    { key: "Mod-s", preventDefault: true, run: () => (save(), true) },
    { key: "F8", run: () => (stepFinding(1), true), shift: () => (stepFinding(-1), true) },
    { key: "Mod-.", run: () => (takeMend(), true) },
    { key: "Mod-g", preventDefault: true, run: () => (jump(), true) },
    { key: "Mod-]", run: indentMore },
    { key: "Mod-[", run: indentLess },
    { key: "Mod-f", preventDefault: true, run: openSearchPanel },
    { key: "Ctrl-Space", run: startCompletion },
  ];
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        EditorView.cspNonce.of(nonce),
        EditorState.lineSeparator.of("\n"),
        EditorState.tabSize.of(2),
        indentUnit.of("  "),
        gutter({ class: "cm-marks", markers: (shown) => shown.state.field(marks) }),
        lineNumbers(),
        marks,
        written,
        history(),
        drawSelection(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        EditorView.lineWrapping,
        hanging,
        yaml(),
        syntaxHighlighting(looks),
        search({ top: true }),
        tooltips({ position: "fixed" }),
        autocompletion({ override: [complete], icons: false, maxRenderedOptions: 60, activateOnTypingDelay: 150, activateOnCompletion: (done) => /: $/.test(done.apply ?? "") }),
        hoverTooltip(help, { hoverTime: 500 }),
        keymap.of([...commands, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap.filter((one) => !["Mod-[", "Mod-]"].includes(one.key))]),
        spelling.of([]),
        EditorView.contentAttributes.of({ "aria-label": say("text-of-brochure"), "aria-multiline": "true" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) typed(update.transactions.some((one) => one.annotation(ours)));
          // A text that came from elsewhere moves nothing; where the cursor was put does.
          const isOurs = update.transactions.some((one) => one.annotation(ours));
          if (update.selectionSet || update.docChanged) moved({ isOurs, scrolls: !(isOurs && update.docChanged) });
        }),
        EditorView.phrases,
      ].filter((one) => one !== EditorView.phrases),
    }),
  });
  view.scrollDOM.tabIndex = 0;
  view.scrollDOM.setAttribute("role", "group");
  view.scrollDOM.setAttribute("aria-label", say("text-scrolls"));
  return new Editor(view, openFinding);
}

class Editor {
  constructor(view, openFinding) {
    this.view = view;
    this.openFinding = openFinding;
  }
  get text() {
    return this.view.state.doc.toString();
  }
  get line() {
    return this.view.state.doc.lineAt(this.view.state.selection.main.head).number;
  }
  get place() {
    const head = this.view.state.selection.main.head;
    const line = this.view.state.doc.lineAt(head);
    return { line: line.number, column: head - line.from };
  }
  setLanguage(tag) {
    const attributes = { spellcheck: "true", lang: tag, autocorrect: "off", autocapitalize: "off" };
    this.view.dispatch({ effects: spelling.reconfigure(EditorView.contentAttributes.of(attributes)) });
  }
  // Puts another text in the place of this one; what is the same in both is not touched, so that the cursor stays.
  setText(text, { isOurs = true, select = false } = {}) {
    const old = this.text;
    if (old === text) return;
    let start = 0;
    const most = Math.min(old.length, text.length);
    while (start < most && old[start] === text[start]) start += 1;
    let end = 0;
    while (end < most - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end += 1;
    const insert = text.slice(start, text.length - end);
    this.view.dispatch({
      changes: { from: start, to: old.length - end, insert },
      selection: select ? { anchor: start + insert.length } : undefined,
      annotations: isOurs ? ours.of(true) : [],
      userEvent: "input",
      scrollIntoView: select,
    });
  }
  // Takes back nothing: the text before is one step in the history.
  change(from, to, insert) {
    this.view.dispatch({ changes: { from, to, insert }, userEvent: "input", scrollIntoView: true });
  }
  offset(line, column) {
    const doc = this.view.state.doc;
    const found = doc.line(Math.max(1, Math.min(line, doc.lines)));
    return Math.min(found.from + Math.max(0, column), found.to);
  }
  goTo(line, column = 0, { focus = true, length = 0 } = {}) {
    const at = this.offset(line, column);
    const head = Math.min(at + length, this.view.state.doc.length);
    this.view.dispatch({ selection: { anchor: at, head }, effects: EditorView.scrollIntoView(at, { y: "center" }), annotations: ours.of(true) });
    if (focus) this.view.focus();
  }
  select(from, to) {
    this.view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    this.view.focus();
  }
  showWritten(line, column, length) {
    const at = line ? this.offset(line, column) : 0;
    const set = line ? Decoration.set([Decoration.mark({ class: "will-be-written" }).range(at, Math.max(at + 1, this.offset(line, column + length)))]) : Decoration.none;
    const effects = [setWritten.of(set)];
    if (line) effects.push(EditorView.scrollIntoView(at, { y: "center" }));
    this.view.dispatch({ effects });
  }
  showFindings(findings) {
    const worst = new Map();
    const order = ["error", "warning", "note"];
    const found = [];
    for (const one of findings) {
      if (!one.line) continue;
      const known = worst.get(one.line);
      if (!known || order.indexOf(one.severity) < order.indexOf(known)) worst.set(one.line, one.severity);
      const from = this.offset(one.line, one.column - 1);
      const to = this.offset(one.line, one.column - 1 + Math.max(1, one.length));
      found.push({ from, to: Math.max(from, to), severity: one.severity === "note" ? "info" : one.severity, message: one.what });
    }
    const ranges = [...worst].filter(([line]) => line <= this.view.state.doc.lines).sort((a, b) => a[0] - b[0])
      .map(([line, severity]) => new Mark(severity, line, this.openFinding).range(this.view.state.doc.line(line).from));
    this.view.dispatch(setDiagnostics(this.view.state, found));
    this.view.dispatch({ effects: setMarks.of(RangeSet.of(ranges)) });
  }
  focus() {
    this.view.focus();
  }
}

// What may stand at the cursor, as the program knows it.
async function complete(context) {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  if (!context.explicit && !/(^\s*(- )?[\w-]*$)|(:\s+\S*$)/.test(before)) return null;
  if (!context.explicit && /^\s*(- )?$/.test(before)) return null;
  const found = await post("assist", { text: context.state.doc.toString(), line: line.number, column: context.pos - line.from });
  if (!found || !found.options.length) return null;
  return {
    from: line.from + found.start,
    options: found.options.map((one) => ({ label: one.label, apply: one.apply, detail: one.detail || (one.is_language ? nameOfLanguage(one.label) : undefined), info: one.help ? () => el("div", {}, one.help) : undefined, boost: one.boost })),
    validFor: /^[\w#."'-]*$/,
  };
}

async function help(view, position) {
  const line = view.state.doc.lineAt(position);
  const found = await post("help", { text: view.state.doc.toString(), line: line.number, column: position - line.from });
  if (!found || !found.help) return null;
  return {
    pos: line.from + found.start,
    end: line.from + found.end,
    above: true,
    create: () => ({ dom: el("div.help", {}, el("b", {}, found.name), el("p", {}, found.help), found.holds ? el("p.grey", {}, found.holds) : null) }),
  };
}

export { announce };
