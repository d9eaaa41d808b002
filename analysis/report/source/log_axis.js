// Axes of logarithmic scales: few round numbers, each with its label.
import * as Plot from "@observablehq/plot";

/** Round numbers, about `most` of them. */
function logTicks([low, high], most) {
  const decades = Math.log10(high / low);
  const steps = [[1, 2, 5], [1, 3], [1]].find((digits) => decades * digits.length <= most) ?? [1];
  const every = Math.max(1, Math.ceil(decades / most));
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power += every) {
    for (const digit of steps) ticks.push(Number(`${digit}e${power}`));
  }
  const inside = ticks.filter((tick) => tick >= low && tick <= high);
  return inside.length > 1 ? inside : [low, high];
}

/** Marks of an axis "x" or "y" over a domain, about `most` labels written by `format`. */
export function logAxis(which, domain, {most, format}) {
  const ticks = logTicks(domain, most);
  const [axis, grid] = which === "x" ? [Plot.axisX, Plot.gridX] : [Plot.axisY, Plot.gridY];
  return [grid(ticks), axis(ticks, {text: format, label: null})];
}
