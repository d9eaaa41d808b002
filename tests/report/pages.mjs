// Looks at pages of `poach report` in headless Chromium: `node pages.mjs [NAME=]PAGE.html...`
// Exit codes: 0 all is well, 1 problems, which it names.
import {resolve} from "node:path";
import {pathToFileURL} from "node:url";
import {Browser, Tab, findBrowser} from "./browser.mjs";
import * as inPage from "./in_page.mjs";

const wide = 1100;
const narrow = 360;
const sheet = 718; // A4 less Chromium's margins, in CSS pixels

const problems = [];

function note(place, found) {
  for (const problem of found) problems.push(`${place}: ${problem}`);
}

/** Nothing is loaded, nothing is logged, nothing of a name has become a script. */
async function quiet(tab, place, url) {
  note(place, tab.problems.map((problem) => `the browser says: ${problem}`));
  note(place, tab.requests.filter((request) => request !== url)
    .map((request) => `asks for ${request}`));
  const scripts = await tab.evaluate("document.scripts.length");
  if (scripts !== 2) note(place, [`${scripts} scripts instead of data and charts`]);
  if (await tab.evaluate("'broken_out' in window")) note(place, ["a name ran as a script"]);
}

async function looks(tab, place) {
  for (const check of ["undrawn", "unmarkedEvents", "faintText", "outside", "overlaps"]) {
    note(place, await tab.call(inPage[check]));
  }
}

/** Tab reaches every control, in turn and with a visible focus, and gets out again. */
async function keyboard(tab, place) {
  const controls = await tab.call(inPage.numberControls);
  const reached = [];
  for (let k = 0; k < controls + 2; ++k) {
    await tab.press("Tab");
    const at = await tab.call(inPage.focused);
    if (!at || (reached.length > 0 && at.number === reached[0])) break;
    reached.push(at.number);
    note(place, at.problems);
  }
  if (reached.length !== controls || reached.some((number, k) => number !== k)) {
    note(place, [`Tab reaches ${reached.length} of ${controls} controls: ${reached.slice(0, 20)}`]);
  }
}

/** Enter opens the numbers of a chart, and leads from the first link to the results. */
async function enter(tab, place) {
  await tab.evaluate("document.querySelector('.skip').focus()");
  await tab.press("Enter");
  if (await tab.evaluate("document.activeElement.id") !== "main") {
    note(place, ["the first link does not lead to the results"]);
  }
  const first = "document.querySelector('figure details')";
  if (!await tab.evaluate(`Boolean(${first})`)) return;
  await tab.evaluate(`${first}.querySelector('summary').focus()`);
  await tab.press("Enter");
  if (!await tab.evaluate(`${first}.open && ${first}.querySelector('table').rows.length > 1`)) {
    note(place, ["Enter does not show the numbers of a chart"]);
  }
}

/** Another choice draws another chart. */
async function choices(tab, place) {
  const count = await tab.evaluate("document.querySelectorAll('.choices select').length");
  for (let k = 0; k < count; ++k) {
    const drawing = "document.querySelector('.drawing').innerHTML";
    const before = await tab.evaluate(drawing);
    const select = `document.querySelectorAll('.choices select')[${k}]`;
    const last = await tab.evaluate(`${select}.selectedIndex === ${select}.options.length - 1`);
    await tab.evaluate(`${select}.focus()`);
    await tab.press(last ? "ArrowUp" : "ArrowDown");
    if (await tab.evaluate(drawing) === before) note(place, [`choice ${k + 1} changes nothing`]);
  }
}

/** What fits on a screen fits on paper, drawn anew or not. */
async function print(tab, place) {
  await tab.call(inPage.freeze);
  await tab.paper(sheet);
  note(place, await tab.call(inPage.wrongOnPaper));
  note(place, (await tab.call(inPage.faintText)));
  const {data} = await tab.send("Page.printToPDF", {printBackground: false});
  if (Buffer.from(data, "base64").length < 10000) note(place, ["the printed page is empty"]);
}

async function look(browser, name, url) {
  for (const dark of [false, true]) {
    for (const width of [wide, narrow]) {
      const place = `${name}, ${dark ? "dark" : "light"}, ${width} wide`;
      const tab = await Tab.open(browser, url, {width, dark});
      await looks(tab, place);
      if (width === narrow) await keyboard(tab, place);
      if (!dark) {
        await enter(tab, place);
        await choices(tab, place);
      }
      // A window that becomes narrow is drawn anew.
      await tab.resize(width === wide ? narrow : wide, 900);
      await tab.settle();
      note(`${place}, then resized`, await tab.call(inPage.outside));
      await quiet(tab, place, url);
      await tab.close();
    }
  }
  const tab = await Tab.open(browser, url, {width: wide, dark: true});
  await print(tab, `${name}, printed`);
  await tab.close();
}

const pages = process.argv.slice(2).map((argument) => {
  const [, name, file] = /^(?:([^=]*)=)?(.*)$/.exec(argument);
  return {name: name ?? file, url: pathToFileURL(resolve(file)).href};
});
const browser = new Browser(findBrowser());
try {
  for (const {name, url} of pages) await look(browser, name, url);
} finally {
  await browser.close();
}
for (const problem of [...new Set(problems)].slice(0, 60)) console.error(problem);
console.log(`${pages.length} pages, ${problems.length} problems`);
process.exit(problems.length > 0 ? 1 : 0);
