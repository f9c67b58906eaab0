// Choosing what of a photo stays: a cross that is dragged or moved by keys, the crop seen at once, the line that is written.
import { announce, button, el, icon } from "./dom.js";
import * as net from "./net.js";
import { say } from "./words.js";

export class FocusChooser {
  constructor({ pages, editor, edit, saved }) {
    Object.assign(this, { pages, editor, edit, saved });
    this.photo = null;
  }

  async open(photo) {
    if (photo.whole) return this.refuse(say("photo-whole"));
    const [, item, , number] = photo.origin;
    const found = await this.edit({ what: "focus", item, photo: number, focus: null });
    if (!found || found.fault) return this.refuse(say(found?.fault ?? "cannot-be-done", found?.values ?? {}));
    this.close(false);
    this.photo = photo;
    this.pages.isHeld = true;
    const { left, right, top, bottom } = photo.crop;
    const middle = (start, end) => (end - start > 0.999 ? 0.5 : start / (1 - (end - start)));
    // The text may say it already where the pages do not show it yet.
    const typed = /^\[ *([\d.]+) *, *([\d.]+) *\]$/.exec(found.typed ?? "");
    const first = typed ? [Number(typed[1]), Number(typed[2])] : (photo.focus ?? [middle(left, right), middle(top, bottom)]);
    this.focus = first.map(rounded);
    this.before = found;
    const page = this.pages.pages[photo.page - 1];
    const source = `${net.number}/photo?of=${this.pages.of}&index=${photo.index}`;
    this.ghost = el("img.ghost", { src: source, alt: "", draggable: false });
    this.clear = el("img", { src: source, alt: "", draggable: false });
    this.cross = el("button.cross", { type: "button" }, icon("cross"));
    this.frame = el("div.focus-frame", {}, this.ghost, el("div.window", {}, this.clear), this.cross);
    this.pages.put(this.frame, photo);
    page.over.append(this.frame);
    page.box.classList.add("choosing");
    this.frame.addEventListener("click", (event) => event.stopPropagation());
    this.frame.addEventListener("pointerdown", (event) => this.grab(event));
    this.cross.addEventListener("keydown", (event) => this.key(event));
    this.makePanel();
    this.show();
    page.box.scrollIntoView({ block: "nearest" });
    this.cross.focus({ preventScroll: true });
    return undefined;
  }

  refuse(words) {
    announce(words);
    this.saved(words);
  }

  makePanel() {
    this.values = [el("b", {}), el("b", {})];
    this.line = el("code", {});
    const row = (name, value, more) => el("div.frow", {}, el("span.grey", {}, name), value, more ?? null);
    const kbd = (...keys) => keys.map((key) => el("span.kbd", {}, key));
    const rows = [row(say("from-left"), this.values[0]), row(say("from-top"), this.values[1]), row(say("will-be-written"), this.line, this.where = el("span", {}))];
    const keys = el("div.fkeys.small", {}, el("span.grey", {}, say("with-keyboard")), el("span", {}, ...kbd("←", "↑", "→", "↓"), ` ${say("moves-by-1")}`), el("span", {}, ...kbd(say("key-shift")), ` ${say("moves-by-5")}`), el("span", {}, ...kbd(say("key-enter")), ` ${say("keeps")}`), el("span", {}, ...kbd("Esc"), ` ${say("gives-up")}`));
    this.panel = el("section.focus-panel", { "aria-label": say("which-part") },
      el("div", {}, el("h2", {}, say("which-part")), el("p", {}, say("drag-the-cross")), ...rows,
        el("div.frow.acts", {}, button(say("keep"), { onclick: () => this.keep() }, ".btn.primary"), button(say("give-up"), { onclick: () => this.close() }), button(say("to-the-middle"), { onclick: () => this.set(0.5, 0.5) }, ".btn.quiet"))), keys);
    this.panel.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.pages.desk.after(this.panel);
  }

