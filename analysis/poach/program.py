"""Running the program from Python."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Callable, Mapping, Optional, Sequence, Union

import pandas as pd

from .tables import Run, load_run

PathLike = Union[str, Path]


def find_program() -> Path:
    """The program: POACH of the environment, else PATH, else build/release/poach of this tree."""
    if os.environ.get("POACH"):
        return Path(os.environ["POACH"])
    on_path = shutil.which("poach")
    built = Path(__file__).resolve().parents[2] / "build" / "release" / "poach"
    if on_path or built.is_file():
        return Path(on_path or built)
    raise FileNotFoundError("no program poach: set POACH, extend PATH, or run ./dev build")


def _argument(path: str, value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return f"{path}=[{', '.join(map(str, value))}]"
    if isinstance(value, Mapping):
        return f"{path}={{{', '.join(f'{k}: {v}' for k, v in value.items())}}}"
    return f"{path}={str(value).lower() if isinstance(value, bool) else value}"


def run(scenario: PathLike, output: Optional[PathLike] = None, options: Sequence[str] = (),
        overrides: Optional[Mapping[str, Any]] = None, **more: Any) -> Run:
    """Runs a scenario through `poach run` and loads the result.

    `overrides` maps paths of the scenario to values (`{"companies.Apple.pay.cap": "20M"}`, USD a
    year); keyword arguments do the same for top-level names (`seed=7, replicates=24`). `options`
    are passed on, such as ["--tables", "market"]. Without `output` the results lie in a new
    directory under the system's temporary one, which the caller may delete. RuntimeError with the
    program's messages if it fails.
    """
    directory = Path(output or tempfile.mkdtemp(prefix="poach-"))
    settings = [_argument(path, value) for path, value in {**(overrides or {}), **more}.items()]
    command = [str(find_program()), "run", str(scenario), *settings, "-o", str(directory),
               "--quiet", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"poach run: exit code {done.returncode}\n{done.stderr.strip()}")
    return load_run(directory)


def run_points(scenario: PathLike, points: Sequence[Mapping[str, Any]],
               reduce: Callable[[Run], pd.DataFrame], replicates: int,
               options: Sequence[str] = ()) -> pd.DataFrame:
    """A small sweep on one machine: `reduce(run)` of every point, one below the other.

    Every point runs with the same seeds, so rows pair by run_id; column `point` is the position in
    `points`. Only what `reduce` returns is kept: each run directory is deleted at once.
    """
    frames = []
    for number, point in enumerate(points):
        with tempfile.TemporaryDirectory(prefix="poach-") as directory:
            done = run(scenario, Path(directory) / "run",
                       ["--replicates", str(replicates), *options], point)
            frames.append(reduce(done).assign(point=number))
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
