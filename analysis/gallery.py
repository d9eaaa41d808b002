#!/usr/bin/env python3
"""The pictures of docs/gallery.md.

Usage: gallery.py RESULTS_DIR OUTPUT_DIR [NAME...]
RESULTS_DIR holds the runs and the sweep that docs/gallery.md names, with their pages. Pictures of
pages need Node.js and Chromium (./dev packages report). A picture over 150 kB is reduced to a palette;
one that stays larger is an error.
"""

import base64
import io
import json
import subprocess
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd
from PIL import Image

import plot_spree
import poach

MOST_BYTES = 150_000
HERE = Path(__file__).resolve().parent
SCREENSHOT = HERE.parent / "tests" / "report" / "screenshot.mjs"
BUDGET = 'events["Apple grants retention equity"].set["companies.Apple.retention.budget"]'
COUNTERS = "companies.Apple.counter_offers.probability"


def page(file, *options):
    """A picture of a page, or of what `--of` names in it."""

    def draw(results, output):
        subprocess.run(["node", SCREENSHOT, results / file, output, *options], check=True)

    return draw


def spree(results, output):
    plot_spree.main(results / "spree", results / "no_spree", output)


def surface(results, output):
    """People Apple loses by counter-offers and retention budget, over all caps of the sweep."""
    lost = poach.load_sweep(results / "apple", "companies", [COUNTERS, BUDGET],
                            ["company", "poached_out"])
    lost = lost[lost.company == "Apple"].groupby(["run_id", COUNTERS, BUDGET], as_index=False)
    totals = lost.poached_out.sum()
    frame = pd.DataFrame({"probability that Apple counters an offer": totals[COUNTERS],
                          "retention budget, million USD": totals[BUDGET] / 1e6,
                          "people lost": totals.poached_out})
    figure, axis = plt.subplots(figsize=(6.4, 4.2), constrained_layout=True)
    image = poach.plot.response_surface(axis, frame, frame.columns[0], frame.columns[1],
                                        "people lost")
    figure.colorbar(image, label="people Apple loses to rivals, mean of runs")
    figure.savefig(output, dpi=110)


def frontier(results, output):
    """The figure of the executed notebook."""
    notebook = json.loads((HERE / "notebooks" / "03_what_should_apple_do.ipynb").read_text())
    pictures = [item["data"]["image/png"] for cell in notebook["cells"]
                for item in cell.get("outputs", []) if "image/png" in item.get("data", {})]
    Path(output).write_bytes(base64.b64decode(pictures[0]))


PICTURES = {
    "spree": spree,
    "report_light": page("spree/report.html", "--width", "900", "--height", "1000"),
    "report_dark": page("spree/report.html", "--width", "900", "--dark", "--of", "#headcount"),
    "report_narrow": page("spree/report.html", "--width", "360", "--of", "#leadership"),
    "sankey": page("spree/report.html", "--width", "900", "--of", "#sankey"),
    "prices": page("spree/report.html", "--width", "900", "--dark", "--of", "#price_map"),
    "effects": page("spree/comparison.html", "--width", "900", "--of", "#poached_out"),
    "response": page("apple/report.html", "--width", "900", "--of", "#response"),
    "surface": surface,
    "frontier": frontier,
}


def reduce(file):
    """Rewrites a PNG that is too large with a palette of 256 colours."""
    if file.stat().st_size <= MOST_BYTES:
        return
    packed = io.BytesIO()
    with Image.open(file) as image:
        image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(packed, "PNG",
                                                                          optimize=True)
    if len(packed.getvalue()) > MOST_BYTES:
        raise SystemExit(f"{file}: {len(packed.getvalue())} bytes are more than {MOST_BYTES}")
    file.write_bytes(packed.getvalue())


def main(results, output, *names):
    unknown = [name for name in names if name not in PICTURES]
    if unknown:
        raise SystemExit(f"no picture {', '.join(unknown)}; there are: {', '.join(PICTURES)}")
    for name in names or PICTURES:
        file = Path(output) / f"{name}.png"
        PICTURES[name](Path(results), file)
        reduce(file)
        print(file)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
