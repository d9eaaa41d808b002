"""Each rule of .ci/check_docs, broken once beside a program that describes little."""

import unittest

from scratch import ScratchTree

CHECKER = ".ci/check_docs"

# Stands for the program.
PROGRAM = """#!/bin/sh
echo "what there is to say of $2"
"""


class Docs(ScratchTree):
    COPIED = (CHECKER,)

    def setUp(self):
        super().setUp()
        self.write("build/release/poach", PROGRAM)
        self.write("docs/pages.md", "[one](scenario.md#part) and [two](../README.md), "
                                    "[elsewhere](https://example.org), [here](#part)\n")
        self.write("README.md", "[a page](docs/pages.md)\n")
        self.assert_passes(CHECKER, "--update")

    def test_what_was_generated_passes(self):
        self.assertEqual(self.assert_passes(CHECKER), "")

    def test_a_page_edited_by_hand_is_shown_with_the_way_to_mend_it(self):
        for page, topic in (("scenario.md", "parameters"), ("output.md", "tables")):
            with self.subTest(page=page):
                self.replace(f"docs/{page}", "there is to say", "somebody wrote")
                said = self.assert_fails("check_docs: run .ci/check_docs --update\n", CHECKER)
                self.assertIn(f"-what somebody wrote of {topic}\n", said)
                self.assertIn(f"+what there is to say of {topic}\n", said)
                self.assert_passes(CHECKER, "--update")
                self.assert_passes(CHECKER)

    def test_a_missing_page_is_found(self):
        (self.tree / "docs/output.md").unlink()
        self.assert_fails("docs/output.md", CHECKER)

    def test_a_program_that_fails_is_no_agreement(self):
        self.write("build/release/poach", "#!/bin/sh\nexit 3\n")
        self.assert_fails("check_docs: run .ci/check_docs --update\n", CHECKER)

    def test_a_link_to_a_missing_file_is_found(self):
        self.append("docs/pages.md", "\n[gone](notes.md#part)\n")
        self.assert_fails("docs/pages.md:3: there is no docs/notes.md\n", CHECKER)

    def test_a_link_of_the_first_page_is_followed_too(self):
        self.append("README.md", "See [the pages](docs/page.md).\n")
        self.assert_fails("README.md:2: there is no docs/page.md\n", CHECKER)


if __name__ == "__main__":
    unittest.main()
