#!/usr/bin/env python3
"""One picture per canonical model: what the program simulates over what theory says.

Usage: plot_theory.py POACH DIRECTORY [FUNCTION...]    all pictures, or those that these draw
Runs scenarios of scenarios/theory with more tables recorded than they ask for and writes
DIRECTORY/theory_*.png. Lines are exact, marks are simulated.
"""

import itertools
import subprocess
import sys
import tempfile
from pathlib import Path

import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from theory_curves import auction_wages, crowding, job_network, moments, share_up_to

THEORY = Path(__file__).resolve().parents[1] / "scenarios" / "theory"
EXACT, SEEN, OTHER = "black", "#0072B2", "#D55E00"


class Program:
    """Runs scenarios into a scratch directory."""
    def __init__(self, path, scratch):
        self.path, self.scratch = path, Path(scratch)

    def run(self, scenario, tables, *overrides):
        """Tables of a run by name."""
        directory = self.scratch / "run"
        subprocess.run([self.path, "run", str(THEORY / f"{scenario}.yaml"), *overrides,
                        "--tables", ",".join(tables), "-o", str(directory), "--force", "--quiet"],
                       check=True, stdout=subprocess.DEVNULL)
        return [pd.read_csv(directory / f"{table}.csv", keep_default_na=False, na_values=[""]) for table in tables]

    def check(self, scenario, settings):
        """check.csv of a scenario with other settings."""
        file = self.scratch / "scenario.yaml"
        file.write_text(f"extends: {THEORY / scenario}.yaml\n{settings}", encoding="utf-8")
        done = subprocess.run([self.path, "check", str(file), "-o", str(self.scratch / "check"),
                               "--force"], capture_output=True, check=False)
        if done.returncode not in (0, 1):
            sys.exit(f"{scenario} could not be checked")
        return pd.read_csv(self.scratch / "check" / "check.csv", keep_default_na=False,
                           na_values=[""]).set_index("name")


def people_at_end(program, scenario, *overrides):
    """Everyone at the end of one run, with the number of the employer from 0 (-1: none)."""
    people, = program.run(scenario, ["researchers"], "record.researchers_every=100000",
                          "clock.burn_in=400", "clock.ticks=0", *overrides)
    number = people.company.str.extract(r"(\d+)$")[0]
    people["rank"] = pd.to_numeric(number).fillna(0).astype(int) - 1
    return people


def panels(count):
    figure, axes = plt.subplots(1, count, figsize=(4.6 * count, 3.5), layout="constrained",
                                squeeze=False)
    return figure, axes[0]


def finish(figure, directory, name):
    figure.savefig(Path(directory) / f"theory_{name}.png", dpi=110)


def label(axis, title, x, y):
    axis.spines[["top", "right"]].set_visible(False)
    axis.set_title(title, fontsize=10, loc="left")
    axis.set_xlabel(x)
    axis.set_ylabel(y)


def cumulative(axis, values, colour=SEEN, name="simulated"):
    """Marks at 25 quantiles of the values."""
    shares = (np.arange(25) + 0.5) / 25
    axis.plot(np.quantile(values, shares), shares, "o", color=colour, markersize=4, label=name)


def lake(program, directory):
    market, = program.run("lake", ["market"], "clock.burn_in=0", "clock.ticks=30",
                          "record.every=1", "replicates=10")
    d, l0, ticks = 0.02, 0.30, np.arange(31)
    figure, (axis,) = panels(1)
    axis.plot(ticks, d / (d + l0) + l0 / (d + l0) * (1 - d - l0) ** ticks, color=EXACT,
              label="exact, d / (d + l0) in the long run")
    mean = market.groupby("tick").unemployment_rate.mean()
    axis.plot(mean.index, mean, "o", color=SEEN, markersize=4, label="simulated, 10 runs")
    axis.axhline(d / (d + l0), color="0.6", linewidth=0.8, linestyle="--")
    label(axis, "Lake model: from no jobs to the steady state", "tick", "unemployment rate")
    axis.legend(frameon=False)
    finish(figure, directory, "lake")


