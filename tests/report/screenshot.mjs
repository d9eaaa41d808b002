// A picture of a page of poach, or of a part of it:
//   node screenshot.mjs PAGE.html OUT.png [--width 1100] [--dark] [--of SELECTOR] [--height 900]
// Without --of, the first --height pixels of the page; with it, the element and a margin.
import {writeFileSync} from "node:fs";
import {resolve} from "node:path";
import {pathToFileURL} from "node:url";
import {parseArgs} from "node:util";
import {Browser, Tab, findBrowser} from "./browser.mjs";

const margin = 12;
const {values: options, positionals: [page, output]} = parseArgs({
  allowPositionals: true,
  options: {
    width: {type: "string", default: "1100"}, height: {type: "string", default: "900"},
    top: {type: "string", default: "0"}, dark: {type: "boolean", default: false},
    of: {type: "string"}
  }
});
const program = findBrowser();
if (!page || !output || !program) {
  console.error(program ? "usage: screenshot.mjs PAGE.html OUT.png [options]" : "no Chromium");
  process.exit(2);
}

const boxOf = (selector) => {
  const box = document.querySelector(selector).getBoundingClientRect();
  return {x: box.x + window.scrollX, y: box.y + window.scrollY, width: box.width,
    height: box.height};
};

const browser = new Browser(program);
try {
  const width = Number(options.width);
  const tab = await Tab.open(browser, pathToFileURL(resolve(page)).href,
    {width, dark: options.dark});
  let clip = {y: Number(options.top), height: Number(options.height), width};
  if (options.of) {
    const box = await tab.call(boxOf, options.of);
    clip = {x: Math.max(0, box.x - margin), y: Math.max(0, box.y - margin),
      width: Math.min(width, box.width + 2 * margin), height: box.height + 2 * margin};
  }
  writeFileSync(output, await tab.screenshot(clip));
} finally {
  await browser.close();
}
