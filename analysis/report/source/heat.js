// Where moves are dense, by time and price.
import * as Plot from "@observablehq/plot";
import {logAxis} from "./log_axis.js";
import {eventMarks, marginBelow, times, timeScale, timeText} from "./time.js";
import {formatOf, short, style} from "./theme.js";

const margins = {marginLeft: 52, marginRight: 12, marginTop: 20};

export function heat(chart, {width, page}) {
  const edges = times(chart.edges);
  const format = formatOf("USD");
  const cells = chart.cells.map(([k, low, high, moves]) =>
    ({x1: edges[k], x2: edges[k + 1], low, high, moves}));
  const most = Math.max(...cells.map((cell) => cell.moves));
  const domain = [Math.min(...cells.map((cell) => cell.low)),
    Math.max(...cells.map((cell) => cell.high))];
  const title = (cell) => `${timeText(cell.x1)} to ${timeText(cell.x2)}\n${format(cell.low)} to ` +
    `${format(cell.high)}: ${short(cell.moves)} moves per run`;
  return Plot.plot({
    width, height: width < 560 ? 300 : 400, style, ariaLabel: chart.title, ...margins,
    marginBottom: marginBelow(edges),
    x: {...timeScale(edges), ticks: width < 560 ? 3 : undefined},
    y: {type: "log", domain, axis: null},
    marks: [
      logAxis("y", domain, {most: 8, format}),
      Plot.rect(cells, {x1: "x1", x2: "x2", y1: "low", y2: "high", fill: "var(--heat)",
        fillOpacity: (cell) => 0.06 + 0.94 * Math.sqrt(cell.moves / most), inset: 0.3}),
      eventMarks(page, edges, width - margins.marginLeft - margins.marginRight),
      Plot.tip(cells, Plot.pointer({x: (cell) => cell.x1, y: (cell) => cell.high, title}))
    ]
  });
}
