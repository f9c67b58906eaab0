// Photos by drag and drop, or from the Insert menu: where they go, who took them, what they show.
import { openDialog } from "./dialogs.js";
import { announce, button, el, icon } from "./dom.js";
import * as net from "./net.js";
import { say } from "./words.js";

// What a column wants, in pixels.
const WANTED = 990;

export class Photos {
  constructor({ pages, text, take, itemOfLine }) {
    Object.assign(this, { pages, text, take, itemOfLine });
    this.label = el("div.drop-label", {}, el("b", {}), el("span", {}));
    this.frame = el("div.drop-frame", {});
  }

  listen(editorBox) {
    const holds = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    addEventListener("dragover", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      this.over(event, editorBox);
    });
    addEventListener("dragleave", (event) => event.relatedTarget === null && this.clear());
    addEventListener("drop", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      const item = this.over(event, editorBox);
      this.clear();
      const files = [...event.dataTransfer.items].filter((one) => one.kind === "file").map((one) => ({ file: one.getAsFile(), isFolder: one.webkitGetAsEntry?.()?.isDirectory }));
      if (item === null) announce(say("drop-on-item"));
      else this.add(files, item);
    }, true);
  }

  over(event, editorBox) {
    const found = this.pages.itemAt(event.clientX, event.clientY);
    const item = found ? found.item : editorBox.contains(event.target) ? this.itemOfLine() : null;
    if (found && this.shown === item) return item;
    this.clear();
    this.shown = item;
    const [head, title] = this.label.children;
    head.textContent = item === null ? say("drop-on-item") : say("add-to-item", { n: item + 1 });
    title.textContent = item === null ? "" : (this.pages.items?.[item] ?? "");
    if (found) {
      this.pages.put(this.frame, { x: found.box.x - 8, y: found.box.y - 8, width: found.box.width + 16, height: found.box.height + 16 });
      this.frame.append(this.label);
      found.page.over.append(this.frame);
    } else {
      this.pages.desk.after(this.label);
      this.label.classList.add("loose");
    }
    return item;
  }

  clear() {
    this.shown = undefined;
    this.frame.remove();
    this.label.remove();
    this.label.classList.remove("loose");
  }

  choose(item) {
    const input = el("input", { type: "file", multiple: true, accept: "image/*", onchange: () => this.add([...input.files].map((file) => ({ file })), item) });
    input.click();
  }

  async add(files, item) {
    for (const [at, { file, isFolder }] of files.entries()) {
      const fault = isFolder ? say("photo-folder") : !file || file.size === 0 ? say("photo-empty") : "";
      const known = fault ? { fault: "" } : await net.upload("upload", file);
      const count = files.length > 1 ? say("photo-of", { n: at + 1, all: files.length }) : "";
      if (fault || !known || known.fault) await this.refuse(fault || say(known?.fault || "photo-not-usable"), known?.why);
      else await this.describe(file, known, item, count);
    }
  }

  refuse(words, why) {
    return new Promise((done) => {
      const dialog = openDialog({ title: words, lead: why ?? "", body: "", foot: [button(say("close"), { onclick: () => dialog.close() }, ".btn.primary")], closed: done });
    });
  }

  describe(file, known, item, count) {
    return new Promise((done) => {
      const url = URL.createObjectURL(file);
      const field = (name, { area = false, value = "", isOptional = false } = {}) => {
        const input = el(area ? "textarea.inp" : "input.inp", { id: `photo-${name}`, value, "aria-describedby": isOptional ? null : `photo-${name}-hint`, lang: this.pages.told?.language ?? "" });
        const words = isOptional ? "" : say(`photo-${name}-fault`);
        const fault = el("p.msg", { hidden: true, id: `photo-${name}-fault` }, icon("error", "err"), el("span", {}, words));
        const label = el("label", { htmlFor: `photo-${name}` }, say(`photo-${name}`), isOptional ? el("span.grey", {}, ` ${say("may-stay-empty")}`) : null);
        const box = el("div.fld", {}, label, isOptional ? null : el("p.hint", { id: `photo-${name}-hint` }, say(`photo-${name}-hint`)), isOptional ? null : fault, input);
        const tell = (isBad) => {
          fault.hidden = !isBad;
          box.classList.toggle("bad", isBad);
          input.setAttribute("aria-invalid", String(isBad));
          input.setAttribute("aria-describedby", isBad ? fault.id : `photo-${name}-hint`);
        };
        return { box, input, tell };
      };
      const credit = field("credit", { value: known.credit });
      const alt = field("alt", { area: true, value: known.alt });
      const caption = field("caption", { isOptional: true });
      if (known.credit) credit.box.querySelector(".hint").textContent = say("photo-credit-found");
      const decorative = el("input", { type: "checkbox", id: "photo-decorative", onchange: () => ((alt.input.disabled = decorative.checked), alt.tell(false)) });
      const isSharp = known.width >= WANTED;
      const sharp = isSharp ? say("photo-sharp", { mm: known.sharp_mm }) : say("photo-coarse", { n: known.width, wanted: WANTED });
      const side = el("div", {}, el("img.chosen-photo", { src: url, alt: "" }), el("p.small", {}, el("b", {}, file.name), `, ${say("pixels", { width: known.width, height: known.height })}`),
        el("p.small.row", {}, icon(isSharp ? "ok" : "warning", isSharp ? "ok" : "warn"), el("span", {}, sharp)), el("p.small.grey", {}, say("photo-stored")));
      const form = el("div", {}, credit.box, alt.box, el("div.fld", {}, el("label.chk", {}, decorative, el("span", {}, say("photo-decorative"))), el("p.hint.under", {}, say("photo-decorative-hint"))), caption.box);
      const add = button(say("add-the-photo"), { onclick: async () => {
        const wrong = [[credit, !credit.input.value.trim()], [alt, !decorative.checked && !alt.input.value.trim()]];
        for (const [one, isBad] of wrong) one.tell(isBad);
        const first = wrong.find(([, isBad]) => isBad);
        if (first) return first[0].input.focus();
        const given = { token: known.token, called: file.name, item, credit: credit.input.value, alt: alt.input.value, caption: caption.input.value, decorative: decorative.checked };
        const found = await net.post("put-photo", { text: this.text(), ...given });
        if (!found || found.fault) {
          fault.textContent = say(found?.fault ?? "cannot-be-done", found?.values ?? {});
          return announce(fault.textContent);
        }
        isTaken = true;
        dialog.close();
        return this.take(found);
      } }, ".btn.primary");
      let isTaken = false;
      const fault = el("span.small.bad-note", {});
      const foot = [add, button(say("cancel"), { onclick: () => dialog.close() }), el("span.gap", {}), fault, el("span.small.grey", {}, count)];
      const dialog = openDialog({
        title: say("add-photo-to", { n: item + 1 }),
        lead: this.pages.items?.[item] ?? "",
        body: el("div.photo-form", {}, side, form),
        foot,
        closed: () => {
          URL.revokeObjectURL(url);
          if (!isTaken) net.post("drop-photo", { token: known.token });
          done();
        },
      });
      credit.input.focus();
    });
  }
}
