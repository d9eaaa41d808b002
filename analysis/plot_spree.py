#!/usr/bin/env python3
"""The picture of the README: what the spree did, from two run directories.

Usage: plot_spree.py SPREE_DIR BASELINE_DIR OUTPUT.png
Both directories hold runs of the same replicates and seed, for example
    poach run scenarios/superintelligence_spree.yaml --replicates 24 -o results/spree
    poach run scenarios/no_spree.yaml --replicates 24 -o results/no_spree
"""

import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.dates as dates
import matplotlib.pyplot as plt
import matplotlib.ticker as ticker
import pandas as pd

LAB = "Meta Superintelligence Labs"
OPENING = pd.Timestamp("2025-06-30")
RAIDED = ["OpenAI", "Google DeepMind", "Anthropic", "Apple"]


def load(directory, table):
    return pd.read_csv(Path(directory) / f"{table}.csv", parse_dates=["date"], keep_default_na=False,
                       na_values=[""])


def cumulative_losses(directory):
    """People each company lost to rivals since the start: mean, 10th and 90th percentile of runs."""
    companies = load(directory, "companies").sort_values("tick")
    companies["lost"] = companies.groupby(["run_id", "company"]).poached_out.cumsum()
    lost = companies.groupby(["company", "date"]).lost
    return lost.mean(), lost.quantile(0.1), lost.quantile(0.9)


def plot_losses(axis, spree, baseline):
    mean, low, high = cumulative_losses(spree)
    without = cumulative_losses(baseline)[0]
    for number, company in enumerate(RAIDED):
        colour = f"C{number}"
        axis.plot(mean[company], color=colour, label=company)
        axis.fill_between(mean[company].index, low[company], high[company], color=colour, alpha=0.12)
        axis.plot(without[company], color=colour, linestyle=":")
    axis.set_title("People lost to rivals since the start\n(dotted: without the spree)")
    axis.set_ylabel("people")
    axis.legend(frameon=False, loc="upper left")


def plot_prices(axis, spree):
    moves = load(spree, "moves").dropna(subset=["pay_before_usd_per_year"])
    others = moves[moves.to_company != LAB]
    joined = moves[moves.to_company == LAB]
    axis.scatter(others.date, others.pay_after_usd_per_year / 1e6, s=2, color="0.75", label="others")
    axis.scatter(joined.date, joined.pay_after_usd_per_year / 1e6, s=6, color="C3", label="the lab")
    axis.set_yscale("log")
    axis.yaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:g}"))
    axis.set_title("Pay in the new job,\nevery move between companies")
    axis.set_ylabel("million USD a year")
    axis.legend(frameon=False, loc="upper right", markerscale=3)


def main(spree, baseline, output):
    figure, axes = plt.subplots(1, 2, figsize=(10, 4), constrained_layout=True)
    plot_losses(axes[0], spree, baseline)
    plot_prices(axes[1], spree)
    for axis in axes:
        axis.axvline(OPENING, color="0.4", linewidth=0.8)
        axis.annotate("the lab opens", (OPENING, 0), xycoords=("data", "axes fraction"),
                      xytext=(4, 4), textcoords="offset points", fontsize=8, color="0.3")
        axis.xaxis.set_major_formatter(dates.ConciseDateFormatter(axis.xaxis.get_major_locator()))
        axis.spines[["top", "right"]].set_visible(False)
    figure.savefig(output, dpi=110)


if __name__ == "__main__":
    main(*sys.argv[1:4])