def burdett_mortensen(program, directory):
    people = people_at_end(program, "burdett_mortensen", "researchers.unemployed=60000")
    companies, k0, k1 = 1000, 10, 4
    wages = 0.5 + 0.5 * (np.arange(companies) + 0.5) / companies
    employed = people[people["rank"] >= 0]
    figure, (left, right) = panels(2)
    left.plot(wages, (np.arange(companies) + 1) / companies, color="0.6", linestyle="--",
              label="offered, F")
    left.plot(wages, share_up_to(k1, companies), color=EXACT, label="earned, exact G")
    cumulative(left, employed.pay_usd_per_year, name="earned, simulated")
    label(left, "Job ladder: wages", "wage", "share of people at or below")
    left.legend(frameon=False)
    f = (np.arange(companies) + 0.5) / companies
    size = k0 * (1 + k1) / (1 + k0) / (1 + k1 * (1 - f)) ** 2
    right.plot(wages, size * len(people) / companies, color=EXACT, label="exact l(w)")
    heads = np.bincount(employed["rank"], minlength=companies).reshape(40, -1).mean(axis=1)
    right.plot(wages.reshape(40, -1).mean(axis=1), heads, "o", color=SEEN, markersize=4,
               label="simulated, 25 companies each")
    label(right, "Job ladder: company sizes", "wage posted", "people per company")
    right.set_ylim(0)
    right.legend(frameon=False)
    finish(figure, directory, "burdett_mortensen")


def equilibrium(program, directory):
    people = people_at_end(program, "burdett_mortensen_equilibrium",
                           "researchers.unemployed=60000")
    companies, k0, k1, reservation = 1000, 10, 4, 0.69387755
    quantile = (np.arange(companies) + 0.5) / companies
    wages = 1 - (1 - reservation) * (1 - quantile * k1 / (1 + k1)) ** 2
    employed = people[people["rank"] >= 0]
    figure, (left, right) = panels(2)
    left.plot(wages, quantile, color="0.6", linestyle="--", label="offered, exact F")
    left.plot(wages, share_up_to(k1, companies), color=EXACT, label="earned, exact G")
    cumulative(left, employed.pay_usd_per_year, name="earned, simulated")
    label(left, "Wage posting equilibrium: wages", "wage (product of a person: 1)",
          "share at or below")
    left.legend(frameon=False)
    profit = np.bincount(employed["rank"], weights=1 - employed.pay_usd_per_year,
                         minlength=companies).reshape(25, -1).mean(axis=1)
    exact = (1 - reservation) * k0 / (1 + k0) / (1 + k1) * len(people) / companies
    right.axhline(exact, color=EXACT, label="exact, the same at all wages")
    right.plot(wages.reshape(25, -1).mean(axis=1), profit, "o", color=SEEN, markersize=4,
               label="simulated, 40 companies each")
    label(right, "Wage posting equilibrium: profits", "wage posted", "profit per company")
    right.set_ylim(0, 1.6 * exact)
    right.legend(frameon=False)
    finish(figure, directory, "burdett_mortensen_equilibrium")


