"""Which inputs matter: elementary effects of Morris and variance shares of Sobol, with intervals."""

from typing import Dict, Mapping, Sequence, Tuple

import numpy as np
import pandas as pd

Bounds = Mapping[str, Tuple[float, float]]


def _interval(resampled: np.ndarray, level: float) -> np.ndarray:
    tail = (1 - level) / 2
    return np.quantile(resampled, [tail, 1 - tail], axis=0)


def _unit(points: pd.DataFrame, log: Sequence[str]) -> np.ndarray:
    values = points.to_numpy(float).copy()
    for name in log:
        values[:, points.columns.get_loc(name)] = np.log(values[:, points.columns.get_loc(name)])
    low, high = values.min(axis=0), values.max(axis=0)
    if (low == high).any():
        raise ValueError(f"never varied: {', '.join(points.columns[low == high])}")
    return (values - low) / (high - low)


def _elementary_effects(points: pd.DataFrame, response: np.ndarray,
                        log: Sequence[str]) -> np.ndarray:
    parameters = points.shape[1]
    trajectories = len(points) // (parameters + 1)
    if len(points) != trajectories * (parameters + 1) or len(response) != len(points):
        raise ValueError(f"{len(points)} points and {len(response)} responses are no whole number "
                         f"of trajectories of {parameters + 1} points")
    steps = np.diff(_unit(points, log).reshape(trajectories, parameters + 1, parameters), axis=1)
    changed = np.abs(steps) > 1e-9
    if (changed.sum(axis=2) != 1).any() or (changed.sum(axis=1) != 1).any():
        raise ValueError("a trajectory changes each parameter once, one at a time")
    change = np.diff(np.asarray(response, float).reshape(trajectories, parameters + 1), axis=1)
    # Exactly one step of a trajectory belongs to each parameter, so the sums pick single quotients.
    slopes = np.where(changed, change[:, :, None] / np.where(changed, steps, 1.0), 0.0)
    return slopes.sum(axis=1)


def morris_effects(points: pd.DataFrame, response: Sequence[float], log: Sequence[str] = (),
                   level: float = 0.95, resamples: int = 2000, seed: int = 1) -> pd.DataFrame:
    """Elementary effects (Morris 1991), one row per parameter, in the unit of `response`.

    `points` holds the design of `poach sweep` with `kind: morris` in the order of its points: a
    column per parameter, one trajectory below the other. An effect is the change of the response
    if the parameter went through its whole range (from the least to the largest value in `points`;
    by equal ratios for the names in `log`). Columns: `mean`; `mean_absolute`, the measure of
    importance (Campolongo and others 2007), with its bootstrap interval `low` to `high` over
    trajectories; `sd`, large where the effect depends on the other parameters or is noise.
    ValueError if the points are not such trajectories.
    """
    effects = _elementary_effects(points, np.asarray(response, float), log)
    count = len(effects)
    drawn = np.random.default_rng(seed).integers(0, count, (resamples, count))
    low, high = _interval(np.abs(effects)[drawn].mean(axis=1), level)
    return pd.DataFrame({"mean": effects.mean(axis=0), "mean_absolute": np.abs(effects).mean(axis=0),
                         "low": low, "high": high,
                         "sd": effects.std(axis=0, ddof=1) if count > 1 else np.nan},
                        index=pd.Index(points.columns, name="parameter"))


def latin_hypercube(bounds: Bounds, points: int, seed: int = 1,
                    log: Sequence[str] = ()) -> pd.DataFrame:
    """Points uniform between `bounds`, {name: (low, high)}: one in every stratum of each parameter.

    Names in `log` are uniform in the logarithm. Units are those of the bounds.
    """
    random = np.random.default_rng(seed)
    shares = (np.stack([random.permutation(points) for _ in bounds], axis=1)
              + random.random((points, len(bounds)))) / points
    return _scaled(shares, bounds, log)


