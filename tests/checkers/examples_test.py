"""What tests/examples/run_examples finds, with stand-ins for CMake, the program and the examples."""

import unittest

from scratch import ScratchTree

CHECKER = "tests/examples/run_examples"

# Installs the headers that lie in installed/, and takes the examples of examples/ as they are.
CMAKE = """#!/bin/bash
tree=$(cd "$(dirname "$0")/.." && pwd)
case "$1 $2" in
  "--install "*) mkdir -p prefix/include && cp -r "$tree/installed/." prefix/include ;;
  "-S "*) [[ ! -f $tree/no-configure ]] || { echo "no package poach"; exit 1; }
    echo "$*" >"$tree/configured" && mkdir examples ;;
  "--build examples") [[ ! -f $tree/no-build ]] || { echo "no member"; exit 1; }
    cp -r "$tree/examples/." examples ;;
esac
"""
STATE = "00112233445566778899aabbccddeeff"
OTHER = "ffeeddccbbaa99887766554433221100"
# Two months of three ticks; two people who have a job at the end.
PROGRAM = f"""#!/bin/bash
mkdir run
printf '{{"state_hashes": [\\n"{STATE}"]}}\\n' >run/manifest.json
printf 'run,tick,date\\n0,0,2025-06-01\\n0,1,2025-06-08\\n0,2,2025-07-06\\n' >run/market.csv
printf 'run,tick,date,name,employer,pay\\n0,1,d,Ada,A,9\\n' >run/researchers.csv
printf '0,2,d,Ada,A,5\\n0,2,d,Bob,A,7\\n0,2,d,Cyd,,\\n' >>run/researchers.csv
"""
EXAMPLES = {
    "step_a_market": f"""[[ $2 != clock.ticks=many ]] || {{ echo 'clock.ticks: no number' >&2; exit 1; }}
printf '2025-06: 2 employed\\n2025-07: 2 employed\\nstate {STATE}\\n'""",
    "read_views": "printf 'Bob  7\\nAda  5\\n'",
    "a_phase_of_ones_own": f"printf 'raises   3\\nraises   1\\nstate {OTHER}\\n'",
    "branch_and_compare": f"printf 'state {STATE} without\\nstate {OTHER} with\\n'",
}
LISTING = "```cpp\nint main() {\n  step();\n}\n```\n"


class Examples(ScratchTree):
    COPIED = (CHECKER, "tests/examples/check_listings")

    def setUp(self):
        super().setUp()
        self.write("programs/cmake", CMAKE)
        self.write("build/poach", PROGRAM)
        for name, lines in EXAMPLES.items():
            self.write(f"examples/{name}/{name}", f"#!/bin/bash\n{lines}\n")
        self.write("examples/step_a_market/main.cpp", "int main() {\n    step();\n}\n")
        self.write("docs/library.md", f"Text.\n\n{LISTING}")
        self.write("include/poach/run.hpp", "\n")
        self.write("installed/poach/run.hpp", "\n")
        self.write("installed/poach/version.hpp", "\n")

    def fails(self, said):
        return self.assert_fails(said, CHECKER, "build")

    def test_examples_that_agree_with_the_program_pass(self):
        said = self.assert_passes(CHECKER, "build", "-G", "Ninja")
        self.assertEqual(said, "run_examples: all examples print what the program computes\n")
        self.assertIn("-G Ninja", (self.tree / "configured").read_text(encoding="utf-8"))

    def test_a_listing_of_no_example(self):
        self.append("docs/library.md", "```cpp\nstep_twice();\n```\n")
        self.fails("docs/library.md: no example holds this listing:\nstep_twice();\n")
        self.write("docs/library.md", "No listings.\n")
        self.fails("docs/library.md: no listings found\n")

    def test_headers_that_are_installed_beside_the_interface_or_miss(self):
        self.write("installed/world/state.hpp", "\n")
        self.assertIn("< world/state.hpp\n", self.fails("other headers are installed"))
        (self.tree / "installed/world/state.hpp").unlink()
        (self.tree / "installed/poach/run.hpp").unlink()
        self.assertIn("> poach/run.hpp\n", self.fails("other headers are installed"))

    def test_examples_that_cannot_be_built(self):
        self.write("no-configure", "")
        self.fails("the examples cannot be configured: no package poach")
        (self.tree / "no-configure").unlink()
        self.write("no-build", "")
        self.fails("the examples do not compile: no member")

    def test_each_disagreement_is_named(self):
        for name, old, new, said in (
                ("step_a_market", STATE, OTHER, f"the state after stepping: '{OTHER}' is not"),
                ("step_a_market", f"state {STATE}", "", "the state after stepping: '' is not"),
                ("step_a_market", "2025-07: 2 employed\\n", "", "the lines of months: '1' is not '2'"),
                ("step_a_market", "exit 1", "exit 0", "a wrong override was taken"),
                ("step_a_market", "clock.ticks: no", "no", "the problem was not named: no number"),
                ("read_views", "Bob  7\\nAda  5", "Ada  5\\nBob  7", "the ten best paid: 'Ada\nBob' is"),
                ("read_views", "printf", "exit 3; printf", "read_views "),
                ("a_phase_of_ones_own", f"state {OTHER}", f"state {OTHER[::-1][:-1]}$2",
                 "the state on three threads: "),
                ("a_phase_of_ones_own", OTHER, STATE, "the phase did nothing"),
                ("a_phase_of_ones_own", "raises   1", "raises   0", "nobody got a raise"),
                ("branch_and_compare", f"{STATE} without", f"{OTHER} without",
                 "the state of the plain side: "),
                ("branch_and_compare", f"{OTHER} with", f"{STATE} with", "the branches are the same")):
            with self.subTest(example=name, new=new):
                self.replace(f"examples/{name}/{name}", old, new)
                self.fails(f"run_examples: {said}")
                self.write(f"examples/{name}/{name}", f"#!/bin/bash\n{EXAMPLES[name]}\n")


if __name__ == "__main__":
    unittest.main()
