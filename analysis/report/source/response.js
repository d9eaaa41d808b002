// Outcomes of a sweep by one of its parameters, by another as colour: a dot per point of the
// design, the mean per value.
import * as Plot from "@observablehq/plot";
import {element, formatOf, legend, short, shortened, style} from "./theme.js";

const most_levels = 8; // colours

function choice(text, names, changed) {
  const select = element("select", {}, names.map(([value, name]) => {
    const option = element("option", {text: name});
    option.value = String(value);
    return option;
  }));
  select.addEventListener("change", changed);
  return {select, label: element("label", {}, [`${text} `, select])};
}

function levelsOf(chart, parameter) {
  const levels = [...new Set(chart.points.map((point) => point.values[parameter]))];
  return levels.every((level) => typeof level === "number") ? levels.sort((a, b) => a - b) : levels;
}

/** One row per point that has this outcome. */
function rowsOf(chart, {parameter, outcome, colour}) {
  const levels = colour < 0 ? [] : levelsOf(chart, colour);
  return chart.points.map((point) => ({point: point.point, x: point.values[parameter],
    y: point.means[outcome], low: point.lows[outcome], high: point.highs[outcome],
    level: colour < 0 ? "" : point.values[colour],
    hue: `var(--hue-${colour < 0 ? 0 : levels.indexOf(point.values[colour])})`}))
    .filter((row) => row.x !== null && row.y !== null);
}

/** Whether values are spaced more evenly by their logarithms. */
function isLogarithmic(values) {
  if (values.length < 3 || !(values[0] > 0) || values[values.length - 1] / values[0] < 4) return false;
  const unevenness = (scaled) => {
    const gaps = scaled.slice(1).map((value, k) => value - scaled[k]);
    return Math.max(...gaps) / Math.min(...gaps);
  };
  return unevenness(values.map(Math.log)) < unevenness(values);
}

/** The means, and their intervals as far as these do not flatten the means. */
function yDomain(rows) {
  const [least, most] = [Math.min(...rows.map((row) => row.y)), Math.max(...rows.map((row) => row.y))];
  const room = (most - least) * 0.6 || Math.abs(most) * 0.1 || 1;
  const lows = rows.map((row) => row.low ?? row.y);
  const highs = rows.map((row) => row.high ?? row.y);
  return [Math.max(Math.min(...lows), least - room), Math.min(Math.max(...highs), most + room)];
}

function lines(rows, colours) {
  const levels = new Set(rows.map((row) => row.x)).size;
  const groups = new Set(rows.map((row) => row.level)).size;
  if (levels * groups > rows.length || levels < 2) return [];
  const stroke = colours ? "hue" : () => "var(--ink)";
  return [Plot.lineY(rows, Plot.groupX({y: "mean"},
    {x: "x", y: "y", z: "level", stroke, strokeWidth: 2, sort: "x"}))];
}

function draw(chart, width, chosen) {
  const rows = rowsOf(chart, chosen);
  const xs = levelsOf(chart, chosen.parameter).filter((x) => x !== null);
  const numeric = xs.every((x) => typeof x === "number");
  const {name, unit} = chart.outcomes[chosen.outcome];
  const x = chart.parameters[chosen.parameter];
  const format = formatOf(unit);
  const written = (value) => (typeof value === "number" ? short(value) : value);
  const colours = chosen.colour >= 0;
  const title = (row) => `point ${row.point}\n${x} = ${written(row.x)}\n` +
    (colours ? `${chart.parameters[chosen.colour]} = ${written(row.level)}\n` : "") +
    `${name}: ${format(row.y)}` +
    (row.low === null ? "" : ` (${format(row.low)} to ${format(row.high)})`);
  const few = xs.length <= (width < 560 ? 4 : 10);
  const plot = Plot.plot({
    width, height: width < 560 ? 320 : 400, style, marginLeft: 62, marginBottom: 46, marginTop: 28,
    marginRight: 20, ariaLabel: `${name} by ${x}`,
    x: {inset: 16, type: numeric ? (isLogarithmic(xs) ? "log" : "linear") : "point",
      label: shortened(x, Math.floor(width / 7.5)), labelArrow: "none", labelAnchor: "center",
      tickFormat: numeric ? short : undefined,
      ticks: numeric && few ? xs : (width < 560 ? 4 : 8)},
    y: {label: unit, labelArrow: "none", labelAnchor: "top", grid: true, tickFormat: format,
      domain: yDomain(rows), nice: true, ticks: 7},
    marks: [
      Plot.ruleX(rows.filter((row) => row.low !== null), {x: "x", y1: "low", y2: "high",
        stroke: "hue", strokeOpacity: 0.45, clip: true}),
      Plot.dot(rows, {x: "x", y: "y", r: 3.5, fill: "hue", fillOpacity: 0.8}),
      lines(rows, colours),
      Plot.tip(rows, Plot.pointer({x: "x", y: "y", title}))
    ]
  });
  if (!colours) return [plot];
  const levels = levelsOf(chart, chosen.colour);
  return [legend(levels.map((level, k) => ({name: written(level),
    swatch: {background: `var(--hue-${k})`}}))), plot];
}

export function response(chart, {width}) {
  const box = element("div", {className: "drawing"});
  const all = chart.parameters.map((name, k) => [k, name]);
  const few = all.filter(([k]) => levelsOf(chart, k).length <= most_levels);
  const redraw = () => {
    const [p, o, c] = [parameter, outcome, colour].map(({select}) => Number(select.value));
    // What a page shows stays when its width changes.
    Object.assign(chart, {parameter: p, outcome: o, colour: c});
    box.replaceChildren(...draw(chart, width,
      {parameter: p, outcome: o, colour: c === p ? -1 : c}));
  };
  const parameter = choice("Parameter", all, redraw);
  const outcome = choice("Outcome", chart.outcomes.map(({name}, k) => [k, name]), redraw);
  const colour = choice("Colour", [[-1, "none"], ...few], redraw);
  parameter.select.value = String(chart.parameter ?? 0);
  outcome.select.value = String(chart.outcome ?? 0);
  const known = few.some(([k]) => k === chart.colour);
  colour.select.value = String(known ? chart.colour : -1);
  redraw();
  const shown = few.length > 0 && all.length > 1 ? [outcome, parameter, colour] :
    [outcome, parameter];
  return element("div", {}, [element("div", {className: "choices"},
    shown.map(({label}) => label)), box]);
}
