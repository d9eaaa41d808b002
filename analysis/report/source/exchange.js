// People won (right) and lost (left), with the range over replicates.
import * as Plot from "@observablehq/plot";
import {element, legend, short, shortened, style} from "./theme.js";

const look = {won: {color: "var(--won)", sign: 1}, lost: {color: "var(--lost)", sign: -1}};

export function exchange(chart, {width}) {
  const rows = chart.rows.flatMap(({name, ...sides}) => Object.entries(look).map(
    ([side, {sign, color}]) => ({name, side, color, value: sign * sides[side][0],
      low: sign * sides[side][1], high: sign * sides[side][2]})));
  const narrow = width < 520;
  const domain = [Math.min(-1, ...rows.map((row) => Math.min(row.value, row.high))),
    Math.max(1, ...rows.map((row) => Math.max(row.value, row.high)))];
  const title = (row) => `${row.name} ${row.side} ${short(Math.abs(row.value))} ` +
    `(${short(Math.abs(row.low))} to ${short(Math.abs(row.high))})`;
  const plot = Plot.plot({
    width, height: chart.rows.length * 30 + 50, style, ariaLabel: chart.title,
    marginLeft: narrow ? 104 : 190, marginRight: 20, marginTop: 4, marginBottom: 28,
    x: {label: null, domain, grid: true, nice: true, ticks: narrow ? 4 : 8,
      tickFormat: (x) => short(Math.abs(x))},
    y: {domain: chart.rows.map((row) => row.name), label: null, tickSize: 0, padding: 0.3,
      tickFormat: (name) => shortened(name, narrow ? 14 : 28)},
    marks: [
      Plot.barX(rows, {x: "value", y: "name", fill: "color", fillOpacity: 0.75}),
      Plot.ruleY(rows, {x1: "low", x2: "high", y: "name", strokeWidth: 1.5}),
      Plot.ruleX([0]),
      Plot.tip(rows, Plot.pointerY({x: "value", y: "name", title}))
    ]
  });
  const items = [["lost to rivals", "lost"], ["won from rivals", "won"]].map(
    ([name, side]) => ({name, swatch: {background: look[side].color}}));
  return element("div", {}, [legend(items), plot]);
}
