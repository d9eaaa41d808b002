// Colours and numbers. Colours are CSS variables, so that light, dark and print need no redrawing.

const hues = 8;

/** A name's colour, the same on every chart; dashes distinguish those beyond the eighth. */
export function look(name, names) {
  const k = names.indexOf(name);
  if (k < 0) return {color: "var(--faint)", dash: "none"};
  return {color: `var(--hue-${k % hues})`, dash: k < hues ? "none" : "5,3"};
}

const suffixes = [[1e9, "B"], [1e6, "M"], [1e3, "k"]];

/** Three significant digits: 0.05, 84, 1.2M. */
export function short(value) {
  if (value === null || !Number.isFinite(value)) return "-";
  const rounded = Number(value.toPrecision(3));
  for (const [size, suffix] of suffixes) {
    if (Math.abs(rounded) >= size) return `${Number((rounded / size).toPrecision(3))}${suffix}`;
  }
  return String(rounded);
}

/** How a chart writes values of its unit. */
export function formatOf(unit) {
  if (unit === "percentage points") return (value) => short(100 * value);
  if (unit === "share") return (value) => `${Number((100 * value).toPrecision(3))} %`;
  if (unit.startsWith("USD")) return (value) => (value < 0 ? "-$" : "$") + short(Math.abs(value));
  return short;
}

/** The same with a sign. */
export function signedFormatOf(unit) {
  const format = formatOf(unit);
  return (value) => (value > 0 ? "+" : "") + format(value);
}

/** A name that fits on an axis. */
export function shortened(name, most) {
  return name.length <= most ? name : `${name.slice(0, most - 1)}\u2026`;
}

/** An element with text, never markup. */
export function element(tag, {text, className} = {}, children = []) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

/** What all charts have in common. */
export const style = {
  background: "none", color: "var(--ink)", fontFamily: "inherit", fontSize: "12px",
  overflow: "visible"
};

/** Names of colours or strokes above a chart. */
export function legend(items) {
  return element("div", {className: "legend"}, items.map(({name, swatch}) => {
    const mark = element("i", {className: "swatch"});
    Object.assign(mark.style, swatch);
    return element("span", {}, [mark, name]);
  }));
}
