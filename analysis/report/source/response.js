// Outcomes of a sweep by one of its parameters: a dot per point of the design, the mean per value.
import * as Plot from "@observablehq/plot";
import {element, formatOf, short, style} from "./theme.js";

function choice(text, names, changed) {
  const select = element("select", {}, names.map((name, k) => {
    const option = element("option", {text: name});
    option.value = String(k);
    return option;
  }));
  select.addEventListener("change", changed);
  return {select, label: element("label", {}, [`${text} `, select])};
}

/** One row per point that has this outcome. */
function rowsOf(chart, parameter, outcome) {
  return chart.points.map((point) => ({point: point.point, x: point.values[parameter],
    y: point.means[outcome], low: point.lows[outcome], high: point.highs[outcome]}))
    .filter((row) => row.x !== null && row.y !== null);
}

/** The outcome whose means differ most, measured by their intervals. */
function mostResponsive(chart) {
  const answers = chart.outcomes.map((_, k) => {
    const points = chart.points.filter((point) => point.means[k] !== null);
    const means = points.map((point) => point.means[k]);
    const widths = points.map((point) => (point.highs[k] ?? 0) - (point.lows[k] ?? 0));
    const width = widths.reduce((sum, value) => sum + value, 0) / widths.length;
    return (Math.max(...means) - Math.min(...means)) / (width || Infinity);
  });
  return Math.max(0, answers.indexOf(Math.max(...answers)));
}

function draw(chart, width, parameter, outcome) {
  const rows = rowsOf(chart, parameter, outcome);
  const numeric = rows.every((row) => typeof row.x === "number");
  const positive = numeric && rows.every((row) => row.x > 0);
  const wide = positive && Math.max(...rows.map((row) => row.x)) /
    Math.min(...rows.map((row) => row.x)) > 50;
  const {name, unit} = chart.outcomes[outcome];
  const format = formatOf(unit);
  const title = (row) => `point ${row.point}\n${chart.parameters[parameter]} = ` +
    `${numeric ? short(row.x) : row.x}\n${name}: ${format(row.y)}`;
  const levels = new Set(rows.map((row) => row.x)).size;
  return Plot.plot({
    width, height: width < 560 ? 300 : 380, style, marginLeft: 56, marginBottom: 30,
    marginRight: 20, ariaLabel: `${name} by ${chart.parameters[parameter]}`,
    x: {inset: 12, type: numeric ? (wide ? "log" : "linear") : "point", label: null,
      tickFormat: numeric ? short : undefined, ticks: width < 560 ? 4 : 8},
    y: {label: null, grid: true, tickFormat: format, nice: true},
    marks: [
      Plot.ruleX(rows.filter((row) => row.low !== null),
        {x: "x", y1: "low", y2: "high", stroke: "var(--hue-0)", strokeOpacity: 0.35}),
      Plot.dot(rows, {x: "x", y: "y", r: 3.5, fill: "var(--hue-0)", fillOpacity: 0.7}),
      levels * 2 <= rows.length || levels === rows.length && levels < 12 ?
        Plot.lineY(rows, Plot.groupX({y: "mean"}, {x: "x", y: "y", stroke: "var(--ink)",
          strokeWidth: 2, sort: "x"})) : null,
      Plot.tip(rows, Plot.pointer({x: "x", y: "y", title}))
    ]
  });
}

export function response(chart, {width}) {
  const box = element("div", {className: "drawing"});
  const redraw = () => box.replaceChildren(
    draw(chart, width, Number(parameter.select.value), Number(outcome.select.value)));
  const parameter = choice("Parameter", chart.parameters, redraw);
  const outcome = choice("Outcome", chart.outcomes.map(({name}) => name), redraw);
  outcome.select.value = String(mostResponsive(chart));
  redraw();
  return element("div", {}, [element("div", {className: "choices"},
    [parameter.label, outcome.label]), box]);
}
