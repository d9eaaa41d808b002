"""Accounts of runs against those of a baseline."""

from pathlib import Path

import pytest

import poach
from poach import accounts

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"


def run(directory, *overrides):
    return poach.run(SCENARIOS / "minimal.yaml", directory,
                     ["--replicates", "3", "record.tables=[market,accounts]", "record.every=5",
                      *overrides])


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    directory = tmp_path_factory.mktemp("accounts")
    return run(directory / "base"), run(directory / "bold", "market.decisions.minimum_raise=0.5")


def test_people_receive_what_companies_pay(runs):
    for one in runs:
        paid = accounts.totals(one).groupby("run_id").sum()
        to_people = paid[["pay_usd", "vested_usd", "buyouts_usd", "garden_leave_usd"]].sum(axis=1)
        assert (to_people == accounts.people(one).received_usd).all()
        assert (to_people > 0).all()


def test_transfers_add_up(runs):
    base, bold = runs
    effects = accounts.transfers({"bold": bold}, base).effect.loc["bold"]
    assert effects.received_usd == pytest.approx(effects.output_usd - effects.profit_usd)
    assert effects.pay_usd != 0
    assert accounts.transfers({"same": base}, base).effect.abs().max() == 0
