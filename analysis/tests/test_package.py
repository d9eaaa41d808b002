"""The package against hand-made tables and the program itself."""

import gc
import json
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

import poach  # noqa: E402

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return poach.run(SCENARIOS / "minimal.yaml", tmp_path_factory.mktemp("run") / "small",
                     ["--replicates", "3"])


@pytest.fixture(params=["", ".gz"])
def sweep(tmp_path, request):
    tables = tmp_path / "tables"
    tables.mkdir()
    pd.DataFrame({"run_id": [0, 1, 2], "point": [0, 0, 1], "replicate": [0, 1, 0],
                  "seed": [1, 2, 1], "status": "complete", "error": "",
                  "a.cap": [5, 5, 9], "a.b": [1, 1, 2]}).to_csv(tables / "runs.csv", index=False)
    pd.DataFrame({"run_id": np.repeat([0, 1, 2], 4), "tick": [0, 1, 2, 3] * 3,
                  "moves": range(12), "raises": 1}).to_csv(tables / f"market.csv{request.param}",
                                                           index=False)
    return tmp_path


def test_run_has_the_rows_its_manifest_names(small):
    rows = {file["name"]: file.get("rows") for file in small.manifest["files"]}
    assert len(small.market) == rows["market.csv"]
    assert small.market.run_id.nunique() == 3
    assert list(small.table("market", ["tick"]).columns) == ["tick"]


def test_what_is_missing_is_named(small, tmp_path):
    with pytest.raises(FileNotFoundError, match="manifest"):
        poach.load_run(tmp_path)
    with pytest.raises(KeyError, match="no column wages"):
        small.table("market", ["wages"])
    with pytest.raises(AttributeError, match="no table 'wages'"):
        small.wages
    with pytest.raises(RuntimeError, match="nonsense"):
        poach.run(SCENARIOS / "minimal.yaml", nonsense=1)


def test_sweep_reads_only_what_is_asked_for(sweep):
    frame = poach.load_sweep(sweep, "market", ["a.cap"], ["moves"], runs=[1, 2])
    assert list(frame.columns) == ["run_id", "moves", "point", "replicate", "a.cap"]
    assert frame.moves.tolist() == list(range(4, 12))
    assert frame.groupby("run_id")["a.cap"].first().tolist() == [5, 9]
    with pytest.raises(KeyError, match="a.floor"):
        poach.load_sweep(sweep, "market", ["a.floor"])


def test_chunks_hold_the_same_rows_as_the_whole(sweep):
    chunks = list(poach.iterate_sweep(sweep, "market", chunk_rows=5))
    assert [len(chunk) for chunk in chunks] == [5, 5, 2]
    pd.testing.assert_frame_equal(pd.concat(chunks, ignore_index=True),
                                  poach.load_sweep(sweep, "market"))


def test_quantile_bands():
    frame = pd.DataFrame({"run_id": range(11), "tick": 0, "pay": np.arange(11.0)})
    bands = poach.summarize(frame, "tick", (0.1, 0.5))
    assert bands["pay"].loc[0].to_dict() == {"count": 11, "mean": 5, "q10": 1, "q50": 5}


def test_effect_pairs_by_replicate():
    baseline = pd.Series([10.0, 20, 30, 40], index=[0, 1, 2, 3])
    treatment = pd.Series([43.0, 32, 21, 14], index=[3, 2, 1, 0])
    found = poach.effect(treatment, baseline)
    assert found.effect == pytest.approx(2.5)
    assert 1 <= found.low < found.effect < found.high <= 4
    assert found.standard_error == pytest.approx(np.std([4, 1, 2, 3], ddof=1) / 2)
    with pytest.raises(ValueError, match="same replicates"):
        poach.effect(treatment, baseline.drop(0))


def test_interval_covers_the_truth_as_often_as_it_says():
    # 400 intervals of 90 %: the share that covers has a standard error of 0.015, and the
    # percentile bootstrap with 40 pairs loses at most 0.02; an interval of 80 % would be 5 off.
    draws = np.random.default_rng(5).normal(1, 2, (400, 40))
    zero = pd.Series(np.zeros(40))
    found = [poach.effect(pd.Series(row), zero, 0.9, 400) for row in draws]
    covered = np.mean([f.low <= 1 <= f.high for f in found])
    assert abs(covered - 0.88) < 4 * 0.0163


def test_points_share_their_seeds():
    points = [{"seed": 4}, {"seed": 4}, {"seed": 5}]
    frame = poach.run_points(SCENARIOS / "minimal.yaml", points,
                             lambda run: run.market[["run_id", "tick", "payroll_usd_per_year"]], 2)
    pay = [group.payroll_usd_per_year.to_numpy() for _, group in frame.groupby("point")]
    assert (pay[0] == pay[1]).all()
    assert (pay[0] != pay[2]).any()


def test_a_run_without_a_place_lasts_as_long_as_its_object():
    done = poach.run(SCENARIOS / "minimal.yaml", replicates=1)
    directory = done.directory
    assert len(done.market) > 0
    assert (directory / "market.csv").is_file()
    del done
    gc.collect()
    assert not directory.exists()


def test_a_named_directory_stays(small):
    directory = small.directory
    again = poach.load_run(directory)
    del again
    gc.collect()
    assert (directory / "market.csv").is_file()


def test_a_sweep_as_a_mapping_is_one_of_the_program(tmp_path):
    spec = {"scenario": str(SCENARIOS / "minimal.yaml"), "replicates": 1,
            "parameters": {"market.decisions.taste": [0.25, 0.5]},
            "record": {"tables": ["market"], "last_tick_only": True}}
    sweep = poach.run_sweep(spec, tmp_path / "sweep")
    assert sorted(poach.load_sweep(sweep, "market").point) == [0, 1]
    with pytest.raises(RuntimeError, match="already holds a plan"):
        poach.run_sweep(spec, tmp_path / "sweep")


