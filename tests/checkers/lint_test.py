"""Which files .ci/lint looks at, and that a finding fails, with stand-ins for its two tools."""

import subprocess
import unittest

from scratch import ScratchTree

CHECKER = ".ci/lint"

# Each notes the files that it is given, and finds fault with those that hold the word.
CLANG_TIDY = """#!/bin/sh
for word; do case $word in *.cpp) echo "$word" >>tidied; ! grep -Hn untidy "$word" || bad=1 ;; esac; done
exit "${bad:-0}"
"""
CPPCHECK = """#!/bin/sh
sort >checked
! xargs grep -Hn leaky <checked || exit 1
"""
SOURCES = ("examples/step/main.cpp", "sim/base/files.cpp", "sim/phases/bidding/contests.cpp",
           "sim/phases/search/search.cpp", "sim/phases/planning.cpp", "sim/facade/views.cpp")
HEADERS = ("examples/raises.hpp", "include/poach/views.hpp", "sim/base/files.hpp",
           "sim/phases/search/search.hpp", "sim/theory/alone.hpp")
OF_PROGRAM = sorted(name for name in SOURCES if name.startswith("sim/"))
OF_PHASES = [name for name in OF_PROGRAM if name.startswith("sim/phases/")]


class Lint(ScratchTree):
    COPIED = (CHECKER, ".ci/cppcheck.suppress")

    def setUp(self):
        super().setUp()
        self.write("programs/clang-tidy", CLANG_TIDY)
        self.write("programs/cppcheck", CPPCHECK)
        self.write("build/release/compile_commands.json", "[]\n")
        for name in SOURCES + HEADERS:
            self.write(name, f"// {name}\n")
        self.git("init", "--quiet")
        self.git("add", "sim", "include", "examples")
        self.git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "--quiet", "-m", "all")

    def git(self, *words):
        subprocess.run(["git", "-C", self.tree, *words], check=True)

    def chosen(self, *arguments):
        """The files that the tools are given; both get the same."""
        files = []
        for name in ("tidied", "checked"):
            (self.tree / name).unlink(missing_ok=True)
        said = self.assert_passes(CHECKER, *arguments)
        if "nothing to look at" not in said:
            files = sorted((self.tree / "tidied").read_text(encoding="utf-8").split())
            self.assertEqual(files, (self.tree / "checked").read_text(encoding="utf-8").split())
        return files

    def chosen_after_a_change_of(self, name):
        self.append(name, "// changed\n")
        files = self.chosen("--changed", "HEAD")
        self.git("checkout", "--quiet", ".")
        return files

    def test_all_sources_of_the_program(self):
        self.assertEqual(self.chosen(), OF_PROGRAM)

    def test_those_whose_path_matches(self):
        self.assertEqual(self.chosen("--only", "^sim/phases/"), OF_PHASES)
        self.assertEqual(self.chosen("--only", "nowhere"), [])

    def test_a_changed_source_alone(self):
        self.assertEqual(self.chosen("--changed", "HEAD"), [])
        for name in ("sim/phases/planning.cpp", "examples/step/main.cpp"):
            self.assertEqual(self.chosen_after_a_change_of(name), [name])

    def test_a_changed_header_brings_the_sources_of_its_layer(self):
        for name, files in (("sim/phases/search/search.hpp", OF_PHASES),
                            ("sim/base/files.hpp", ["sim/base/files.cpp"]),
                            ("sim/theory/alone.hpp", []),
                            ("include/poach/views.hpp", ["sim/facade/views.cpp"]),
                            ("examples/raises.hpp", ["examples/step/main.cpp"])):
            with self.subTest(header=name):
                self.assertEqual(self.chosen_after_a_change_of(name), files)

    def test_a_source_beside_a_changed_header_is_given_once(self):
        self.append("sim/base/files.hpp", "// changed\n")
        self.append("sim/base/files.cpp", "// changed\n")
        self.assertEqual(self.chosen("--changed", "HEAD"), ["sim/base/files.cpp"])

    def test_a_removed_source_is_not_looked_at(self):
        (self.tree / "sim/base/files.cpp").unlink()
        self.assertEqual(self.chosen("--changed", "HEAD"), [])

    def test_a_finding_of_either_tool_fails(self):
        for name, word in (("sim/base/files.cpp", "untidy"), ("sim/phases/planning.cpp", "leaky")):
            with self.subTest(word=word):
                self.append(name, word + "\n")
                self.assert_fails(f"{name}:2:{word}\n", CHECKER)
                self.git("checkout", "--quiet", ".")

    def test_what_it_cannot_do_it_says(self):
        self.assert_fails("usage:", CHECKER, "--everything", code=2)
        self.assert_fails("there is no commit nowhere", CHECKER, "--changed", "nowhere", code=2)
        (self.tree / "build/release/compile_commands.json").unlink()
        self.assert_fails("run cmake --preset release", CHECKER)


if __name__ == "__main__":
    unittest.main()
