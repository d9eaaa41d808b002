// Flows from former employers (left) to new ones (right).
import {sankey as layout, sankeyLinkHorizontal} from "d3-sankey";
import {look, short, shortened} from "./theme.js";

const node_width = 14;

function svg(tag, attributes, children = []) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function titled(tag, attributes, text) {
  const title = svg("title", {});
  title.textContent = text;
  return svg(tag, attributes, [title]);
}

/** A company has a node on either side, in the order of the page. */
function graphOf(chart) {
  const nodes = [];
  const node = (side, name) => {
    const id = `${side} ${name}`;
    if (!nodes.some((known) => known.id === id)) nodes.push({id, side, name});
    return id;
  };
  const links = chart.links.map(({from, to, value}) =>
    ({source: node("from", from), target: node("to", to), value}));
  const rank = new Map(chart.names.map((name, k) => [name, k]));
  nodes.sort((a, b) => rank.get(a.name) - rank.get(b.name));
  return {nodes, links};
}

function label(node, narrow) {
  const left = node.side === "from";
  const text = svg("text", {x: left ? node.x1 + 6 : node.x0 - 6, y: (node.y0 + node.y1) / 2,
    dy: "0.35em", "text-anchor": left ? "start" : "end", class: "sankey-label"});
  const name = shortened(node.name, narrow ? 16 : 40);
  text.textContent = `${name} ${short(node.value)}`;
  return text;
}

export function sankey(chart, {width, page}) {
  const narrow = width < 520;
  const height = Math.max(narrow ? 420 : 460, chart.names.length * 44);
  const graph = layout().nodeId((node) => node.id).nodeWidth(node_width).nodePadding(10)
    .nodeSort(null).extent([[1, 4], [width - 1, height - 4]])(graphOf(chart));
  const color = (name) => look(name, page.companies ?? []).color;
  const path = sankeyLinkHorizontal();
  const links = graph.links.map((link) => titled("path", {
    d: path(link), class: "sankey-link", stroke: color(link.source.name),
    "stroke-width": Math.max(1, link.width)
  }, `${link.source.name} to ${link.target.name}: ${short(link.value)} per run`));
  const nodes = graph.nodes.map((node) => titled("rect", {
    x: node.x0, y: node.y0, width: node.x1 - node.x0, height: Math.max(1, node.y1 - node.y0),
    fill: color(node.name)
  }, `${node.name}: ${short(node.value)} ${node.side === "from" ? "left" : "joined"} per run`));
  return svg("svg", {width, height, viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": chart.title},
  [...links, ...nodes, ...graph.nodes.map((node) => label(node, narrow))]);
}
