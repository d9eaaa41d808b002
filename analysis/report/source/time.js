// The time axis, with the events of the scenario on it.
import * as Plot from "@observablehq/plot";

const merge_within = 16; // pixels between the numbers of two events

/** Dates as Dates, ticks as numbers. */
export function times(axis) {
  return axis.map((x) => (typeof x === "string" ? new Date(`${x}T00:00:00Z`) : x));
}

export function timeScale(xs) {
  const dated = xs[0] instanceof Date;
  return {type: dated ? "utc" : "linear", label: dated ? null : "tick",
    domain: [xs[0], xs[xs.length - 1]]};
}

export function timeText(x) {
  return x instanceof Date ? x.toISOString().slice(0, 10) : `tick ${x}`;
}

/** Numbers of events that would touch share a label: 1-4. */
function labels(events, xs, pixels) {
  const [first, last] = [Number(xs[0]), Number(xs[xs.length - 1])];
  const place = (x) => (Number(x) - first) / (last - first || 1) * pixels;
  const groups = [];
  for (const event of events) {
    const group = groups[groups.length - 1];
    if (group && place(event.x) - place(group[group.length - 1].x) < merge_within) {
      group.push(event);
    } else {
      groups.push([event]);
    }
  }
  return groups.map((group) => {
    const [a, b] = [group[0], group[group.length - 1]];
    const middle = (Number(a.x) + Number(b.x)) / 2;
    return {
      x: a.x instanceof Date ? new Date(middle) : middle,
      text: a === b ? `${a.number}` : `${a.number}\u2013${b.number}`
    };
  });
}

/** Marks of the page's events inside the time shown. `pixels` is the width of the axis. */
export function eventMarks(page, xs, pixels) {
  const [first, last] = [xs[0], xs[xs.length - 1]];
  const shown = (page.events ?? []).map((event) => ({...event, x: times([event.x])[0]}))
    .filter((event) => event.x >= first && event.x <= last);
  if (shown.length === 0) return [];
  return [
    Plot.ruleX(shown, {x: "x", stroke: "var(--event)", strokeDasharray: "2,2",
      title: (event) => `${event.number} ${event.name}`}),
    Plot.text(labels(shown, xs, pixels), {x: "x", text: "text", frameAnchor: "top", dy: -7,
      fill: "var(--event-text)", fontSize: 10, fontWeight: 600})
  ];
}

/** Rows of a series' band, one per time that has values. */
export function bandRows(series, xs) {
  return xs.map((x, k) => ({name: series.name, x, low: series.low[k], middle: series.middle[k],
    high: series.high[k]})).filter((row) => row.middle !== null);
}

/** Room below a time axis: for the word `tick` too where there are no dates. */
export function marginBelow(xs) {
  return xs[0] instanceof Date ? 26 : 40;
}

/** A domain with room around a single value. */
export function widened([low, high], scale) {
  if (low < high) return [low, high];
  if (!Number.isFinite(low)) return scale === "log" ? [1, 10] : [0, 1];
  if (scale === "log") return [low / 2, high * 2];
  return [Math.min(low, 0), Math.max(high, low === 0 ? 1 : 0)];
}

/** Lowest and highest value of all bands; above 0 on a logarithmic scale. */
export function extent(rows, scale) {
  const values = rows.flatMap((row) => [row.low, row.high])
    .filter((value) => value !== null && (scale !== "log" || value > 0));
  return [Math.min(...values), Math.max(...values)];
}
