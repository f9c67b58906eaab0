// node preview.mjs CHROMIUM ADDRESS FOLDER SCENARIO: does in the preview what a person does, and prints what is then seen.
import { readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [executablePath, address, folder, scenario] = process.argv.slice(2);
const file = join(folder, "brochure.yaml");
const asked = [];
const faults = [];
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath, args: flags });

async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", ...options });
  const tab = await context.newPage();
  tab.setDefaultTimeout(20_000);
  tab.on("request", (request) => asked.push(request.url()));
  tab.on("pageerror", (error) => faults.push(String(error)));
  tab.on("console", (message) => message.type() === "error" && !/status of 409/.test(message.text()) && faults.push(message.text()));
  await tab.goto(address);
  return tab;
}

const shown = (tab) => tab.waitForSelector(".pg[data-shown]");
const read = () => readFile(file, "utf8");
async function save(text) {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}
const until = (tab, test, given) => tab.waitForFunction(test, given, { polling: 50 });
const activeLine = (tab) => tab.locator(".cm-activeLine").innerText();
const sources = (tab) => tab.$$eval(".pg img", (all) => all.map((one) => one.src));
// Where on the screen the printed line is that begins with some words.
async function placeOf(tab, words) {
  await until(tab, () => document.querySelector(".layer .here") || document.querySelector(".pg .vh p"));
  return tab.evaluate(async (words) => {
    const { places } = await (await fetch("0/places")).json();
    const place = places.find((one) => one.text.startsWith(words));
    const state = document.querySelectorAll(".pg")[place.page - 1].getBoundingClientRect();
    const [width, height] = [595.2756, 841.8898];
    return { x: state.left + ((place.x + place.width / 2) / width) * state.width, y: state.top + ((place.y + place.height / 2) / height) * state.height, line: place.line };
  }, words);
}

