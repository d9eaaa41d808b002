// Spread of prices by company: tenth to ninetieth percentile, middle half, median, highest.
import * as Plot from "@observablehq/plot";
import {logAxis} from "./log_axis.js";
import {formatOf, look, shortened, style} from "./theme.js";

export function ranges(chart, {width, page}) {
  const rows = chart.rows.map(({name, quantiles: [p10, p25, p50, p75, p90, most]}) =>
    ({name, p10, p25, p50, p75, p90, most, color: look(name, page.companies ?? []).color}));
  const narrow = width < 520;
  const format = formatOf("USD");
  const title = (row) => `${row.name}\nmedian ${format(row.p50)}, 10th to 90th percentile ` +
    `${format(row.p10)} to ${format(row.p90)}, highest ${format(row.most)}`;
  const domain = [Math.min(...rows.map((row) => row.p10)) / 1.2,
    Math.max(...rows.map((row) => row.most)) * 1.2];
  return Plot.plot({
    width, height: rows.length * 28 + 50, style, ariaLabel: chart.title,
    marginLeft: narrow ? 104 : 190, marginRight: 20, marginTop: 4, marginBottom: 28,
    x: {type: "log", domain, axis: null},
    y: {domain: rows.map((row) => row.name), label: null, tickSize: 0,
      tickFormat: (name) => shortened(name, narrow ? 14 : 28)},
    marks: [
      logAxis("x", domain, {most: narrow ? 4 : 8, format}),
      Plot.ruleY(rows, {x1: "p10", x2: "p90", y: "name", stroke: "color", strokeWidth: 1.5}),
      Plot.ruleY(rows, {x1: "p25", x2: "p75", y: "name", stroke: "color", strokeWidth: 6,
        strokeOpacity: 0.7}),
      Plot.dot(rows, {x: "p50", y: "name", r: 5, fill: "color", stroke: "var(--paper)"}),
      Plot.dot(rows, {x: "most", y: "name", r: 4, stroke: "color", strokeWidth: 1.5}),
      Plot.tip(rows, Plot.pointerY({x: "p50", y: "name", title}))
    ]
  });
}
