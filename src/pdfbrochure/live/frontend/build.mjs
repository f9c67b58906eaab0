// Builds the page of `pdfbrochure preview` into ../static: `npm ci && node build.mjs`. The same lockfile gives the same bytes.
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "..", "static");
const options = { bundle: true, minify: true, charset: "utf8", legalComments: "none", write: false, logLevel: "error", absWorkingDir: here };
const script = await build({ ...options, entryPoints: ["src/main.js"], format: "iife", target: "es2022", metafile: true, outfile: "app.js" });
const style = await build({ ...options, entryPoints: ["css/main.css"], outfile: "app.css", external: ["*.ttf"] });
await writeFile(join(out, "app.js"), script.outputFiles[0].contents);
await writeFile(join(out, "app.css"), style.outputFiles[0].contents);
await writeFile(join(out, "index.html"), await readFile(join(here, "index.html")));

// The packages that are in the script, each with its license in whole.
const folders = new Set();
for (const file of Object.keys(script.metafile.inputs)) {
  const found = /^(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
  if (found) folders.add(found[1]);
}
const parts = ["The script of the preview holds these packages, each under the license that follows it.\n"];
for (const folder of [...folders].sort()) {
  const about = JSON.parse(await readFile(join(here, folder, "package.json"), "utf8"));
  const name = (await readdir(join(here, folder))).find((file) => /^licen[sc]e/i.test(file));
  const license = (await readFile(join(here, folder, name), "utf8")).replace(/\r\n/g, "\n").trim();
  parts.push(`${"-".repeat(72)}\n${about.name} ${about.version} (${about.license})\n\n${license}\n`);
}
await writeFile(join(out, "THIRD-PARTY.txt"), parts.join("\n"));

// What the script was made of, so that a change of it that was not built is noticed where there is no Node.js.
const sum = createHash("sha256");
for (const file of ["package-lock.json", "build.mjs", "index.html", ...(await files("src")), ...(await files("css"))]) {
  sum.update(`${file}\n`).update(await readFile(join(here, file)));
}
await writeFile(join(out, "sources.sha256"), `${sum.digest("hex")}\n`);

async function files(folder) {
  return (await readdir(join(here, folder))).sort().map((file) => `${folder}/${file}`);
}
