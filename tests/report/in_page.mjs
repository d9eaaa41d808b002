// Functions that run inside a page. Each stands alone, for only its text gets there, and returns a
// list of problems in words, or a plain value.

/** Charts that are not drawn, or with fewer marks than data. */
export function undrawn() {
  const {charts} = JSON.parse(document.getElementById("data").textContent);
  const problems = [];
  for (const id of Object.keys(charts)) {
    const box = document.querySelector(`.chart[data-chart="${id}"]`);
    const drawings = [...box.querySelectorAll("svg")];
    const series = charts[id].kind === "panels" ? charts[id].series.length : 1;
    if (drawings.length < series) problems.push(`${id}: ${drawings.length} of ${series} drawings`);
    const marks = box.querySelectorAll("path, rect, circle, line").length;
    const rows = charts[id].rows ?? charts[id].links ?? charts[id].points ?? charts[id].series ??
      charts[id].cells ?? charts[id].groups;
    if (marks < rows.length) problems.push(`${id}: ${marks} marks for ${rows.length} rows`);
    if (/NaN|undefined|Infinity/.test(box.innerHTML)) problems.push(`${id}: a number is missing`);
  }
  return problems;
}

/** Charts over time on which an event of the page is not marked. */
export function unmarkedEvents() {
  const {charts, events = []} = JSON.parse(document.getElementById("data").textContent);
  const problems = [];
  for (const [id, chart] of Object.entries(charts)) {
    if (!["panels", "lines", "heat"].includes(chart.kind)) continue;
    for (const svg of document.querySelectorAll(`.chart[data-chart="${id}"] svg`)) {
      const rules = [...svg.querySelectorAll('g[aria-label="rule"] line')]
        .filter((line) => line.querySelector("title"));
      if (rules.length !== events.length) {
        problems.push(`${id}: ${rules.length} of ${events.length} events are marked`);
      }
    }
  }
  return problems;
}

/** Text that stands out too little from what is behind it (WCAG 2.1, 1.4.3: 4.5 to 1). */
export function faintText() {
  const rgba = (text) => {
    const parts = text.match(/[\d.]+/g).map(Number);
    return {color: parts.slice(0, 3), alpha: parts[3] ?? 1};
  };
  const over = (top, alpha, below) => top.map((part, k) => alpha * part + (1 - alpha) * below[k]);
  const luminance = (color) => color.map((part) => part / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, k) => sum + part * [0.2126, 0.7152, 0.0722][k], 0);
  const contrast = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const background = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const {color, alpha} = rgba(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return color;
    }
    return [255, 255, 255];
  };
  const problems = new Set();
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const box = element.getClientRects()[0];
    if (!own || !box || box.width < 2 || element.closest("script, style, title")) continue;
    const look = getComputedStyle(element);
    const ink = rgba(element instanceof SVGElement ? look.fill : look.color);
    let alpha = ink.alpha * (element instanceof SVGElement ? Number(look.fillOpacity) : 1);
    for (let at = element; at; at = at.parentElement) alpha *= Number(getComputedStyle(at).opacity);
    const behind = background(element);
    const ratio = contrast(over(ink.color, alpha, behind), behind);
    if (ratio < 4.5) {
      problems.add(`"${element.textContent.trim().slice(0, 30)}" (${element.tagName}): ` +
        `contrast ${ratio.toFixed(2)}`);
    }
  }
  // What a chart is made of: 3 to 1 (1.4.11).
  const sample = document.body.appendChild(document.createElement("i"));
  for (const name of [...Array(8).keys()].map((k) => `--hue-${k}`).concat("--won", "--lost")) {
    sample.style.color = `var(${name})`;
    const ratio = contrast(rgba(getComputedStyle(sample).color).color, background(document.body));
    if (ratio < 3) problems.add(`${name}: contrast ${ratio.toFixed(2)}`);
  }
  sample.remove();
  return [...problems];
}

/** A page wider than its window, and labels of charts cut off by its edges. */
export function outside() {
  const width = document.documentElement.clientWidth;
  const problems = [];
  if (document.documentElement.scrollWidth > width) {
    problems.push(`the page is ${document.documentElement.scrollWidth} wide, its window ${width}`);
  }
  for (const text of document.querySelectorAll(".chart svg text, .panel-name *, .choices *")) {
    const box = text.getBoundingClientRect();
    if (box.width > 0 && (box.left < -1 || box.right > width + 1)) {
      problems.push(`"${text.textContent.slice(0, 30)}" leaves the window`);
    }
  }
  return problems;
}

/** Labels of one chart that lie on one another. */
export function overlaps() {
  const problems = [];
  for (const svg of document.querySelectorAll(".chart svg")) {
    const boxes = [...svg.querySelectorAll("text")].map((text) =>
      ({text: text.textContent, box: text.getBoundingClientRect()}))
      .filter(({text, box}) => text.trim() && box.width > 0);
    for (const [k, a] of boxes.entries()) {
      for (const b of boxes.slice(k + 1)) {
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (across > 2 && down > 4) {
          const name = svg.closest(".chart").dataset.chart;
          problems.push(`${name}: "${a.text}" lies on "${b.text}"`);
        }
      }
    }
  }
  return problems;
}

/** What the keyboard must reach, as numbers kept on the elements. */
export function numberControls() {
  const controls = [...document.querySelectorAll("a[href], summary, select, [tabindex='0']")]
    .filter((element) => element.checkVisibility());
  controls.forEach((element, k) => { element.controlNumber = k; });
  document.activeElement?.blur();
  window.scrollTo(0, 0);
  return controls.length;
}

/** The control with the focus: its number, and what keeps people from seeing where they are. */
export function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const look = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const problems = [];
  const name = `${element.tagName} "${element.textContent.trim().slice(0, 30)}"`;
  if (look.outlineStyle === "none" || parseFloat(look.outlineWidth) < 2) {
    problems.push(`${name}: the focus is not visible`);
  }
  if (box.bottom < 0 || box.top > window.innerHeight || box.right < 0 || box.width < 1) {
    problems.push(`${name}: has the focus and is not in the window`);
  }
  return {number: element.controlNumber ?? -1, name, problems};
}

/** Keeps charts as they are, as a printer does that lays a page out anew and runs no script. */
export function freeze() {
  for (const box of document.querySelectorAll(".chart")) {
    Object.defineProperty(box, "clientWidth", {value: box.clientWidth});
  }
}

/** On paper: what cannot be used is gone, and nothing is cut off at the right edge. */
export function wrongOnPaper() {
  const width = document.documentElement.clientWidth;
  const problems = [];
  for (const element of document.querySelectorAll("nav, .skip, .choices")) {
    if (element.getClientRects().length > 0) problems.push(`${element.tagName} is printed`);
  }
  for (const element of document.querySelectorAll("main *")) {
    const box = element.getBoundingClientRect();
    if (box.width > 1 && box.right > width + 1 && !element.closest(".hidden")) {
      problems.push(`${element.tagName} ${element.className.baseVal ?? element.className} ` +
        `"${element.textContent.trim().slice(0, 30)}" is ${Math.round(box.right - width)} too wide`);
    }
  }
  const paper = getComputedStyle(document.body).backgroundColor;
  if (paper !== "rgb(255, 255, 255)") problems.push(`the paper is ${paper}`);
  return problems.slice(0, 10);
}
