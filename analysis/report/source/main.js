// Draws every chart of the page, and draws it again when its width changes.
import {exchange} from "./exchange.js";
import {effects} from "./effects.js";
import {heat} from "./heat.js";
import {histogram} from "./histogram.js";
import {lines} from "./lines.js";
import {panels} from "./panels.js";
import {ranges} from "./ranges.js";
import {response} from "./response.js";
import {sankey} from "./sankey.js";

const kinds = {exchange, effects, heat, histogram, lines, panels, ranges, response, sankey};
const data = JSON.parse(document.getElementById("data").textContent);

function draw(box, chart) {
  const width = Math.floor(box.clientWidth);
  if (width < 50 || box.drawnWidth === width) return;
  box.drawnWidth = width;
  box.replaceChildren(kinds[chart.kind](chart, {width, page: data}));
}

const resized = new ResizeObserver((entries) => {
  for (const {target} of entries) draw(target, data.charts[target.dataset.chart]);
});
for (const box of document.querySelectorAll(".chart")) {
  draw(box, data.charts[box.dataset.chart]);
  resized.observe(box);
}
document.documentElement.dataset.drawn = "yes";
