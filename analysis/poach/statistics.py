"""Quantile bands and paired effects over replicates."""

from typing import List, Sequence, Union

import numpy as np
import pandas as pd

Names = Union[str, Sequence[str]]


def _names(names: Names) -> List[str]:
    return [names] if isinstance(names, str) else list(names)


def summarize(df: pd.DataFrame, by: Names,
              quantiles: Sequence[float] = (0.1, 0.5, 0.9)) -> pd.DataFrame:
    """Count, mean and quantiles of every numeric column for each group `by`.

    Columns are pairs (column, statistic); quantiles are named q10, q50, q90. Values keep their
    units. run_id is not summarized. A cell is empty where a group has no value.
    """
    keys = _names(by)
    values = [c for c in df.select_dtypes("number").columns if c not in [*keys, "run_id"]]
    grouped = df.groupby(keys, sort=True)[values]
    parts = {"count": grouped.count(), "mean": grouped.mean()}
    parts.update({f"q{100 * q:g}": grouped.quantile(q) for q in quantiles})
    together = pd.concat(parts, axis=1).swaplevel(axis=1)
    return together[[(value, name) for value in values for name in parts]]


def _resampled_means(differences: np.ndarray, resamples: int, seed: int) -> np.ndarray:
    drawn = np.random.default_rng(seed).integers(0, len(differences), (resamples, len(differences)))
    return differences[drawn].mean(axis=1)


def effect(treatment: pd.Series, baseline: pd.Series, level: float = 0.95,
           resamples: int = 4000, seed: int = 1) -> pd.Series:
    """Mean of treatment minus baseline, paired by replicate, with a bootstrap interval.

    Both series hold one number per replicate, indexed by run_id, from runs of the same seed.
    ValueError if the replicates differ, repeat, or are fewer than two. Returns effect, low, high
    and standard_error in the unit of the series, and the number of pairs. The interval is the
    percentile bootstrap over pairs (Efron and Tibshirani 1993).
    """
    if treatment.index.has_duplicates or baseline.index.has_duplicates:
        raise ValueError("a replicate occurs twice; aggregate to one number per run_id first")
    if set(treatment.index) != set(baseline.index):
        raise ValueError("treatment and baseline do not have the same replicates")
    if len(treatment) < 2:
        raise ValueError("an interval needs two replicates or more")
    differences = (treatment - baseline.reindex(treatment.index)).to_numpy(float)
    if np.isnan(differences).any():
        raise ValueError("a replicate has no value")
    tail = (1 - level) / 2
    low, high = np.quantile(_resampled_means(differences, resamples, seed), [tail, 1 - tail])
    return pd.Series({"effect": differences.mean(), "low": low, "high": high,
                      "standard_error": differences.std(ddof=1) / np.sqrt(len(differences)),
                      "pairs": len(differences)})
