// One small chart per series on a common scale: a line in its band.
import * as Plot from "@observablehq/plot";
import {logAxis} from "./log_axis.js";
import {bandRows, eventMarks, extent, marginBelow, times, timeScale, timeText, widened} from "./time.js";
import {element, formatOf, look, signedFormatOf, style} from "./theme.js";

const gap = 20;
const margins = {left: 40, right: 8};

function panel(series, rows, {chart, page, xs, width, domain}) {
  const format = formatOf(chart.unit);
  const {color} = look(series.name, page.companies ?? []);
  const log = chart.scale === "log";
  const label = (row) => `${timeText(row.x)}: ${format(row.middle)} ` +
    `(${format(row.low)} to ${format(row.high)})`;
  return Plot.plot({
    width, height: Math.max(110, Math.min(150, width * 0.6)) + marginBelow(xs) - 26, style,
    marginLeft: margins.left, marginRight: margins.right, marginTop: 18, marginBottom: marginBelow(xs) - 4,
    ariaLabel: `${chart.title}: ${series.name}`,
    x: {...timeScale(xs), ticks: width < 260 ? 2 : 4},
    y: log ? {type: "log", domain, axis: null} :
      {domain, nice: true, label: null, grid: true, ticks: 4, tickFormat: format},
    marks: [
      log ? logAxis("y", domain, {most: 4, format}) : Plot.ruleY([0], {stroke: "var(--faint)"}),
      eventMarks(page, xs, width - margins.left - margins.right),
      Plot.areaY(rows, {x: "x", y1: "low", y2: "high", fill: color, fillOpacity: 0.25}),
      Plot.lineY(rows, {x: "x", y: "middle", stroke: color, strokeWidth: 2}),
      Plot.tip(rows, Plot.pointerX({x: "x", y: "middle", title: label}))
    ]
  });
}

function heading(series, chart) {
  const format = formatOf(chart.unit);
  const levels = series.first === undefined ? "" :
    `${chart.scale === "log" && !(series.first > 0) ? "\u2013" : format(series.first)} ` +
    `\u2192 ${format(series.last)}`;
  const effect = series.effect === undefined ? "" : signedFormatOf(chart.unit)(series.effect);
  return element("div", {className: "panel-name"},
    [element("b", {text: series.name}), element("span", {text: levels || effect})]);
}

export function panels(chart, {width, page}) {
  const xs = times(chart.x);
  const all = chart.series.map((series) => bandRows(series, xs));
  const [low, high] = extent(all.flat(), chart.scale);
  const domain = widened(chart.scale === "log" ? [low, high] :
    [Math.min(low, 0), Math.max(high, 0)], chart.scale);
  const columns = Math.max(2, Math.min(4, Math.floor((width + gap) / 240)));
  const each = Math.floor((width - gap * (columns - 1)) / columns);
  const box = element("div", {className: "panels"}, chart.series.map((series, k) =>
    element("div", {className: "panel"}, [heading(series, chart),
      panel(series, all[k], {chart, page, xs, width: each, domain})])));
  box.style.gridTemplateColumns = `repeat(${columns}, ${each}px)`;
  box.style.columnGap = `${gap}px`;
  return box;
}
