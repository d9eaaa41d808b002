"""Results of poach in pandas: loading, paired effects, runs of the program, and plots."""

from . import accounts, calibration, plot, sensitivity
from .program import find_program, run, run_points, run_sweep
from .statistics import effect, summarize
from .tables import Run, iterate_sweep, load_run, load_sweep

__all__ = ["Run", "accounts", "calibration", "effect", "find_program", "iterate_sweep", "load_run",
           "load_sweep", "plot", "run", "run_points", "run_sweep", "sensitivity", "summarize"]
