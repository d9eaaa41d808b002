"""Morris and Sobol measures against functions whose answers are known."""

import numpy as np
import pandas as pd
import pytest

from poach import sensitivity

ISHIGAMI = {name: (-np.pi, np.pi) for name in ("x1", "x2", "x3")}


def ishigami(points):
    """Ishigami and Homma (1990) with a = 7, b = 0.1."""
    return np.sin(points.x1) + 7 * np.sin(points.x2) ** 2 + 0.1 * points.x3 ** 4 * np.sin(points.x1)


def trajectories(count, parameters, levels, seed):
    random = np.random.default_rng(seed)
    step = levels / (2 * (levels - 1))
    rows = []
    for _ in range(count):
        point = random.integers(0, levels // 2, parameters) / (levels - 1)
        rows.append(point.copy())
        for name in random.permutation(parameters):
            point[name] += step
            rows.append(point.copy())
    return pd.DataFrame(rows, columns=[f"p{k}" for k in range(parameters)])


def test_effects_of_a_linear_function_are_its_slopes():
    points = trajectories(6, 3, 4, 1)
    scaled = pd.DataFrame({"p0": 10 * points.p0, "p1": 2.0 ** points.p1, "p2": points.p2 - 5})
    found = sensitivity.morris_effects(scaled, 3 * points.p0 - 2 * points.p1, log=["p1"])
    assert found["mean"].tolist() == pytest.approx([3, -2, 0])
    assert found.mean_absolute.tolist() == pytest.approx([3, 2, 0])
    assert found.sd.tolist() == pytest.approx([0, 0, 0], abs=1e-9)


def test_interactions_show_in_the_spread_and_the_interval():
    points = trajectories(40, 2, 4, 2)
    found = sensitivity.morris_effects(points, points.p0 * points.p1)
    assert (found.sd > 0.2).all()
    assert ((found.low < found.mean_absolute) & (found.mean_absolute < found.high)).all()


def test_points_that_are_no_trajectories_are_refused():
    points = trajectories(2, 3, 4, 1)
    with pytest.raises(ValueError, match="whole number of trajectories"):
        sensitivity.morris_effects(points.iloc[:-1], np.zeros(7))
    with pytest.raises(ValueError, match="one at a time"):
        sensitivity.morris_effects(points.sample(frac=1, random_state=1), np.zeros(8))
    with pytest.raises(ValueError, match="never varied: p1"):
        sensitivity.morris_effects(points.assign(p1=1.0), np.zeros(8))


def test_the_hypercube_fills_every_stratum_within_its_bounds():
    points = sensitivity.latin_hypercube({"a": (2, 4), "b": (1, 100)}, 50, 3, log=["b"])
    assert sorted(((points.a - 2) / 2 * 50).astype(int)) == list(range(50))
    assert sorted((np.log10(points.b) / 2 * 50).astype(int)) == list(range(50))


def test_sobol_indices_of_ishigami():
    # Analytic shares of the variance a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2. With 4,096 rows the
    # standard errors are below 0.02; forgetting the half in Jansen's formula or taking A for B in
    # Saltelli's is off by 0.2 and more.
    variance = 49 / 8 + 0.1 * np.pi ** 4 / 5 + 0.01 * np.pi ** 8 / 18 + 0.5
    alone = np.array([(1 + 0.1 * np.pi ** 4 / 5) ** 2 / 2, 49 / 8, 0]) / variance
    together = 8 * 0.01 * np.pi ** 8 / 225 / variance
    found = sensitivity.sobol_indices(list(ISHIGAMI),
                                      ishigami(sensitivity.sobol_design(ISHIGAMI, 4096, 5)))
    width = (found.first_high - found.first_low) / (2 * 1.96)
    assert (width < 0.02).all()
    assert (np.abs(found["first"] - alone) < 4 * width).all()
    width = (found.total_high - found.total_low) / (2 * 1.96)
    assert (np.abs(found.total - alone - together * np.array([1, 0, 1])) < 4 * width).all()


def test_intervals_of_indices_cover_as_often_as_they_say():
    # 200 designs of an additive function, 90 % intervals: standard error of the share 0.021.
    bounds = {"a": (0, 1), "b": (0, 1)}
    covered = []
    for seed in range(200):
        points = sensitivity.sobol_design(bounds, 128, seed)
        found = sensitivity.sobol_indices(["a", "b"], 2 * points.a + points.b, 0.9, 100, seed)
        covered.append((found.total_low < [0.8, 0.2]) & ([0.8, 0.2] < found.total_high))
    assert (np.abs(np.mean(covered, axis=0) - 0.9) < 4 * 0.021 + 0.02).all()


def test_luck_of_replicates_does_not_pass_for_interactions():
    # 2 a + b with noise of twice its variance. Over 60 designs the means have standard errors of
    # about 0.02; plain means of two replicates would give a total of b of 0.6 instead of 0.2.
    bounds = {"a": (0, 1), "b": (0, 1)}
    random = np.random.default_rng(11)
    found = []
    for seed in range(60):
        points = sensitivity.sobol_design(bounds, 256, seed)
        lucky = (2 * points.a + points.b).to_numpy()[:, None] + random.normal(0, 0.9, (len(points), 2))
        found.append(sensitivity.sobol_indices(["a", "b"], lucky, resamples=2)[["first", "total"]])
    found = np.stack(found)
    error = found.std(axis=0, ddof=1) / 60 ** 0.5
    assert (error < 0.03).all()
    assert (np.abs(found.mean(axis=0) - [[0.8, 0.8], [0.2, 0.2]]) < 4 * error).all()


def test_responses_that_fit_no_design_are_refused():
    with pytest.raises(ValueError, match="whole number of rows"):
        sensitivity.sobol_indices(["a", "b"], np.arange(7))
    with pytest.raises(ValueError, match="does not vary"):
        sensitivity.sobol_indices(["a", "b"], np.ones(8))
