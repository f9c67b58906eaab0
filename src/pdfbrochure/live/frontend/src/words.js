// The words of the page: all stand in words.json, with {n} for what is put in, and a form for each kind of number.
let words = {};
const language = () => document.documentElement.lang || "en";

export async function loadWords() {
  words = await (await fetch("words.json")).json();
}

function formOf(key, values) {
  const found = words[key];
  if (found === undefined) throw new Error(`no words: ${key}`);
  if (typeof found === "string") return found;
  return found[new Intl.PluralRules(language()).select(Number(values.n))] ?? found.other;
}

// The words of a key, as text. Numbers are written as the language writes them.
export function say(key, values = {}) {
  return formOf(key, values).replace(/\{(\w+)\}/g, (_, name) => shown(values[name])).replace(/\*\*/g, "");
}

// The same as parts of an element: what stands between two stars twice is strong.
export function sayParts(key, values = {}) {
  return formOf(key, values)
    .split("**")
    .map((part, at) => {
      const text = part.replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
      if (at % 2 === 0) return document.createTextNode(text);
      const strong = document.createElement("b");
      strong.textContent = text;
      return strong;
    });
}

function shown(value) {
  return typeof value === "number" ? new Intl.NumberFormat(language()).format(value) : String(value ?? "");
}

export function percent(share) {
  return say("percent", { n: Math.round(share * 100) });
}

export function nameOfLanguage(tag) {
  try {
    return new Intl.DisplayNames([language()], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export function clock(seconds) {
  const time = new Date(seconds * 1000);
  return new Intl.DateTimeFormat(language(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(time);
}
