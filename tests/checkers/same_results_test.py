"""What tests/golden/same_results finds, with a stand-in for the program."""

import unittest

from scratch import ScratchTree

CHECKER = "tests/golden/same_results"
GOLDEN = "tests/golden/results.sha256"

# Writes the files that lie under results/SCENARIO/TABLES, or results/SCENARIO/TABLES-on-THREADS
# where that exists, as the results of a run. TABLES is all or market.
PROGRAM = """#!/bin/bash
cd "$(dirname "$0")/../.."
[[ $1 == describe ]] && { printf '# Tables\\n\\n## market.csv\\n\\ntext\\n\\n## moves.csv\\n'; exit; }
name=$(basename "$2" .yaml) tables=market
while [[ $# -gt 0 ]]; do
  case $1 in
    -j) threads=$2 ;;
    -o) folder=$2 ;;
    'record.tables=[market, moves]') tables=all ;;
  esac
  shift
done
from=results/$name/$tables
[[ -d $from-on-$threads ]] && from+=-on-$threads
[[ -f $from/error ]] && { cat "$from/error" >&2; exit 1; }
cp -r "$from" "$folder"
echo '{"state_hash": "'"$(cat "$from/state")"'"}' >"$folder/manifest.json"
"""
PLACES = [f"{name} {tables} {file}"
          for name in ("spree", "theory/lake")
          for tables, files in (("all", ("state", "market.csv", "moves.csv")),
                                ("market", ("state", "market.csv")))
          for file in files]


class SameResults(ScratchTree):
    COPIED = (CHECKER,)

    def setUp(self):
        super().setUp()
        self.write("build/release/poach", PROGRAM)
        for scenario in ("spree", "theory/lake", "us_private_sector"):
            self.write(f"scenarios/{scenario}.yaml", "\n")
        for name in ("spree", "lake"):
            for tables in ("all", "market"):
                self.write(f"results/{name}/{tables}/state", "0123abcd\n")
                self.write(f"results/{name}/{tables}/market.csv", "tick\n0\n")
                self.write(f"results/{name}/{tables}/timing.csv", "seconds\n1\n")
            self.write(f"results/{name}/all/moves.csv", "tick\n1\n")
        self.assert_passes(CHECKER, "--update")

    def wrong(self, *said):
        """It fails with these lines and a count."""
        lines = self.assert_fails("same_results: ", CHECKER).splitlines()
        self.assertEqual(len(lines), len(said) + 1, lines)
        for line, expected in zip(lines, said):
            self.assertIn(expected, line)

    def test_the_same_results_pass(self):
        lines = (self.tree / GOLDEN).read_text(encoding="utf-8").splitlines()
        self.assertEqual([line.split("  ")[1] for line in lines], PLACES)
        self.assertIn("0123abcd  spree all state", lines)
        self.assertEqual(self.assert_passes(CHECKER),
                         "same_results: 2 scenarios give the same 10 hashes\n")

    def test_another_state(self):
        self.write("results/spree/market/state", "ffff\n")
        self.wrong("now: spree market state: ffff instead of 0123abcd")

    def test_a_byte_of_a_table(self):
        self.write("results/lake/all/moves.csv", "tick\n2\n")
        self.wrong("now: theory/lake all moves.csv: ")

    def test_seconds_do_not_count(self):
        self.write("results/lake/all/timing.csv", "seconds\n2\n")
        self.assert_passes(CHECKER)

    def test_a_table_that_is_gone_and_one_that_is_new(self):
        (self.tree / "results/spree/all/moves.csv").rename(self.tree / "results/spree/all/flows.csv")
        self.wrong("now: spree all flows.csv: ", "now: spree all moves.csv: missing instead of ")

    def test_a_scenario_that_is_new(self):
        self.write("scenarios/new.yaml", "\n")
        for tables in ("all", "market"):
            self.write(f"results/new/{tables}/state", "77\n")
        self.wrong("now: new all state: 77 instead of nothing", "now: new market state: 77 instead of")

    def test_a_scenario_that_is_gone(self):
        (self.tree / "scenarios/spree.yaml").unlink()
        self.wrong(*(f"spree {place}: missing instead of" for place in
                     ("all market.csv", "all moves.csv", "all state", "market market.csv",
                      "market state")))

    def test_other_results_on_other_threads(self):
        self.write("results/spree/market-on-3/state", "ffff\n")
        self.write("results/spree/market-on-3/market.csv", "tick\n0\n")
        self.wrong("3 threads instead of 1: spree market state: ffff instead of 0123abcd")
        self.assert_fails("--update needs all scenarios, and runs that agree", CHECKER, "--update")

    def test_a_run_that_fails(self):
        self.write("results/spree/all/error", "error: no memory\n")
        said = self.assert_fails("same_results: ", CHECKER)
        self.assertIn("now: spree all: error: no memory: failed instead of nothing", said)
        self.assert_fails("runs that agree", CHECKER, "--update")

    def test_some_scenarios(self):
        self.write("results/spree/all/state", "ffff\n")
        self.assertIn("1 scenarios give the same 5", self.assert_passes(CHECKER, "--only", "lake"))
        self.assert_fails("1 of 5 hashes differ", CHECKER, "--only", "spree")
        self.assert_fails("0 of 0 hashes differ", CHECKER, "--only", "no such scenario")
        self.assert_fails("--update needs all scenarios", CHECKER, "--only", "lake", "--update")


if __name__ == "__main__":
    unittest.main()
