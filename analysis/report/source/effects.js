// Effects with their intervals around zero.
import * as Plot from "@observablehq/plot";
import {shortened, signedFormatOf, style} from "./theme.js";

export function effects(chart, {width}) {
  const narrow = width < 520;
  const format = signedFormatOf(chart.unit);
  const title = (row) => `${row.name}: ${format(row.effect)}` +
    (row.low === null ? "" : ` (${format(row.low)} to ${format(row.high)})`);
  const sure = (row) => row.low !== null && (row.low > 0 || row.high < 0);
  const color = (row) => !sure(row) ? "var(--faint-ink)" :
    (row.effect > 0 ? "var(--won)" : "var(--lost)");
  return Plot.plot({
    width, height: chart.rows.length * 26 + 46, style, ariaLabel: chart.title,
    marginLeft: narrow ? 104 : 190, marginRight: 20, marginTop: 4, marginBottom: 28,
    x: {label: null, grid: true, nice: true, ticks: narrow ? 2 : 8, tickFormat: format},
    y: {domain: chart.rows.map((row) => row.name), label: null, tickSize: 0,
      tickFormat: (name) => shortened(name, narrow ? 14 : 28)},
    marks: [
      Plot.ruleX([0]),
      Plot.ruleY(chart.rows.filter((row) => row.low !== null),
        {x1: "low", x2: "high", y: "name", stroke: color, strokeWidth: 2}),
      Plot.dot(chart.rows, {x: "effect", y: "name", r: 5, fill: color, stroke: "var(--paper)"}),
      Plot.tip(chart.rows, Plot.pointerY({x: "effect", y: "name", title}))
    ]
  });
}