def sequential_auctions(program, directory):
    few, k1 = 20, 4
    many = people_at_end(program, "postel_vinay_robin", "researchers.unemployed=40000")
    people = people_at_end(program, "postel_vinay_robin", "researchers.unemployed=60000",
                           f"companies.Companies.count={few}")
    figure, (left, right) = panels(2)
    products = 1 + (np.arange(1000) + 0.5) / 1000
    left.plot(products, (np.arange(1000) + 1) / 1000, color="0.6", linestyle="--",
              label="companies, F")
    left.plot(products, share_up_to(k1, 1000), color=EXACT, label="workers, exact L(p)")
    cumulative(left, products[many.loc[many["rank"] >= 0, "rank"]], name="workers, simulated")
    label(left, "Sequential auctions: where people work", "productivity of the employer",
          "share at or below")
    left.legend(frameon=False)
    for rank, colour in ((6, "#009E73"), (12, OTHER), (19, SEEN)):
        bids = np.arange(rank)
        exact = (crowding(k1, rank, few) * crowding(k1, rank - 1, few) /
                 crowding(k1, bids, few) ** 2)
        x = 1 + (np.append(bids, rank) + 0.5) / few
        right.step(x, np.append(exact, 1.0), where="post", color=EXACT, linewidth=1)
        there = people.loc[people["rank"] == rank, "best_losing_bid_usd_per_year"]
        right.plot(x, [(there <= y + 1e-9).mean() for y in x], "o", color=colour, markersize=4)
        right.annotate(f"company {rank + 1}", (x[-1], 1.0), xytext=(0, 6), ha="center",
                       textcoords="offset points", fontsize=8, color=colour)
    right.set_ylim(0, 1.1)
    label(right, f"P(q <= y | p) at 3 of {few} companies; lines exact", "best losing bid y",
          "share at or below")
    finish(figure, directory, "postel_vinay_robin")


def foresight(program, directory):
    figure, (axis,) = panels(1)
    for scenario, premium, colour, name in (
            ("postel_vinay_robin", 0.0, OTHER, "without foresight"),
            ("postel_vinay_robin_foresight", 0.08 / 0.07, SEEN, "with foresight")):
        people = people_at_end(program, scenario, "researchers.unemployed=40000")
        axis.plot(*auction_wages(1000, 4, 0.5, premium), color=EXACT)
        cumulative(axis, people.loc[people["rank"] >= 0, "pay_usd_per_year"], colour,
                   f"{name}, simulated")
    axis.plot([], [], color=EXACT, label="exact")
    axis.axvline(0.5, color="0.6", linewidth=0.8, linestyle="--")
    axis.text(0.46, 0.58, "income\nwithout a job", ha="right", fontsize=8, color="0.3")
    label(axis, "Sequential auctions: wages", "wage", "share of people at or below")
    axis.legend(frameon=False, loc="upper left", fontsize=8)
    finish(figure, directory, "foresight")


SHAPES = {"empty": (1, []), "link": (2, [(0, 1)]),
          "cycle": (4, [(0, 1), (1, 2), (2, 3), (0, 3)]),
          "complete": (4, list(itertools.combinations(range(4), 2)))}
PAIRS = [("link", "friends", (0, 1)), ("cycle", "neighbours", (0, 1)),
         ("cycle", "opposite", (0, 2)), ("complete", "friends", (0, 1))]


def job_information(program, directory):
    replicates = 12
    exact, seen = {}, {}
    for shape, (people, ties) in SHAPES.items():
        states = np.arange(2 ** people)[:, None] >> np.arange(people) & 1
        exact[shape] = moments(states.astype(float), job_network(ties, people))
        table, = program.run(f"calvo_armengol_jackson_{shape}", ["researchers"],
                             "clock.burn_in=200", "clock.ticks=300", "record.researchers_every=30",
                             f"replicates={replicates}")
        found = []
        for _, run in table.groupby("run_id"):
            rows = run.company.notna().to_numpy(float).reshape(-1, people)
            found.append(moments(rows, np.full(len(rows), 1 / len(rows))))
        seen[shape] = found
    figure, (left, right) = panels(2)
    for axis, names, truth, values in (
            (left, list(SHAPES), [exact[s][0] for s in SHAPES],
             [[f[0] for f in seen[s]] for s in SHAPES]),
            (right, [f"{s}:\n{what}" for s, what, _ in PAIRS],
             [exact[s][1][at] for s, _, at in PAIRS],
             [[f[1][at] for f in seen[s]] for s, _, at in PAIRS])):
        place = np.arange(len(names))
        axis.hlines(truth, place - 0.3, place + 0.3, color=EXACT, label="exact Markov chain")
        axis.errorbar(place, np.mean(values, axis=1),
                      yerr=1.96 * np.std(values, axis=1, ddof=1) / np.sqrt(replicates), fmt="o",
                      color=SEEN, markersize=4, capsize=3,
                      label=f"simulated, {replicates} runs, 95 % interval")
        axis.set_xticks(place, names)
        axis.set_ylim(0, 1.35 * max(truth))
    label(left, "Job information: unemployment", "shape of the network", "unemployment rate")
    label(right, "Job information: correlation of two people", "shape and pair",
          "correlation of employment")
    for axis in (left, right):
        axis.legend(frameon=False, fontsize=8)
    finish(figure, directory, "calvo_armengol_jackson")