const scenarios = {
  // A save of another program, a click on the page, the cursor moved by keys.
  async follow() {
    const tab = await open();
    await shown(tab);
    await until(tab, () => document.querySelectorAll(".pg[data-shown]").length > 1);
    await tab.locator(".desk").evaluate((desk) => (desk.scrollTop = 240));
    const before = await sources(tab);
    const text = await read();
    await save(text.replace("Gamma paragraph", "Gamma changed paragraph"));
    await until(tab, (before) => document.querySelectorAll(".pg img")[1].src !== before, before[1]);
    const after = await sources(tab);
    const scrollTop = await tab.locator(".desk").evaluate((desk) => desk.scrollTop);
    await tab.locator(".desk").evaluate((desk) => (desk.scrollTop = 0));
    const place = await placeOf(tab, "Beta");
    await tab.mouse.click(place.x, place.y);
    const clicked = await activeLine(tab);
    const hasFocus = await tab.evaluate(() => document.activeElement.classList.contains("cm-content"));
    await tab.keyboard.press("Control+End");
    await tab.keyboard.press("ArrowUp");
    await until(tab, () => document.querySelector(".pg:nth-of-type(1) .here, .here")?.closest(".holder") !== document.querySelector(".holder"));
    const marked = await tab.evaluate(() => {
      const here = document.querySelector(".here").getBoundingClientRect();
      const desk = document.querySelector(".desk").getBoundingClientRect();
      return here.top >= desk.top && here.bottom <= desk.bottom;
    });
    return { scrollTop, kept: after[0] === before[0], clicked, hasFocus, marked, title: await tab.title() };
  },

  // Errors, the words of strangers, mending, completing, saving, the keys.
  async write() {
    const tab = await open();
    await shown(tab);
    const pages = await sources(tab);
    const text = await read();
    await save(text.replace("  - title: First", "  - titel: <img src=x onerror=document.title='broken'>"));
    await tab.waitForSelector(".f.err");
    const finding = await tab.locator(".f.err .t").first().innerText();
    const state = await tab.locator(".state").innerText();
    const stays = (await sources(tab))[0] === pages[0];
    await tab.waitForSelector(".banner:not([hidden]) p");
    const banner = await tab.locator(".banner p").innerText();
    const mend = tab.locator(".f.err .mend .btn").first();
    const named = await mend.innerText();
    await mend.click();
    await until(tab, () => !document.querySelector(".f.err"));
    const injected = await tab.locator("img[src='x']").count();
    const unsaved = await tab.locator(".saved").innerText();
    await tab.locator(".cm-content").click();
    await tab.keyboard.press("Control+s");
    await until(tab, () => document.querySelector(".saved").textContent.startsWith("Saved"));
    const written = await read();
    await tab.keyboard.press("Control+End");
    await tab.keyboard.type("\nsettings:\n  pal");
    await tab.waitForSelector(".cm-tooltip-autocomplete li");
    const proposed = await tab.locator(".cm-tooltip-autocomplete li .cm-completionLabel").allInnerTexts();
    // A list that has just come does not take the Enter that was meant for the text.
    await tab.waitForTimeout(150);
    await tab.keyboard.press("Enter");
    await tab.keyboard.press("Control+Space");
    await tab.locator(".cm-tooltip-autocomplete li", { hasText: "forest" }).waitFor();
    const values = await tab.locator(".cm-tooltip-autocomplete li .cm-completionLabel").allInnerTexts();
    await tab.keyboard.press("Escape");
    await tab.keyboard.press("Tab");
    const left = await tab.evaluate(() => !document.activeElement.closest(".cm-editor"));
    const parts = [];
    for (let at = 0; at < 6; at += 1) {
      await tab.keyboard.press("F6");
      parts.push(await tab.evaluate(() => document.activeElement.closest(".bar, .text, .find, .desk, .rail, .lights")?.classList[0]));
    }
    return { finding, state, stays, banner, named, injected, unsaved, written, proposed, values, left, parts };
  },

  // The focus of a photo by keys and by the pointer, and a further photo.
  async photos() {
    const tab = await open();
    await shown(tab);
    await tab.waitForSelector(".photo");
    await tab.locator(".photo .btn").first().focus();
    await tab.keyboard.press("Enter");
    await tab.waitForSelector(".cross");
    const name = await tab.locator(".cross").getAttribute("aria-label");
    for (const key of ["ArrowLeft", "Shift+ArrowLeft", "ArrowUp", "Shift+ArrowDown"]) await tab.keyboard.press(key);
    const line = await tab.locator(".focus-panel code").innerText();
    await tab.keyboard.press("Enter");
    await until(tab, () => document.querySelector(".saved").textContent.startsWith("Saved at"));
    const byKeys = await read();
    await tab.locator(".photo .btn").first().focus();
    await tab.keyboard.press("Enter");
    const box = await tab.locator(".cross").boundingBox();
    await tab.mouse.move(box.x + 22, box.y + 22);
    await tab.mouse.down();
    await tab.mouse.move(box.x + 22, box.y + 62, { steps: 4 });
    await tab.mouse.up();
    const dragged = await tab.locator(".focus-panel code").innerText();
    await tab.keyboard.press("Escape");
    const givenUp = await read();
    await tab.locator(".cm-line", { hasText: "title: Second" }).click();
    const [chooser] = await Promise.all([tab.waitForEvent("filechooser"), tab.locator(".insert select").selectOption("photo")]);
    await chooser.setFiles(join(folder, "a.jpg"));
    await tab.getByRole("button", { name: "Add the photo" }).click();
    const refused = await tab.locator("dialog .msg:visible").allInnerTexts();
    const held = await tab.evaluate(() => document.activeElement.id);
    await tab.locator("#photo-credit").fill("Ann");
    await tab.locator("#photo-alt").fill("Brushes in a jar");
    await tab.getByRole("button", { name: "Add the photo" }).click();
    await until(tab, () => document.querySelectorAll(".photo").length === 2);
    return { name, line, byKeys, dragged, givenUp, refused, held, withPhoto: await read() };
  },

  // Settings that are tried and then written; the file changed by somebody else; two tabs.
  async choose() {
    const tab = await open();
    await shown(tab);
    const before = await read();
    await tab.getByLabel("Theme").selectOption("bulletin");
    await tab.waitForSelector(".banner.try");
    const tried = await read();
    await tab.getByRole("button", { name: "Write into the file" }).click();
    await until(tab, () => document.querySelector(".banner").hidden);
    const written = await read();
    await tab.locator(".looks select").nth(4).selectOption("1");
    await tab.waitForSelector(".lt.err");
    const light = await tab.locator(".lt.err").first().innerText();
    const over = await tab.locator(".m.over").count();
    await tab.getByRole("button", { name: "Go back" }).click();
    await until(tab, () => !document.querySelector(".lt.err"));
    const other = await tab.context().newPage();
    await other.goto(address);
    await shown(other);
    await tab.locator(".cm-line", { hasText: "title: Two ways" }).click();
    await tab.keyboard.press("End");
    await tab.keyboard.type(" mine");
    await other.waitForFunction(() => document.querySelector(".cm-content").textContent.includes("Two ways mine"));
    await other.close();
    await save(written.replace("Two ways", "Their ways"));
    await tab.waitForSelector("dialog[role=alertdialog]");
    const shownLines = await tab.locator("dialog .chg").allInnerTexts();
    const held = await tab.evaluate(() => document.activeElement.tagName);
    await tab.getByRole("button", { name: "Take the file’s" }).click();
    await until(tab, () => document.querySelector(".cm-content").textContent.includes("Their ways"));
    await tab.keyboard.press("Control+z");
    const undone = await tab.locator(".cm-content").innerText();
    return { before, tried, written, light, over, shownLines, held, undone: undone.includes("Two ways mine") };
  },

  // What axe-core and a ruler find: widths, schemes, zoom, an open check, an error, a dialog.
  async judge() {
    const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    const found = [];
    const judge = async (tab, name) => {
      await tab.evaluate(axe);
      const result = await tab.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      const size = await tab.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      found.push({ name, rules: result.passes.length, sideways: size[0] > size[1], violations: result.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`) });
    };
    const looks = [
      ["wide", { viewport: { width: 1440, height: 900 } }], ["dark", { viewport: { width: 1440, height: 900 }, colorScheme: "dark" }],
      ["folded", { viewport: { width: 1100, height: 800 } }], ["narrow", { viewport: { width: 820, height: 1100 } }],
      ["at 200 %", { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 }], ["phone", { viewport: { width: 320, height: 640 }, colorScheme: "dark" }],
    ];
    const text = await read();
    for (const [name, options] of looks) {
      const tab = await open(options);
      await tab.waitForSelector(".lt", { state: "attached" });
      if (name !== "narrow" && name !== "at 200 %") await shown(tab);
      await judge(tab, name);
      if (name === "narrow" || name === "at 200 %") {
        for (const pane of ["pages", "findings", "checks"]) {
          await tab.locator(`.tabs [data-pane=${pane}]`).click();
          await judge(tab, `${name}, ${pane}`);
        }
      }
      if (name === "wide" || name === "dark") {
        await tab.locator("[data-light=accessibility]").click();
        await judge(tab, `${name}, a check`);
        await tab.keyboard.press("Escape");
        if (name === "wide") {
          await tab.locator(".photo .btn").first().focus();
          await tab.keyboard.press("Enter");
          await tab.waitForSelector(".cross");
          await judge(tab, `${name}, a photo`);
          await tab.keyboard.press("Escape");
          await tab.getByRole("button", { name: "Keys" }).click();
          await judge(tab, `${name}, the keys`);
          await tab.keyboard.press("Escape");
        }
        await save(text.replace("title: Second", "titel: Second"));
        await tab.waitForSelector(".f.err");
        await tab.locator(".f.err .mend .btn").last().click();
        await judge(tab, `${name}, an error`);
        await save(text);
        await until(tab, () => !document.querySelector(".f.err"));
      }
      await tab.context().close();
    }
    return { found };
  },

  // A folder without a brochure.
  async begin() {
    const tab = await open();
    await tab.waitForSelector("#new-title");
    await tab.getByRole("button", { name: "Make the brochure" }).click();
    const refused = await tab.locator(".msg:visible").innerText();
    await tab.locator("#new-title").fill("Harbour notes");
    await tab.getByRole("button", { name: "Make the brochure" }).click();
    await shown(tab);
    return { refused, title: await tab.locator(".which select option").first().innerText(), text: await tab.locator(".cm-content").innerText() };
  },
};

try {
  const seen = await scenarios[scenario]();
  const host = new URL(address).host;
  console.log(JSON.stringify({ ...seen, faults, foreign: asked.filter((one) => !/^(blob|data):/.test(one) && new URL(one).host !== host) }));
} finally {
  await browser.close();
}
