"""Approximate Bayesian computation against a posterior that is known exactly."""

import numpy as np
import pandas as pd
import pytest

from poach import calibration
from poach.sensitivity import latin_hypercube

BOUNDS = {"centre": (0.0, 10.0), "spread": (0.5, 3.0)}


def normal_samples(draws, size=30, seed=1):
    """Mean and log standard deviation of `size` normal numbers for each draw."""
    random = np.random.default_rng(seed)
    numbers = (draws.centre.to_numpy()[:, None]
               + draws.spread.to_numpy()[:, None] * random.normal(size=(len(draws), size)))
    return pd.DataFrame({"mean": numbers.mean(axis=1), "log sd": np.log(numbers.std(axis=1))},
                        index=draws.index)


@pytest.fixture(scope="module")
def market():
    draws = latin_hypercube(BOUNDS, 2000, 2)
    return draws, normal_samples(draws)


def test_the_posterior_is_the_exact_one(market):
    # A flat prior and 30 numbers with mean 4 and sd 1.5: the mean's posterior is Student's t with
    # 29 degrees of freedom and scale 1.5 / sqrt(29) (29 since the sd divides by 30), sd 0.289.
    draws, facts = market
    sample = calibration.posterior(draws, facts, {"mean": 4.0, "log sd": np.log(1.5)}, BOUNDS, 0.1)
    assert len(sample) == 200
    assert sample.weight.sum() == pytest.approx(1)
    mean = (sample.weight * sample.centre).sum()
    sd = np.sqrt((sample.weight * (sample.centre - mean) ** 2).sum())
    # About 170 effective draws: standard errors 0.022 of the mean and 0.016 of the sd.
    assert abs(mean - 4) < 0.09
    assert abs(sd - 0.289) < 0.07
    # Without the regression the kept draws alone would be much wider.
    assert draws.loc[sample.index].centre.std() > 0.4


def test_posteriors_stay_between_the_bounds(market):
    draws, facts = market
    sample = calibration.posterior(draws, facts, {"mean": 0.0, "log sd": np.log(0.5)}, BOUNDS, 0.1)
    for name, (low, high) in BOUNDS.items():
        assert sample[name].between(low, high).all()


def test_intervals_cover_the_truth_as_often_as_they_say(market):
    # 300 truths: standard error of a share of 0.9 is 0.0173; intervals of 80 % would be 5.8 off.
    draws, facts = market
    found = calibration.recovery(draws, facts, BOUNDS, 300, 0.1)
    covered = found.truth.between(found.low, found.high).groupby("parameter").mean()
    assert (np.abs(covered - 0.9) < 4 * 0.0173).all()
    assert (found.low <= found["median"]).all() and (found["median"] <= found.high).all()


def test_each_fact_identifies_its_parameter(market):
    shares = calibration.identification(*market, BOUNDS)
    assert shares.loc["mean", "centre"] > 0.8 and shares.loc["log sd", "spread"] > 0.8
    assert abs(shares.loc["mean", "spread"]) < 0.01 and abs(shares.loc["log sd", "centre"]) < 0.01
    assert (shares.loc["all facts"] > 0.8).all()


def test_quantiles_follow_the_weights():
    assert calibration.weighted_quantiles([3, 1, 2], [1, 1, 1], [0.5])[0] == 2
    assert calibration.weighted_quantiles([1, 2, 3], [1, 1, 98], [0.5])[0] > 2.9


def test_what_cannot_be_fitted_is_refused(market):
    draws, facts = market
    with pytest.raises(ValueError, match="never varies: none"):
        calibration.posterior(draws, facts.assign(none=1.0), {"none": 1.0}, BOUNDS)
    with pytest.raises(ValueError, match="too few"):
        calibration.posterior(draws, facts, {"mean": 4.0}, BOUNDS, 0.001)