def _scaled(shares: np.ndarray, bounds: Bounds, log: Sequence[str]) -> pd.DataFrame:
    columns: Dict[str, np.ndarray] = {}
    for share, (name, (low, high)) in zip(shares.T, bounds.items()):
        columns[name] = (np.exp(np.log(low) + (np.log(high) - np.log(low)) * share)
                         if name in log else low + (high - low) * share)
    return pd.DataFrame(columns)


def sobol_design(bounds: Bounds, rows: int, seed: int = 1, log: Sequence[str] = ()) -> pd.DataFrame:
    """Points at which `sobol_indices` needs the response: `rows` times (parameters + 2).

    Two independent samples A and B one below the other, and then for each parameter A with that
    parameter's column from B (Saltelli and others 2010).
    """
    names = list(bounds)
    twice = {**{f"{n} A": bounds[n] for n in names}, **{f"{n} B": bounds[n] for n in names}}
    both = latin_hypercube(twice, rows, seed, [f"{n} {s}" for n in log for s in "AB"])
    first = both.iloc[:, :len(names)].set_axis(names, axis=1)
    second = both.iloc[:, len(names):].set_axis(names, axis=1)
    mixed = [first.assign(**{name: second[name]}) for name in names]
    return pd.concat([first, second, *mixed], ignore_index=True)


def _product(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Mean product over all pairs of different replicates (last axis); plain with one replicate.

    Luck is independent between replicates, so that it leaves no trace in the expectation.
    """
    count = left.shape[-1]
    same = (left * right).sum(axis=-1)
    if count == 1:
        return same
    return (left.sum(axis=-1) * right.sum(axis=-1) - same) / (count * (count - 1))


def _variance_shares(values: np.ndarray) -> np.ndarray:
    """First-order (row 0) and total (row 1) indices; axes: matrix, ..., row, replicate."""
    both = np.concatenate([values[0], values[1]], axis=-2)
    centred = values - both.mean(axis=-2, keepdims=True)
    a, b, mixed = centred[0], centred[1], centred[2:]
    variance = _product(both - both.mean(axis=-2, keepdims=True),
                        both - both.mean(axis=-2, keepdims=True)).mean(axis=-1)
    first = _product(np.broadcast_to(b, mixed.shape), mixed - a).mean(axis=-1) / variance
    total = _product(a - mixed, a - mixed).mean(axis=-1) / (2 * variance)
    return np.stack([first, total])


def sobol_indices(parameters: Sequence[str], response: np.ndarray, level: float = 0.95,
                  resamples: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Shares of the response's variance that each parameter explains; pure numbers.

    `response` belongs to the points of `sobol_design`, in their order: one number per point, or one
    row per point with a column for each replicate. With replicates the shares are those of the mean
    response: products are taken between different replicates, so luck neither adds to the variance
    nor passes for interactions. Columns: `first`, the share explained by the parameter alone
    (Saltelli and others 2010), and `total`, with all its interactions (Jansen 1999), each with a
    bootstrap interval over rows (`first_low`, ...), which holds for the given seeds. Estimates may
    leave 0 to 1 by sampling error. ValueError if the response does not vary or does not fit the
    design.
    """
    values = np.asarray(response, float)
    values = values.reshape(len(values), -1)
    matrices = len(parameters) + 2
    if len(values) == 0 or len(values) % matrices:
        raise ValueError(f"{len(values)} responses are no whole number of rows of {matrices}")
    if np.ptp(values, axis=0).max() == 0:
        raise ValueError("the response does not vary")
    rows = len(values) // matrices
    values = values.reshape(matrices, rows, -1)
    first, total = _variance_shares(values)
    random = np.random.default_rng(seed)
    resampled = np.stack([_variance_shares(values[:, random.integers(0, rows, rows)])
                          for _ in range(resamples)])
    (first_low, first_high), (total_low, total_high) = (
        _interval(resampled[:, kind], level) for kind in (0, 1))
    return pd.DataFrame({"first": first, "first_low": first_low, "first_high": first_high,
                         "total": total, "total_low": total_low, "total_high": total_high},
                        index=pd.Index(parameters, name="parameter"))
