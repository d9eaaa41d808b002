"""Approximate Bayesian computation: which parameters make a model show what was seen."""

from typing import Mapping, Sequence

import numpy as np
import pandas as pd

from .sensitivity import Bounds


def _logit(draws: pd.DataFrame, bounds: Bounds) -> np.ndarray:
    low, high = (np.array([bounds[name][end] for name in draws]) for end in (0, 1))
    share = np.clip((draws.to_numpy(float) - low) / (high - low), 1e-6, 1 - 1e-6)
    return np.log(share / (1 - share))


def _from_logit(values: np.ndarray, draws: pd.DataFrame, bounds: Bounds) -> pd.DataFrame:
    low, high = (np.array([bounds[name][end] for name in draws]) for end in (0, 1))
    return pd.DataFrame(low + (high - low) / (1 + np.exp(-values)), columns=draws.columns,
                        index=draws.index)


def _adjusted(values: np.ndarray, distance: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Parameters moved along a weighted linear regression to where the distance is nil.

    The residuals of a fit are smaller than the spread they stand for; they are stretched by the
    degrees of freedom that the fit has used up.
    """
    root = np.sqrt(weight)[:, None]
    design = np.column_stack([np.ones(len(distance)), distance])
    fit = np.linalg.lstsq(root * design, root * values, rcond=None)[0]
    effective = weight.sum() ** 2 / (weight ** 2).sum()
    stretch = np.sqrt(effective / max(effective - design.shape[1], 1.0))
    return fit[0] + stretch * (values - design @ fit)


def posterior(draws: pd.DataFrame, simulated: pd.DataFrame, observed: Mapping[str, float],
              bounds: Bounds, accept: float = 0.2) -> pd.DataFrame:
    """A weighted posterior sample: the columns of `draws`, in their units, and `weight`.

    `draws` are parameters drawn uniformly between `bounds`, `simulated` the facts the model showed
    with them (same index, any units), `observed` what was seen. The share `accept` of draws whose
    facts lie nearest, each fact measured in median absolute deviations, is kept, weighted by
    Epanechnikov's kernel and moved to the observed facts by local linear regression (Beaumont,
    Zhang and Balding 2002) of the parameters' logits, so that it stays between the bounds. The
    index names the draws that were kept. ValueError if a fact never varies, or if fewer draws are
    kept than the regression needs.
    """
    names = list(observed)
    facts = simulated[names].loc[draws.index].to_numpy(float)
    scale = 1.4826 * np.median(np.abs(facts - np.median(facts, axis=0)), axis=0)
    # Counts can share one value in more than half of the draws.
    scale = np.where(scale > 0, scale, facts.std(axis=0))
    if (scale == 0).any():
        raise ValueError(f"never varies: {', '.join(np.array(names)[scale == 0])}")
    distance = (facts - np.array([observed[name] for name in names], float)) / scale
    length = np.sqrt((distance ** 2).sum(axis=1))
    kept = np.argsort(length, kind="stable")[:max(1, int(round(accept * len(draws))))]
    if len(kept) < 2 * (len(names) + 1):
        raise ValueError(f"{len(kept)} draws are too few for a regression on {len(names)} facts")
    width = length[kept].max() * (1 + 1e-9)
    weight = 1 - (length[kept] / width) ** 2
    moved = _adjusted(_logit(draws.iloc[kept], bounds), distance[kept], weight)
    sample = _from_logit(moved, draws.iloc[kept], bounds)
    return sample.assign(weight=weight / weight.sum())


def weighted_quantiles(values: Sequence[float], weight: Sequence[float],
                       quantiles: Sequence[float]) -> np.ndarray:
    """Quantiles of a weighted sample, in the unit of `values`."""
    value, mass = np.asarray(values, float), np.asarray(weight, float)
    order = np.argsort(value, kind="stable")
    middle = np.cumsum(mass[order]) - 0.5 * mass[order]
    return np.interp(quantiles, middle / mass.sum(), value[order])


def intervals(sample: pd.DataFrame, level: float = 0.9) -> pd.DataFrame:
    """Median and equal-tailed interval of each parameter of a posterior sample, in its unit."""
    tail = (1 - level) / 2
    rows = {name: weighted_quantiles(sample[name], sample.weight, [0.5, tail, 1 - tail])
            for name in sample if name != "weight"}
    return pd.DataFrame(rows, index=["median", "low", "high"]).T


def recovery(draws: pd.DataFrame, simulated: pd.DataFrame, bounds: Bounds, tests: int,
             accept: float = 0.2, level: float = 0.9) -> pd.DataFrame:
    """How well known parameters come back: each of the first `tests` draws plays the observation.

    Its facts are fitted with all other draws. Rows are pairs (draw, parameter): `truth`, `median`,
    `low` and `high` of the posterior's interval, in the parameter's unit.
    """
    frames = []
    for index in draws.index[:tests]:
        others = draws.drop(index)
        sample = posterior(others, simulated.drop(index), simulated.loc[index].to_dict(), bounds,
                           accept)
        found = intervals(sample, level).assign(truth=draws.loc[index].astype(float))
        frames.append(pd.concat({index: found}, names=["draw", "parameter"]))
    return pd.concat(frames)


def identification(draws: pd.DataFrame, simulated: pd.DataFrame, bounds: Bounds) -> pd.DataFrame:
    """Share of each parameter's prior variance that one fact explains, or all facts together.

    Rows are facts and "all facts", columns parameters. A share is the R squared, corrected for the
    number of regressors, of the parameter's logit on quadratic terms of the facts: 0 when the facts
    say nothing of the parameter (sampling error makes it a little negative or positive).
    """
    values = _logit(draws, bounds)
    standard = ((simulated - simulated.mean()) / simulated.std()).loc[draws.index]
    sets = {name: [name] for name in simulated} | {"all facts": list(simulated)}
    rows = {}
    for label, names in sets.items():
        terms = [np.ones(len(standard))]
        terms += [standard[name].to_numpy() ** power for name in names for power in (1, 2)]
        design = np.column_stack(terms)
        left = values - design @ np.linalg.lstsq(design, values, rcond=None)[0]
        spare = len(values) - design.shape[1]
        rows[label] = 1 - (left ** 2).sum(axis=0) / spare / values.var(axis=0, ddof=1)
    return pd.DataFrame(rows, index=draws.columns).T