  // The largest part of the photo with the frame's proportions, divided by the focus as the whole is.
  window() {
    const [width, height] = this.photo.pixels;
    const aspect = this.photo.width / this.photo.height;
    const own = width / height;
    const share = [Math.min(1, aspect / own), Math.min(1, own / aspect)];
    return { share, start: share.map((length, at) => this.focus[at] * (1 - length)) };
  }

  show() {
    const { share, start } = this.window();
    const place = { left: `${(-start[0] / share[0]) * 100}%`, top: `${(-start[1] / share[1]) * 100}%`, width: `${100 / share[0]}%`, height: `${100 / share[1]}%` };
    Object.assign(this.ghost.style, place);
    Object.assign(this.clear.style, place);
    Object.assign(this.cross.style, { left: `${((this.focus[0] - start[0]) / share[0]) * 100}%`, top: `${((this.focus[1] - start[1]) / share[1]) * 100}%` });
    const [x, y] = this.focus.map((one) => Math.round(one * 100));
    this.cross.setAttribute("aria-label", say("the-point", { x, y }));
    this.values.forEach((value, at) => (value.textContent = say("percent", { n: [x, y][at] })));
    this.typed = `[${this.focus.map((one) => one.toFixed(2)).join(", ")}]`;
    this.line.textContent = `focus: ${this.typed}`;
    const { line, column, length } = this.before;
    this.where.textContent = length ? say("in-line", { n: line }) : say("below-line", { n: line });
    this.editor.showWritten(line, column, length || 200);
  }

  set(x, y) {
    this.focus = [x, y].map((one) => rounded(Math.max(0, Math.min(1, one))));
    this.show();
    clearTimeout(this.told);
    this.told = setTimeout(() => this.photo && announce(say("the-point", { x: Math.round(this.focus[0] * 100), y: Math.round(this.focus[1] * 100) })), 300);
  }

  grab(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.frame.setPointerCapture(event.pointerId);
    const { share, start } = this.window();
    const box = this.frame.getBoundingClientRect();
    const shown = (at, side, length) => start[side] + ((at / length) * share[side]);
    const at = (move) => [shown(move.clientX - box.left, 0, box.width), shown(move.clientY - box.top, 1, box.height)];
    // The picture moves below the pointer while the cross is dragged; so the way that the pointer goes counts.
    const isCross = event.target.closest(".cross");
    const from = isCross ? [...this.focus] : at(event);
    if (!isCross) this.set(...from);
    const begin = [event.clientX, event.clientY];
    this.frame.onpointermove = (move) => {
      const by = [((move.clientX - begin[0]) / box.width) * share[0], ((move.clientY - begin[1]) / box.height) * share[1]];
      this.set(from[0] + by[0], from[1] + by[1]);
    };
    this.frame.onpointerup = () => {
      this.frame.onpointermove = null;
      this.cross.focus({ preventScroll: true });
    };
  }

  key(event) {
    const by = event.shiftKey ? 0.05 : 0.01;
    const [x, y] = this.focus;
    const moves = { ArrowLeft: [x - by, y], ArrowRight: [x + by, y], ArrowUp: [x, y - by], ArrowDown: [x, y + by], Home: [0.5, 0.5] };
    if (moves[event.key]) this.set(...moves[event.key]);
    else if (event.key === "Enter") this.keep();
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async keep() {
    const [, item, , number] = this.photo.origin;
    const focus = this.focus;
    this.close();
    await this.edit({ what: "focus", item, photo: number, focus }, true);
  }

  close(givesBack = true) {
    if (!this.photo) return;
    const page = this.pages.pages[this.photo.page - 1];
    page?.box.classList.remove("choosing");
    this.frame.remove();
    this.panel.remove();
    this.editor.showWritten(0, 0, 0);
    this.photo = null;
    this.pages.isHeld = false;
    if (givesBack) page?.box.focus({ preventScroll: true });
  }
}

const rounded = (value) => Math.round(value * 100) / 100;
