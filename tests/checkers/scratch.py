"""A small copy of the tree in which a test plants violations for a checker to find."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class ScratchTree(unittest.TestCase):
    """A test with a folder of its own, which holds the files named by `COPIED`."""

    COPIED = ()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = pathlib.Path(folder.name)
        for name in self.COPIED:
            copy = self.tree / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy)

    def write(self, name, text):
        """Writes a file; one that begins with #! can be executed."""
        file = self.tree / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        if text.startswith("#!"):
            file.chmod(0o755)

    def append(self, name, text):
        with open(self.tree / name, "a", encoding="utf-8") as file:
            file.write(text)

    def replace(self, name, old, new):
        text = (self.tree / name).read_text(encoding="utf-8")
        self.assertIn(old, text)
        self.write(name, text.replace(old, new))

    def run_checker(self, *command, **environment):
        """The finished checker, with what it printed to stdout and stderr in `stdout`."""
        path = f"{self.tree}/programs:{os.environ['PATH']}"
        return subprocess.run([str(self.tree / command[0]), *command[1:]], cwd=self.tree,
                              env={**os.environ, "PATH": path, **environment}, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)

    def assert_passes(self, *command, **environment):
        done = self.run_checker(*command, **environment)
        self.assertEqual(done.returncode, 0, done.stdout)
        return done.stdout

    def assert_fails(self, expected, *command, code=1, **environment):
        """The checker fails, and prints the line that names the problem."""
        done = self.run_checker(*command, **environment)
        self.assertEqual(done.returncode, code, done.stdout)
        self.assertIn(expected, done.stdout)
        return done.stdout
