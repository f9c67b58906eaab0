// Dialogs: the browser's own <dialog>, which keeps the focus inside and gives it back.
import { button, el } from "./dom.js";
import { say } from "./words.js";

// Shows a dialog and returns it; `foot` are its buttons, the main one first. It closes itself when a button returns true.
export function openDialog({ title, lead, body, foot, look = "", role = "dialog", focusTitle = false, closed = () => {} }) {
  const before = document.activeElement;
  const head = el("h2", { tabIndex: -1 }, title);
  const dialog = el(`dialog.dlg${look}`, { role, "aria-label": title },
    el("div.dh", {}, head, lead ? el("p", {}, lead) : null), el("div.body", { tabIndex: -1 }, body), el("div.df", {}, foot));
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
    closed();
  });
  document.body.append(dialog);
  dialog.showModal();
  if (focusTitle) head.focus();
  return dialog;
}

// The menu behind the mark.
export function openKeys() {
  const rows = ["save", "findings", "mend", "panes", "jump", "indent", "pages", "complete"];
  const mac = /Mac|iPhone/.test(navigator.platform);
  const body = el("table.keys", {}, el("tbody", {}, ...rows.map((name) => el("tr", {}, el("th", { scope: "row" }, el("span.kbd", {}, say(`key-${name}`).replaceAll("Ctrl", mac ? "⌘" : "Ctrl"))), el("td", {}, say(`key-does-${name}`))))));
  const dialog = openDialog({ title: say("keys"), body, foot: [button(say("close"), { onclick: () => dialog.close() }, ".btn.primary")] });
}

// Two versions of the text beside each other.
export function openConflict({ mine, other, name, keep, take, copy, later }) {
  const rows = difference(mine.split("\n"), other.split("\n"));
  const changes = rows.filter((row, at) => row.changed && !rows[at - 1]?.changed).length;
  const starts = [];
  const sides = [0, 1].map((side) => {
    const list = el("div.lines", {});
    rows.forEach((row, at) => {
      if (!row.changed && !near(rows, at)) {
        if (near(rows, at - 1) || at === 0) list.append(el("div.cl.gap-of-lines", {}, "⋯"));
        return;
      }
      const line = row.sides[side];
      const made = el(`div.cl${row.changed ? (line ? ".chg" : ".mis") : ""}`, {}, el("i", {}, line ? String(line.number) : "", row.changed && line ? el("span.dot", {}) : null),
        el("span", {}, line ? line.text || " " : say("no-such-line")));
      if (side === 0 && row.changed && !rows[at - 1]?.changed) starts.push(made);
      list.append(made);
    });
    return el("div.side", {}, el("h3", {}, say(side ? "in-the-file" : "yours")), el("div.scroll", { tabIndex: 0, role: "group", "aria-label": say(side ? "in-the-file" : "yours") }, list));
  });
  const scrolls = sides.map((side) => side.querySelector(".scroll"));
  let now = -1;
  const where = el("b", {}, say("differences", { n: changes }));
  const go = (by) => {
    now = Math.max(0, Math.min(now + by, starts.length - 1));
    if (!starts[now]) return;
    for (const one of scrolls) one.scrollTop = starts[now].offsetTop - one.offsetTop - 44;
    where.textContent = say("difference-of", { n: now + 1, all: changes });
  };
  const body = [el("p.turn", {}, where, button("↑", { "aria-label": say("difference-before"), onclick: () => go(-1) }, ".btn.sm.icon"),
    button("↓", { "aria-label": say("difference-after"), onclick: () => go(1) }, ".btn.sm.icon"), el("span.grey.small", {}, say("changed-lines-have"))), el("div.two", {}, sides)];
  const act = (does) => () => (dialog.close(), does());
  let decided = false;
  const done = (does) => () => ((decided = true), act(does)());
  const foot = [button(say("keep-mine"), { onclick: done(keep) }), button(say("take-files"), { onclick: done(take) }), button(say("save-copy"), { onclick: done(copy) }), el("span.gap", {}), button(say("decide-later"), { onclick: () => dialog.close() }, ".btn.quiet")];
  const dialog = openDialog({ title: say("file-changed"), lead: say("file-changed-lead", { file: name, n: changes }), body, foot, look: ".wide", role: "alertdialog", focusTitle: true, closed: () => decided || later() });
  return dialog;
}

function near(rows, at) {
  for (let by = -3; by <= 3; by += 1) if (rows[at + by]?.changed) return true;
  return false;
}

// The lines of two texts side by side: the longest common beginning and end, and what differs between.
export function difference(one, two) {
  let start = 0;
  while (start < one.length && start < two.length && one[start] === two[start]) start += 1;
  let end = 0;
  while (end < one.length - start && end < two.length - start && one[one.length - 1 - end] === two[two.length - 1 - end]) end += 1;
  const rows = [];
  const same = (a, b) => rows.push({ changed: false, sides: [{ number: a + 1, text: one[a] }, { number: b + 1, text: two[b] }] });
  for (let at = 0; at < start; at += 1) same(at, at);
  const middle = pairs(one.slice(start, one.length - end), two.slice(start, two.length - end));
  let [a, b] = [start, start];
  const flush = (toA, toB) => {
    while (a < toA || b < toB) {
      const sides = [a < toA ? { number: a + 1, text: one[a++] } : null, b < toB ? { number: b + 1, text: two[b++] } : null];
      rows.push({ changed: true, sides });
    }
  };
  for (const [x, y] of middle) {
    flush(start + x, start + y);
    same(a++, b++);
  }
  flush(one.length - end, two.length - end);
  for (; a < one.length; ) same(a++, b++);
  return rows;
}

function pairs(one, two) {
  if (one.length * two.length > 4_000_000) return [];
  const longest = Array.from({ length: one.length + 1 }, () => new Uint32Array(two.length + 1));
  for (let a = one.length - 1; a >= 0; a -= 1)
    for (let b = two.length - 1; b >= 0; b -= 1) longest[a][b] = one[a] === two[b] ? longest[a + 1][b + 1] + 1 : Math.max(longest[a + 1][b], longest[a][b + 1]);
  const found = [];
  for (let a = 0, b = 0; a < one.length && b < two.length; ) {
    if (one[a] === two[b]) found.push([a++, b++]);
    else if (longest[a + 1][b] >= longest[a][b + 1]) a += 1;
    else b += 1;
  }
  return found;
}
