// node audit.mjs CHROMIUM PAGE PDF: prints what axe-core finds on PAGE at several widths, and prints PAGE to PDF.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, page, pdf] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const looks = [
  { width: 1120, colorScheme: "light" },
  { width: 620, colorScheme: "light" },
  { width: 320, colorScheme: "light" },
  { width: 1120, colorScheme: "dark" },
  { width: 320, colorScheme: "dark" },
];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const found = [];
const asked = [];
try {
  for (const { width, colorScheme } of looks) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const tab = await context.newPage();
    tab.on("request", (request) => asked.push(request.url()));
    await tab.goto(pathToFileURL(page).href);
    if (width === 1120 && colorScheme === "light") await tab.pdf({ path: pdf, preferCSSPageSize: true });
    // What is folded away is judged as well.
    await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    await tab.evaluate(axe);
    const result = await tab.evaluate(() => axe.run(document));
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
    found.push({
      width,
      colorScheme,
      scrollWidth: wide,
      rules: result.passes.length,
      violations: result.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`),
    });
    await context.close();
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify({ found, asked: asked.filter((one) => !/^(file|data):/.test(one)) }));
