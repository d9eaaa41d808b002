"""Who gains and who pays: the accounts of runs against those of a baseline."""

from typing import Dict, Mapping

import pandas as pd

from .statistics import effect
from .tables import Run

COSTS = ["pay_usd", "vested_usd", "buyouts_usd", "garden_leave_usd", "recruiting_usd", "vacancies_usd"]
AMOUNTS = ["output_usd", *COSTS, "profit_usd"]


def totals(run: Run) -> pd.DataFrame:
    """Amounts of a whole run in USD, one row per company and replicate, from accounts.csv."""
    return run.accounts.groupby(["company", "run_id"], sort=True)[AMOUNTS].sum()


def people(run: Run) -> pd.DataFrame:
    """What people received and their surplus over a whole run in USD, one row per replicate."""
    return run.market.groupby("run_id")[["received_usd", "surplus_usd"]].sum()


def _effects(treatment: pd.DataFrame, baseline: pd.DataFrame) -> Dict[str, pd.Series]:
    return {column: effect(treatment[column], baseline[column]) for column in treatment}


def transfers(treatments: Mapping[str, Run], baseline: Run) -> pd.DataFrame:
    """Paired effects on what people receive, their surplus, and companies' output, costs and profit.

    `treatments` maps names to runs of the baseline's seed and replicates (two or more). One row per
    treatment and amount, all companies together, with the columns of `effect`; USD over the run.
    """
    rows = {}
    base = totals(baseline).groupby("run_id").sum()
    for name, run in treatments.items():
        rows.update({(name, amount): found for amount, found in
                     {**_effects(people(run), people(baseline)),
                      **_effects(totals(run).groupby("run_id").sum(), base)}.items()})
    return pd.DataFrame(rows).T.rename_axis(["treatment", "amount"])