def test_plots_show_the_means(small):
    _, axes = plt.subplots(1, 3)
    poach.plot.time_series(axes[0], small.companies, "headcount")
    drawn = axes[0].lines[0].get_ydata()
    first = small.companies[small.companies.company == small.companies.company.iloc[0]]
    assert drawn[-1] == pytest.approx(first[first.tick == first.tick.max()].headcount.mean())
    poach.plot.job_ladder(axes[1], small.moves)
    matrix = poach.plot.flow_matrix(axes[2], small.flows, 3)
    employed = small.flows.dropna(subset=["from_company"])
    assert matrix.to_numpy().sum() == pytest.approx(employed.moves.sum() / 3)
    plt.close("all")


def test_a_surface_shows_the_mean_of_each_cell():
    _, axis = plt.subplots()
    frame = pd.DataFrame({"cap": [5, 5, 9, 9], "budget": [1, 1, 1, 2], "kept": [2.0, 4, 7, 8]})
    image = poach.plot.response_surface(axis, frame, "cap", "budget", "kept")
    shown = np.ma.filled(image.get_array(), np.nan)
    np.testing.assert_array_equal(shown, [[3, 7], [np.nan, 8]])
    assert [label.get_text() for label in axis.get_xticklabels()] == ["5", "9"]
    plt.close("all")


def test_bands_hold_four_fifths_and_events_stand_at_their_dates():
    dates = pd.to_datetime(["2025-01-06", "2025-01-13"])
    frame = pd.concat([pd.DataFrame({"date": dates, "company": "Apple", "pay": [k, 2.0 * k]})
                       for k in range(11)])
    _, axis = plt.subplots()
    poach.plot.time_series(axis, frame, "pay", scale=2)
    heights = {y for x, y in axis.collections[0].get_paths()[0].vertices}
    assert {0.5, 4.5, 1.0, 9.0} <= heights
    assert axis.lines[0].get_ydata().tolist() == [2.5, 5.0]
    poach.plot.event_markers(axis, {"news": "2025-01-13"})
    assert pd.Timestamp(axis.lines[-1].get_xdata()[0]) == dates[1]
    with pytest.raises(ValueError, match="cannot be distinguished"):
        poach.plot.time_series(axis, frame.assign(company=range(22)), "pay")
    plt.close("all")


def test_a_sweep_of_the_program_is_read_with_its_types(tmp_path):
    spec = tmp_path / "spec.yaml"
    spec.write_text(f"scenario: {SCENARIOS / 'minimal.yaml'}\n"
                    "parameters: {market.decisions.taste: [0.25, 0.5]}\n"
                    "replicates: 2\nrecord: {tables: [market], last_tick_only: true}\n")
    sweep = poach.run_sweep(spec, tmp_path / "sweep")
    frame = poach.load_sweep(sweep, "market")
    assert len(frame) == 4
    assert frame["market.decisions.taste"].dtype == float
    assert sorted(frame["market.decisions.taste"].unique()) == [0.25, 0.5]
    assert frame.run_id.map(type).eq(str).all()
    one = frame.run_id[2]
    assert poach.load_sweep(sweep, "market", runs=[one]).run_id.tolist() == [one]
    package = json.loads((tmp_path / "sweep" / "tables" / "datapackage.json").read_text())
    fields = {f["name"]: f["type"] for f in package["resources"][0]["schema"]["fields"]}
    assert fields["run_id"] == "string"
    assert fields["market.decisions.taste"] == "number"


NAMES = """
name: names
clock: {tick: week, ticks: 2}
companies:
  - {name: NA, researchers: 4, pay: {median: 200k}}
  - {name: "null", researchers: 3, pay: {median: 200k}}
  - {name: "007", researchers: 2, pay: {median: 200k}}
"""


def test_names_stay_text_and_only_empty_cells_are_missing(tmp_path):
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    options = ["--tables", "companies,researchers", "--every", "1"]
    done = poach.run(tmp_path / "names.yaml", tmp_path / "run", options, {"seed": 1})
    names = {"NA", "null", "007"}
    assert set(done.companies.groupby("company").headcount.last().index) == names
    assert set(done.companies.query("company == '007'").company) == {"007"}
    assert done.researchers.team.isna().all()  # empty cells
    spec = {"scenario": str(tmp_path / "names.yaml"), "design": {"kind": "grid"},
            "parameters": {"companies.NA.pay.median": [100000, 200000]}}
    swept = poach.load_sweep(poach.run_sweep(spec, tmp_path / "sweep"), "companies")
    assert set(swept.company) == names
    assert swept.dtypes["companies.NA.pay.median"] == "int64"


@pytest.mark.parametrize("path, value, written", [
    ("title", "Team #1", 'title: "Team #1"'), ("title", "a: b", 'title: "a: b"'),
    ("title", "null", 'title: "null"'), ("description", "yes", 'description: "yes"'),
    ("companies.NA.pay.cap", None, "cap: none"), ("companies.NA.pay.cap", "none", "cap: none"),
    ("companies.NA.pay.cap", np.float64(5e6), "cap: 5000000"),
    ("market.bidding", {"joint_approaches": True}, "joint_approaches: true"),
    ("record.tables", ["market"], "tables: [market]")])
def test_overrides_arrive_as_they_are(tmp_path, path, value, written):
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    done = poach.run(tmp_path / "names.yaml", tmp_path / "run", overrides={path: value})
    assert written in (done.directory / "scenario.resolved.yaml").read_text(encoding="utf-8")
