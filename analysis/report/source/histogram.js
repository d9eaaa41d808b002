// Shares by bins of a logarithmic axis: the first group filled, the second as an outline.
import * as Plot from "@observablehq/plot";
import {element, formatOf, legend, short, style} from "./theme.js";

const percent = formatOf("share");

function bars(group, edges) {
  return group.shares.map((share, k) => ({name: group.name, share, low: edges[k],
    high: edges[k + 1]}));
}

function outline(rows) {
  return rows.flatMap((row) => [{x: row.low, y: row.share}, {x: row.high, y: row.share}]);
}

/** Doublings, or edges of bars where there are fewer than three; at most six. */
function multiplesOf([low, high], edges) {
  const inside = edges.filter((edge) => edge >= low && edge <= high);
  const doublings = inside.filter((edge) => Math.abs(Math.log2(edge) % 1) < 1e-6);
  const ticks = doublings.length > 2 ? doublings : inside;
  const every = Math.ceil(ticks.length / 6);
  return ticks.filter((_, k) => k % every === 0);
}

export function histogram(chart, {width}) {
  const groups = chart.groups.map((group) => bars(group, chart.edges));
  const used = groups.flat().filter((row) => row.share > 0);
  const domain = [Math.min(...used.map((row) => row.low)), Math.max(...used.map((row) => row.high))];
  const inside = (row) => row.low >= domain[0] && row.high <= domain[1];
  const [first, second] = groups.map((rows) => rows.filter(inside));
  const title = (row) => `${row.name}\n${short(row.low)} to ${short(row.high)} times: ` +
    percent(row.share);
  const plot = Plot.plot({
    width, height: 280, style, ariaLabel: chart.title, marginLeft: 46, marginBottom: 34,
    marginTop: 26,
    x: {type: "log", base: 2, domain, label: "pay after over pay before", labelAnchor: "center",
      ticks: multiplesOf(domain, chart.edges), tickFormat: (x) => `${short(x)}\u00d7`},
    y: {label: "share of moves", labelArrow: "none", grid: true, tickFormat: percent, ticks: 5},
    marks: [
      Plot.rect(first, {x1: "low", x2: "high", y1: 0, y2: "share", fill: "var(--hue-0)",
        fillOpacity: 0.6, inset: 0.5}),
      second ? Plot.line(outline(second), {x: "x", y: "y", stroke: "var(--ink)",
        strokeWidth: 1.5}) : null,
      Plot.ruleX([1], {stroke: "var(--event)", strokeDasharray: "2,2"}),
      Plot.ruleY([0]),
      Plot.tip(first, Plot.pointerX({x: "low", y: "share", title}))
    ]
  });
  const looks = [{background: "var(--hue-0)"}, {background: "var(--ink)", height: "2px"}];
  return element("div", {},
    [legend(chart.groups.map(({name}, k) => ({name, swatch: looks[k]}))), plot]);
}
