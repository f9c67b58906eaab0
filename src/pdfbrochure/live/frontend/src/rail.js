// How full each page is: a sheet filled from the top, with the number in words.
import { el } from "./dom.js";
import { percent, say } from "./words.js";

export class Rail {
  constructor({ goTo }) {
    this.goTo = goTo;
    this.list = el("div.sheets", {});
    this.box = el("nav.rail", { "aria-label": say("how-full") }, el("h3", {}, say("how-full")), this.list);
    this.box.addEventListener("keydown", (event) => {
      const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      const all = [...this.list.children];
      all[Math.max(0, Math.min(all.indexOf(document.activeElement) + by, all.length - 1))]?.focus();
    });
  }

  show(told) {
    while (this.list.children.length > told.each.length) this.list.lastChild.remove();
    told.each.forEach(({ fill, over }, at) => {
      const sheet = this.list.children[at] ?? this.add(at);
      const isOver = over > 0;
      const words = isOver ? say("over-lines", { n: over }) : say("full", { share: percent(fill) });
      sheet.classList.toggle("over", isOver);
      const level = sheet.querySelector("u");
      level.style.height = percentage(fill);
      level.hidden = isOver;
      sheet.querySelector(".page-n").textContent = say("page-n", { n: at + 1 });
      sheet.querySelector("b").textContent = words;
    });
  }

  add(at) {
    const sheet = el("button.m", { type: "button", onclick: () => this.goTo(at) },
      el("span.sheet", {}, el("u", {})), el("span.mt", {}, el("span.page-n", {}), " ", el("b", {})));
    this.list.append(sheet);
    return sheet;
  }

  setCurrent(now) {
    [...this.list.children].forEach((sheet, at) => {
      sheet.classList.toggle("on", at === now);
      if (at === now) sheet.setAttribute("aria-current", "page");
      else sheet.removeAttribute("aria-current");
    });
  }
}

const percentage = (share) => `${Math.round(share * 100)}%`;
