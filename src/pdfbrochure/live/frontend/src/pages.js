// The pages: pictures of the very PDF, exchanged one by one, and the way between a place on them and a line of the text.
import { el, iconButton, icon, button } from "./dom.js";
import { get, tile } from "./net.js";
import { percent, say } from "./words.js";

// CSS pixels to a point.
const PIXELS = 96 / 72;
const STEPS = [0.25, 0.33, 0.42, 0.5, 0.65, 0.81, 1, 1.25, 1.5, 2, 3];
const GAP = 24;

export class PagesPane {
  constructor({ chosen, choosePhoto, current }) {
    this.chosen = chosen;
    this.choosePhoto = choosePhoto;
    this.current = current;
    this.pages = [];
    this.places = [];
    this.photos = [];
    this.of = -1;
    this.page = 0;
    this.zoom = "page";
    this.spreads = false;
    this.line = 0;
    this.desk = el("div.desk", { tabIndex: 0, role: "group", "aria-label": say("pages-shown") });
    this.head = el("h2", {});
    this.amount = el("select", { "aria-label": say("zoom"), onchange: () => this.setZoom(this.amount.value) });
    this.follow = el("button.switch.on", { type: "button", role: "switch", "aria-checked": "true", onclick: () => this.toggleFollow() },
      el("u", {}), say("follow"));
    this.views = [["one", false], ["two", true]].map(([name, spreads]) => {
      const radio = el("input", { type: "radio", name: "view", checked: !spreads, onchange: () => this.setSpreads(spreads) });
      return el("label", {}, radio, icon(name), el("span", {}, say(`view-${name}`)));
    });
    this.bar = el("div.phead", {}, this.head,
      iconButton("up", say("page-before"), { onclick: () => this.goTo(this.page - 1) }),
      iconButton("down", say("page-after"), { onclick: () => this.goTo(this.page + 1) }),
      el("span.gap", {}), this.follow,
      el("div.seg", { role: "radiogroup", "aria-label": say("view") }, ...this.views),
      el("span.zoom", {}, iconButton("minus", say("smaller"), { onclick: () => this.step(-1) }), el("span.amount", {}, this.amount),
        iconButton("plus", say("larger"), { onclick: () => this.step(1) })));
    this.watch = new IntersectionObserver((seen) => this.seen(seen), { root: this.desk, rootMargin: "60% 0px" });
    this.desk.addEventListener("scroll", () => this.findCurrent(), { passive: true });
    this.desk.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.layOut()).observe(this.desk);
    this.fillZoom();
  }

  // What is shown ------------------------------------------------------------------------------------------------

  show(told, isFresh) {
    this.desk.classList.toggle("stale", !isFresh);
    if (!told) return;
    const isNew = told.number !== this.of || JSON.stringify(told.each) !== this.known;
    this.told = told;
    this.known = JSON.stringify(told.each);
    while (this.pages.length < told.each.length) this.addPage(this.pages.length);
    while (this.pages.length > told.each.length) this.dropPage();
    this.pages.forEach((page, at) => {
      const over = told.each[at].over > 0 || (told.asked && at >= told.asked);
      page.box.classList.toggle("over", Boolean(over));
      const label = over ? say("page-too-many", { n: at + 1 }) : say("page-of", { n: at + 1, all: told.each.length });
      page.box.setAttribute("aria-label", label);
      page.picture.alt = label;
      page.note.textContent = over ? say("page-does-not-fit", { page: at + 1, n: told.each[at].over }) : "";
    });
    this.layOut();
    if (!isNew) return;
    this.of = told.number;
    for (const page of this.pages) page.due = true;
    this.fetchDue();
    this.fetchPlaces();
  }

  addPage(at) {
    const picture = el("img", { alt: "", draggable: false });
    const over = el("div.layer", {});
    const lines = el("div.vh", {});
    const waits = el("span.waits", {}, say("setting-page", { n: at + 1 }));
    const note = el("p.note", {});
    const box = el("div.pg", { tabIndex: 0, role: "group" }, waits, picture, lines, over);
    const holder = el("div.holder", {}, note, box);
    const page = { at, box, holder, picture, over, lines, note, waits, digest: "", due: true, isSeen: false, url: "", asked: 0 };
    box.page = page;
    box.addEventListener("click", (event) => this.clicked(page, event));
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === box) this.chooseFirst(page);
    });
    this.pages.push(page);
    this.desk.append(holder);
    this.watch.observe(box);
  }

  dropPage() {
    const page = this.pages.pop();
    this.watch.unobserve(page.box);
    if (page.url) URL.revokeObjectURL(page.url);
    page.holder.remove();
  }

  seen(entries) {
    for (const entry of entries) entry.target.page.isSeen = entry.isIntersecting;
    this.fetchDue();
  }

  fetchDue() {
    for (const page of this.pages) if (page.due && page.isSeen) this.fetch(page);
  }

  async fetch(page) {
    page.due = false;
    const of = this.of;
    const width = Math.round(this.width * (window.devicePixelRatio || 1));
    if (width < 1) return;
    const ask = (page.asked += 1);
    const found = await tile(of, page.at, width, page.width === width ? page.digest : "").catch(() => null);
    if (!found || ask !== page.asked || !this.pages.includes(page)) return;
    if (found.status === 204) return;
    if (!found.blob) {
      page.due = of !== this.of;
      if (page.due) this.fetch(page);
      return;
    }
    const url = URL.createObjectURL(found.blob);
    const fresh = new Image();
    fresh.src = url;
    await fresh.decode().catch(() => null);
    if (ask !== page.asked) {
      URL.revokeObjectURL(url);
      return;
    }
    const old = page.url;
    page.picture.src = url;
    await page.picture.decode().catch(() => null);
    if (old) URL.revokeObjectURL(old);
    Object.assign(page, { url, digest: found.digest, width });
    page.waits.hidden = true;
    page.box.dataset.shown = String(of);
    this.desk.dispatchEvent(new CustomEvent("tile", { detail: { page: page.at, of } }));
  }

  async fetchPlaces() {
    const of = this.of;
    const found = await get("places", of).catch(() => null);
    if (!found || found.of !== this.of) return;
    this.places = found.places;
    this.photos = found.photos ?? [];
    this.items = found.items ?? [];
    for (const page of this.pages) {
      const lines = this.places.filter((place) => place.page === page.at + 1 && place.text);
      page.lines.lang = this.told.language;
      page.lines.replaceChildren(...lines.map((place) => el("p", {}, place.text)));
      page.over.querySelectorAll(".photo").forEach((old) => old.remove());
      for (const photo of this.photos.filter((one) => one.page === page.at + 1)) page.over.append(this.photoButton(photo));
    }
    this.mark(this.line, false);
  }

  photoButton(photo) {
    const name = say("choose-what-stays");
    const label = `${name}: ${photo.name}`;
    const frame = el("div.photo", {}, button(name, { "aria-label": label, onclick: (event) => (event.stopPropagation(), this.choosePhoto(photo)) }, ".btn.sm"));
    this.put(frame, photo);
    return frame;
  }

  // Puts an element over a rectangle of a page, in shares of it, so that zooming moves nothing.
  put(element, box) {
    const { width, height } = this.told;
    const share = (value, whole) => `${(value / whole) * 100}%`;
    Object.assign(element.style, { left: share(box.x, width), top: share(box.y, height), width: share(box.width, width), height: share(box.height, height) });
  }

  // From page to text and back -----------------------------------------------------------------------------------

  clicked(page, event) {
    if (event.target.closest("button")) return;
    const box = page.box.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * this.told.width;
    const y = ((event.clientY - box.top) / box.height) * this.told.height;
    const found = this.nearest(page.at + 1, x, y);
    if (found) this.chosen(found);
  }

  nearest(page, x, y) {
    let best = null;
    let least = 30;
    for (const place of this.places) {
      if (place.page !== page) continue;
      const dx = Math.max(place.x - x, 0, x - place.x - place.width);
      const dy = Math.max(place.y - y, 0, y - place.y - place.height);
      const far = Math.hypot(dx, dy) + (place.kind === "photo" ? 0.5 : 0);
      if (far < least) [best, least] = [place, far];
    }
    return best;
  }

  chooseFirst(page) {
    const found = this.places.find((place) => place.page === page.at + 1);
    if (found) this.chosen(found);
  }

  // The item under a point of the window, for a photo that is dropped on it.
  itemAt(clientX, clientY) {
    const page = this.pages.find(({ box }) => {
      const at = box.getBoundingClientRect();
      return clientX >= at.left && clientX <= at.right && clientY >= at.top && clientY <= at.bottom;
    });
    if (!page) return null;
    const box = page.box.getBoundingClientRect();
    const x = ((clientX - box.left) / box.width) * this.told.width;
    const y = ((clientY - box.top) / box.height) * this.told.height;
    const found = this.nearest(page.at + 1, x, y);
    if (!found || found.origin[0] !== "items") return null;
    const own = this.places.filter((place) => place.page === page.at + 1 && place.origin[0] === "items" && place.origin[1] === found.origin[1]);
    return { item: found.origin[1], page, box: boundsOf(own) };
  }

  // Marks the paragraph of a line of the text, and brings it into view if it is not.
  mark(line, scrolls) {
    this.line = line;
    for (const page of this.pages) page.over.querySelectorAll(".here").forEach((old) => old.remove());
    const found = this.placesOf(line);
    if (!found.length) return;
    for (const group of grouped(found)) {
      const bar = el("div.here", {});
      this.put(bar, boundsOf(group));
      this.pages[group[0].page - 1]?.over.append(bar);
    }
    if (!scrolls || this.follow.getAttribute("aria-checked") !== "true") return;
    const first = found[0];
    const page = this.pages[first.page - 1];
    if (!page) return;
    const scale = this.width / this.told.width;
    const top = page.box.offsetTop + first.y * scale;
    const low = top + first.height * scale;
    const { scrollTop, clientHeight } = this.desk;
    if (top < scrollTop + 8 || low > scrollTop + clientHeight - 8) this.desk.scrollTop = Math.max(0, (top + low - clientHeight) / 2);
  }

  // The places of a line of the text; the page, which knows the text, has a better answer.
  placesOf(line) {
    return this.places.filter((place) => place.line === line);
  }

  toggleFollow() {
    const now = this.follow.getAttribute("aria-checked") !== "true";
    this.follow.setAttribute("aria-checked", String(now));
    this.follow.classList.toggle("on", now);
    if (now) this.mark(this.line, true);
  }

  // Size and place -----------------------------------------------------------------------------------------------

  get scale() {
    return this.width / (this.told.width * PIXELS);
  }

  layOut() {
    if (!this.told || this.isHeld) return;
    const { width, height } = this.told;
    const room = { width: Math.max(40, this.desk.clientWidth - 48), height: Math.max(40, this.desk.clientHeight - 32) };
    const across = this.spreads ? 2 : 1;
    const whole = Math.min(room.width / across, (room.height * width) / height);
    if (this.zoom === "page") this.width = whole;
    else if (this.zoom === "width") this.width = room.width / across;
    else this.width = Number(this.zoom) * width * PIXELS;
    this.width = Math.max(32, Math.round(this.width));
    this.desk.classList.toggle("spreads", this.spreads);
    this.pages.forEach((page, at) => {
      page.box.style.width = `${this.width}px`;
      page.box.style.aspectRatio = `${width} / ${height}`;
      page.holder.classList.toggle("alone", this.spreads && (at === 0 || at === this.pages.length - 1));
    });
    this.fillZoom();
    clearTimeout(this.sharpen);
    this.sharpen = setTimeout(() => {
      for (const page of this.pages) if (page.width && page.width !== Math.round(this.width * devicePixelRatio)) page.due = true;
      this.fetchDue();
    }, 150);
    this.findCurrent();
  }

  fillZoom() {
    const now = this.told ? this.scale : 1;
    const amounts = [0.5, 0.75, 1, 1.5, 2];
    const fixed = Number(this.zoom);
    const options = [["page", say("whole-page")], ["width", say("whole-width")], ...amounts.map((one) => [String(one), percent(one)])];
    const shown = el("option", { value: "now", hidden: true }, percent(now));
    this.amount.replaceChildren(shown, ...options.map(([value, words]) => el("option", { value }, words)));
    this.amount.value = amounts.includes(fixed) ? String(fixed) : "now";
  }

  setZoom(zoom) {
    if (zoom === "now") return;
    const page = this.page;
    this.zoom = zoom;
    this.layOut();
    this.goTo(page);
  }

  step(by) {
    const now = this.scale;
    const next = by > 0 ? STEPS.find((one) => one > now * 1.02) : STEPS.findLast((one) => one < now * 0.98);
    if (next) this.setZoom(String(next));
  }

  setSpreads(spreads) {
    this.spreads = spreads;
    this.views.forEach((view) => (view.firstChild.checked = (view === this.views[1]) === spreads));
    const page = this.page;
    this.layOut();
    this.goTo(page);
  }

  goTo(at) {
    const page = this.pages[Math.max(0, Math.min(at, this.pages.length - 1))];
    if (page) this.desk.scrollTop = page.holder.offsetTop - 16;
  }

  findCurrent() {
    const middle = this.desk.scrollTop + this.desk.clientHeight / 2;
    let best = 0;
    this.pages.forEach((page, at) => {
      if (page.holder.offsetTop <= middle) best = at;
    });
    if (this.desk.scrollTop < 8) best = 0;
    if (this.spreads && best > 0 && best % 2 === 0) best -= 1;
    this.page = best;
    if (!this.told) return;
    const words = say("page-of", { n: best + 1, all: this.told.asked && this.told.each.length > this.told.asked ? this.told.asked : this.told.each.length });
    if (this.head.textContent !== words) this.head.textContent = words;
    this.current(best);
  }

  key(event) {
    if (event.target.closest("button, select, input") || event.ctrlKey || event.metaKey || event.altKey) return;
    const keys = { "+": () => this.step(1), "=": () => this.step(1), "-": () => this.step(-1), 0: () => this.setZoom("page"), PageDown: () => this.goTo(this.page + 1), PageUp: () => this.goTo(this.page - 1) };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  }
}

function boundsOf(places) {
  const x = Math.min(...places.map((one) => one.x));
  const y = Math.min(...places.map((one) => one.y));
  const right = Math.max(...places.map((one) => one.x + one.width));
  const low = Math.max(...places.map((one) => one.y + one.height));
  return { x, y, width: right - x, height: low - y };
}

// Lines of a paragraph by the column in which they stand: in each, every line is below the one before.
function grouped(places) {
  const groups = [];
  for (const place of places) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (before && before.page === place.page && place.y >= before.y - 2 && place.x < boundsOf(group).x + boundsOf(group).width) group.push(place);
    else groups.push([place]);
  }
  return groups;
}

export { boundsOf, GAP };
