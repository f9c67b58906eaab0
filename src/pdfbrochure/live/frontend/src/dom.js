// Small helpers to make elements. Text is always set as text, never as markup.
const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  ok: ["0 0 16 16", "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM4.7 8.2l2.3 2.4 4.3-5", 1.75],
  warning: ["0 0 16 16", "M8 1.5 15.2 14.3H.8zM8 6v4M8 11.2v1.6", 1.75],
  error: ["0 0 16 16", "M4.8 .4h6.4L15.6 4.8v6.4l-4.4 4.4H4.8L.4 11.2V4.8zM4.8 5.9 6.9 8l-2.1 2.1 1.1 1.1L8 9.1l2.1 2.1 1.1-1.1L9.1 8l2.1-2.1-1.1-1.1L8 6.9 5.9 4.8z", 0],
  person: ["0 0 16 16", "M1.5 1.5h13v13h-13zM6 6.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M8 11v1.4", 1.5],
  wait: ["0 0 16 16", "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM8 4v4.3l2.8 1.6", 1.75],
  note: ["0 0 16 16", "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM8 7.2v4.3M8 4.3v1.5", 1.75],
  up: ["0 0 16 16", "M3 10l5-5 5 5", 1.8],
  down: ["0 0 16 16", "M3 6l5 5 5-5", 1.8],
  plus: ["0 0 16 16", "M3 8h10M8 3v10", 1.8],
  minus: ["0 0 16 16", "M3 8h10", 1.8],
  close: ["0 0 16 16", "M3.5 3.5l9 9M12.5 3.5l-9 9", 1.8],
  one: ["0 0 16 16", "M4 1.5h8v13H4z", 1.5],
  two: ["0 0 16 16", "M1 2.5h7v11H1zM8 2.5h7v11H8z", 1.5],
  choose: ["0 0 10 10", "M1 3l4 4 4-4", 1.6],
  cross: ["0 0 24 24", "M12 2v7M12 15v7M2 12h7M15 12h7M12 12h.01", 1.75],
};

export function icon(name, look = "") {
  const [box, path, width] = ICONS[name];
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `i ${look}`);
  svg.setAttribute("viewBox", box);
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  if (!width) {
    for (const [key, value] of Object.entries({ d: path, fill: "currentColor", "fill-rule": "evenodd" })) line.setAttribute(key, value);
    svg.append(line);
    return svg;
  }
  for (const [key, value] of Object.entries({ d: path, fill: "none", stroke: "currentColor", "stroke-width": width, "stroke-linejoin": "round" }))
    line.setAttribute(key, value);
  svg.append(line);
  return svg;
}

// An element: el("button.btn.sm", {onclick, "aria-label": …}, child, "text", …). Children that are null or false are left out.
export function el(what, options = {}, ...kids) {
  const [tag, ...classes] = what.split(".");
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(options)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "style") Object.assign(made.style, value);
    else if (key in made && !key.startsWith("aria") && !["list", "form", "width", "height"].includes(key)) made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...kids.flat().filter((kid) => kid !== null && kid !== undefined && kid !== false));
  return made;
}

export function button(words, options = {}, look = ".btn") {
  return el(`button${look}`, { type: "button", ...options }, words);
}

export function iconButton(name, label, options = {}) {
  return el("button.btn.sm.icon", { type: "button", "aria-label": label, title: label, ...options }, icon(name));
}

export const GRADES = { error: "err", warning: "warn", ok: "ok", wait: "mute", note: "mute", person: "mute" };

// What is said to people who do not see the page change: at most one message in two seconds, the newest.
let last = 0;
let waiting = 0;
export function announce(text) {
  clearTimeout(waiting);
  const place = document.getElementById("heard");
  const wait = Math.max(50, last + 2000 - Date.now());
  waiting = setTimeout(() => {
    last = Date.now();
    if (place.textContent === text) place.textContent = "";
    place.textContent = text;
  }, wait);
}