def labor_flow(program, directory):
    figure, (axis,) = panels(1)
    neighbours = np.arange(1, 13)
    rate = 0.02 / (0.02 + 0.5 * (1 - 0.7 ** neighbours))
    axis.plot(neighbours, rate, color=EXACT, label="exact, l / (l + h psi)")
    for k in (2, 4, 6, 8, 10, 12):
        market, = program.run("labor_flow_network", ["market"], f"company_graph.neighbours={k}",
                              "replicates=4")
        axis.plot(k, market[market.tick > 0].unemployment_rate.mean(), "o", color=SEEN,
                  markersize=5, label="simulated, 4 runs" if k == 2 else None)
    label(axis, "Labor flow network: rings of companies", "neighbours of a company",
          "unemployment rate")
    axis.set_ylim(0)
    axis.legend(frameon=False)
    finish(figure, directory, "labor_flow_network")


def auctions(program, directory):
    figure, (left, right) = panels(2)
    limits = [0.0, 0.0]
    for scenario, colour, name in (("assignment_game", SEEN, "40 companies, a seat each"),
                                   ("seats", OTHER, "10 companies, 4 seats each")):
        rows = [program.check(scenario, f"seed: {seed}\nexpect: [{{name: matched, replicates: 1}}, "
                              "{name: total value, replicates: 1}, "
                              "{name: wage bill, replicates: 1}]\n").loc["wage bill"]
                for seed in range(1, 13)]
        exact = [(row.expected_low + row.expected_high) / 2 for row in rows]
        found = [row.simulated for row in rows]
        left.plot(exact, found, "o", color=colour, markersize=4, label=name)
        limits = [min(limits[0] or exact[0], *exact), max(limits[1], *exact)]
    left.plot(limits, limits, color=EXACT, linewidth=1, label="equal")
    label(left, "Auctions: pay of all, 12 markets each", "lowest competitive prices, exact",
          "simulated")
    left.legend(frameon=False, fontsize=8)
    budgets = [1000, 1500, 2000, 2500, 3000, 3500, 4000, 5000]
    means = []
    for budget in [*budgets, 1e9]:
        market, = program.run("budgets", ["market"], "replicates=12",
                              f"companies.Companies.hiring.wage_bill_limit={budget}")
        means.append(market[market.tick == 1].output_usd_per_year.mean())
    right.axhline(1, color=EXACT, linewidth=1, label="without budgets")
    right.plot(budgets, np.array(means[:-1]) / means[-1], "o-", color=SEEN, markersize=4,
               label="simulated, 12 markets")
    label(right, "Auctions: product of all as budgets grow", "wage bill limit of a company",
          "share of the product without limits")
    right.legend(frameon=False, fontsize=8, loc="lower right")
    finish(figure, directory, "auctions")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    pictures = (lake, burdett_mortensen, equilibrium, sequential_auctions, foresight,
                job_information, labor_flow, auctions)
    with tempfile.TemporaryDirectory() as scratch:
        program = Program(sys.argv[1], scratch)
        for plot in pictures:
            if not sys.argv[3:] or plot.__name__ in sys.argv[3:]:
                plot(program, sys.argv[2])


if __name__ == "__main__":
    main()
