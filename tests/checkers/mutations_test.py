"""tests/theory/mutations --check finds sources that no longer hold what it would change."""

import re
import unittest

from scratch import ROOT, ScratchTree

CHECKER = "tests/theory/mutations"
# The sources that are mutated stand after what is broken in them.
MUTATED = sorted(set(re.findall(r'",\s+"(sim/[a-z_/]+\.[ch]pp)",\n', (ROOT / CHECKER).read_text("utf-8"))))
SOURCE = "sim/rules/second_price.hpp"
TEXT = "std::min(limit, best_)"


class Mutations(ScratchTree):
    COPIED = (CHECKER, *MUTATED)

    def test_the_sources_as_they_are_pass(self):
        self.assertEqual(self.assert_passes(CHECKER, "--check"), "")

    def test_a_text_that_is_gone(self):
        self.replace(SOURCE, TEXT, "std::min(best_, limit)")
        self.assert_fails(f"{SOURCE}: this is in the source 0 times, not once:\n{TEXT}\n", CHECKER, "--check")

    def test_a_text_that_is_there_twice(self):
        self.append(SOURCE, f"// {TEXT}\n")
        self.assert_fails(f"{SOURCE}: this is in the source 2 times, not once:\n{TEXT}\n", CHECKER, "--check")

    def test_every_source_is_looked_at(self):
        for source in MUTATED:
            with self.subTest(source=source):
                before = (self.tree / source).read_text(encoding="utf-8")
                self.write(source, "")
                self.assert_fails(f"{source}: this is in the source 0 times", CHECKER, "--check")
                self.write(source, before)

    def test_a_source_that_is_gone(self):
        (self.tree / SOURCE).unlink()
        self.assert_fails(f"No such file or directory: '{self.tree / SOURCE}'", CHECKER, "--check")


if __name__ == "__main__":
    unittest.main()
