// Bundles the charts: `node build.mjs FOLDER` writes FOLDER/report.js, one script without imports,
// and FOLDER/report_licenses.txt, the licences of the libraries in it.
import {readFileSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {build} from "esbuild";

const folder = process.argv[2] ?? ".";

/** Folders of the packages that the bundle has code of. */
function packagesOf(metafile) {
  const folders = new Set();
  for (const [file, input] of Object.entries(Object.values(metafile.outputs)[0].inputs)) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
    if (found && input.bytesInOutput > 0) folders.add(found[1]);
  }
  return [...folders].sort();
}

/** Packages with the same licence text but for the line of its copyright share one copy. */
function licences(folders) {
  const texts = new Map();
  for (const folder of folders) {
    const {name, version} = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
    if (!file) throw new Error(`${name} comes without its licence`);
    const lines = readFileSync(join(folder, file), "utf8").trim().split(/\r?\n/);
    const copyright = lines.filter((line) => /^copyright/i.test(line)).join(" ");
    const terms = lines.filter((line) => !/^copyright/i.test(line)).join("\n").trim();
    if (!texts.has(terms)) texts.set(terms, []);
    texts.get(terms).push(`${name} ${version}: ${copyright}`);
  }
  return [...texts].map(([terms, names]) => `${names.join("\n")}\n\n${terms}`)
    .join(`\n\n${"-".repeat(72)}\n\n`);
}

const options = {
  entryPoints: ["source/main.js"], bundle: true, minify: true, format: "iife", target: "es2020",
  charset: "ascii", legalComments: "none", write: false, metafile: true
};
const {outputFiles, metafile} = await build(options);
const notice = "The charts of poach reports hold code of these libraries.\n\n" +
  licences(packagesOf(metafile)) + "\n";
const script = `/*\n${notice.replaceAll("*/", "* /").replace(/[^\x00-\x7f]/g, "?")}*/\n` +
  outputFiles[0].text.trim() + "\n";
for (const trap of ["</script", "<!--", ")poach_report\""]) {
  if (script.toLowerCase().includes(trap)) throw new Error(`the bundle must not hold ${trap}`);
}
writeFileSync(join(folder, "report.js"), script);
writeFileSync(join(folder, "report_licenses.txt"), notice);
