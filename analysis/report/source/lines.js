// Lines of several series in one chart, each with its band, named at its end or in a legend.
import * as Plot from "@observablehq/plot";
import {logAxis} from "./log_axis.js";
import {bandRows, eventMarks, extent, marginBelow, times, timeScale, timeText, widened} from "./time.js";
import {element, formatOf, legend, look, shortened, style} from "./theme.js";

const narrow = 560;
const label_height = 14;

/** Where labels go so that none covers another: as near to their lines as their order allows. */
function spread(places, height) {
  const order = places.map((y, k) => k).sort((a, b) => places[a] - places[b]);
  const put = [...places];
  for (let pass = 0; pass < 60; ++pass) {
    for (let k = 1; k < order.length; ++k) {
      const [above, below] = [order[k - 1], order[k]];
      const missing = label_height - (put[below] - put[above]);
      if (missing <= 0) continue;
      put[above] -= missing / 2;
      put[below] += missing / 2;
    }
    for (const k of order) put[k] = Math.max(4, Math.min(height - 4, put[k]));
  }
  return put;
}

function endLabels(svg, chart, all, names) {
  const y = svg.scale("y");
  const [bottom, top] = y.range;
  const ends = all.map((rows) => rows[rows.length - 1]);
  const places = spread(ends.map((row) => y.apply(row.middle) - top), bottom - top);
  return Plot.text(ends, {
    x: "x", y: (row, k) => y.invert(places[k] + top), text: (row) => shortened(row.name, 27),
    textAnchor: "start", dx: 8, fill: (row) => look(row.name, names).color, fontWeight: 600
  });
}

function lineSwatch({color, dash}) {
  return {height: "0", borderTop: `3px ${dash === "none" ? "solid" : "dashed"} ${color}`};
}

export function lines(chart, {width, page}) {
  const xs = times(chart.x);
  const names = page.companies?.includes(chart.series[0]?.name) ? page.companies :
    chart.series.map((series) => series.name);
  const all = chart.series.map((series) => bandRows(series, xs)).filter((rows) => rows.length > 0);
  const format = formatOf(chart.unit);
  const wide = width >= narrow;
  const log = chart.scale === "log";
  const [least, most] = extent(all.flat(), chart.scale);
  const [low, high] = widened(log ? [least, most] : [Math.min(0, least), most], chart.scale);
  const margins = {marginLeft: 46, marginRight: wide ? 196 : 12, marginTop: 20,
    marginBottom: marginBelow(xs)};
  const options = {
    width, height: wide ? 380 : 300, style, ...margins, ariaLabel: chart.title,
    x: {...timeScale(xs), ticks: wide ? undefined : 3},
    y: log ? {type: "log", domain: [low, high], axis: null} :
      {domain: [low, high], grid: true, label: null, ticks: 6, tickFormat: format}
  };
  const title = (row) => `${row.name}\n${timeText(row.x)}: ${format(row.middle)} ` +
    `(${format(row.low)} to ${format(row.high)})`;
  const marks = [
    log ? logAxis("y", [low, high], {most: 8, format}) : null,
    eventMarks(page, xs, width - margins.marginLeft - margins.marginRight),
    all.map((rows) => Plot.areaY(rows, {x: "x", y1: "low", y2: "high",
      fill: look(rows[0].name, names).color, fillOpacity: 0.15})),
    all.map((rows) => Plot.lineY(rows, {x: "x", y: "middle", strokeWidth: 2,
      stroke: look(rows[0].name, names).color,
      strokeDasharray: look(rows[0].name, names).dash})),
    Plot.tip(all.flat(), Plot.pointer({x: "x", y: "middle", title}))
  ];
  if (!wide) {
    const items = all.map(([{name}]) => ({name, swatch: lineSwatch(look(name, names))}));
    return element("div", {}, [legend(items), Plot.plot({...options, marks})]);
  }
  const plain = Plot.plot({...options, marks});
  return Plot.plot({...options, marks: [...marks, endLabels(plain, chart, all, names)]});
}
