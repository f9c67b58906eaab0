// Prints, as JSON, what pdf.js reads of a PDF: of each page the elements with their text, and the plain text.
import { readFileSync } from "node:fs";

// Only drawing needs these, and nothing is drawn here.
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {};
console.warn = () => {};
const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");

const file = await getDocument({ data: new Uint8Array(readFileSync(process.argv[2])), verbosity: 0 }).promise;
const pages = [];
for (let number = 1; number <= file.numPages; number++) {
  const page = await file.getPage(number);
  const texts = {};
  const open = [];
  for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
    if (item.type?.startsWith("beginMarked")) open.push(item.id ?? open.at(-1));
    else if (item.type === "endMarkedContent") open.pop();
    else if (open.at(-1)) texts[open.at(-1)] = (texts[open.at(-1)] ?? "") + item.str + (item.hasEOL ? "\n" : "");
  }
  const told = (node) =>
    node.type === "content"
      ? (texts[node.id] ?? "")
      : { role: node.role ?? node.type, alt: node.alt ?? "", kids: (node.children ?? []).map(told) };
  const plain = (await page.getTextContent()).items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join("");
  pages.push({ tree: told(await page.getStructTree()), text: plain });
}
console.log(JSON.stringify(pages));
