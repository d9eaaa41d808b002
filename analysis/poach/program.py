"""Running the program from Python."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import weakref
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


def _call(words: Sequence[str]) -> None:
    done = subprocess.run([str(find_program()), *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"poach {words[0]}: exit code {done.returncode}\n{done.stderr.strip()}")


PLAIN = re.compile(r"[A-Za-z0-9_.+-]([A-Za-z0-9_ .%/+-]*[A-Za-z0-9_.%])?")
NULLS = ("null", "Null", "NULL", "~", "")


def _yaml(value: Any) -> str:
    """A value in the flow style of YAML, so that it arrives as it is in Python."""
    if hasattr(value, "item") and not isinstance(value, (str, bytes)):
        value = value.item() if getattr(value, "ndim", 0) == 0 else value.tolist()  # numpy
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_yaml(str(k))}: {_yaml(v)}' for k, v in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_yaml, value))}]"
    text = str(value)
    plain = PLAIN.fullmatch(text) and text not in NULLS and not text.startswith("- ")
    return text if plain else json.dumps(text, ensure_ascii=False)


def _argument(path: str, value: Any) -> str:
    return f"{path}={_yaml(value)}"


def run(scenario: PathLike, output: Optional[PathLike] = None, options: Sequence[str] = (),
        overrides: Optional[Mapping[str, Any]] = None, **more: Any) -> Run:
    """Runs a scenario through `poach run` and loads the result.

    `overrides` maps paths of the scenario to values (`{"companies.Apple.pay.cap": "20M"}`, USD a
    year; None means none, text is taken as it is); keyword arguments do the same for top-level names (`seed=7, replicates=24`). `options`
    are passed on, such as ["--tables", "market"]. Without `output` the results lie in a directory
    under the system's temporary one that lives as long as the returned Run: keep the Run, copy
    `run.directory`, or name an `output`. RuntimeError with the program's messages if it fails.
    """
    settings = [_argument(path, value) for path, value in {**(overrides or {}), **more}.items()]
    directory = Path(output or tempfile.mkdtemp(prefix="poach-"))
    try:
        _call(["run", str(scenario), *settings, "-o", str(directory), "--quiet", *options])
        done = load_run(directory)
    except BaseException:
        if output is None:
            shutil.rmtree(directory, ignore_errors=True)
        raise
    if output is None:
        weakref.finalize(done, shutil.rmtree, directory, ignore_errors=True)
    return done


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


def run_sweep(spec: Union[PathLike, Mapping[str, Any]], directory: PathLike) -> Path:
    """Plans, runs and collects a sweep in `directory`; returns it, for `load_sweep`.

    `spec` is a sweep file or its content as a mapping, where paths are absolute or relative to
    `directory`, which must not hold a sweep yet. RuntimeError with the program's messages if a step
    fails; a sweep that was stopped goes on with `poach sweep run`.
    """
    folder = Path(directory)
    if isinstance(spec, Mapping):
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "spec.yaml"
        file.write_text(json.dumps(dict(spec), indent=1), encoding="utf-8")  # JSON is YAML
    else:
        file = Path(spec)
    _call(["sweep", "plan", str(file), "-o", str(folder)])
    _call(["sweep", "run", str(folder)])
    _call(["sweep", "collect", str(folder)])
    return folder
