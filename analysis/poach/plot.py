"""Plot helpers: each draws on an axis it is given. Colours stay distinct for the colour-blind."""

from typing import Mapping, Optional, Sequence

import matplotlib.dates as dates
import matplotlib.ticker as ticker
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.image import AxesImage

# Okabe and Ito (2008), without yellow, which is too light for lines.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")


def time_series(axis: Axes, df: pd.DataFrame, value: str, by: str = "company",
                groups: Optional[Sequence[str]] = None, scale: float = 1.0) -> None:
    """Mean and 10th to 90th percentile over runs of `value` / `scale`, a line for each group."""
    names = list(groups if groups is not None else df[by].unique())
    if len(names) > len(COLOURS):
        raise ValueError(f"{len(names)} lines cannot be distinguished; name up to {len(COLOURS)} groups")
    for colour, name in zip(COLOURS, names):
        over = (df.loc[df[by] == name].set_index("date")[value] / scale).groupby(level=0)
        mean = over.mean()
        axis.plot(mean.index, mean, color=colour, label=name)
        axis.fill_between(mean.index, over.quantile(0.1), over.quantile(0.9), color=colour,
                          alpha=0.15, linewidth=0)
    date_axis(axis)


def date_axis(axis: Axes) -> None:
    """Short dates and no frame at the top and right."""
    axis.xaxis.set_major_formatter(dates.ConciseDateFormatter(axis.xaxis.get_major_locator()))
    axis.spines[["top", "right"]].set_visible(False)


def event_markers(axis: Axes, events: Mapping[str, str]) -> None:
    """A vertical line with a small label at each date (ISO) of `events`, {label: date}."""
    for label, date in events.items():
        axis.axvline(pd.Timestamp(date), color="0.4", linewidth=0.8, linestyle="--")
        axis.annotate(label, (pd.Timestamp(date), 1), xycoords=("data", "axes fraction"),
                      xytext=(3, -3), textcoords="offset points", va="top", rotation=90,
                      fontsize=7, color="0.3")


def flow_matrix(axis: Axes, flows: pd.DataFrame, replicates: int) -> pd.DataFrame:
    """Mean moves per run from each company (rows) to each (columns); returns the matrix."""
    if replicates < 1:
        raise ValueError("a mean needs one replicate or more")
    between = flows.dropna(subset=["from_company"])
    matrix = between.pivot_table(index="from_company", columns="to_company", values="moves",
                                 aggfunc="sum", fill_value=0) / replicates
    axis.imshow(np.log1p(matrix.to_numpy(float)), cmap="Blues", aspect="auto")
    for (row, column), moves in np.ndenumerate(matrix.to_numpy()):
        dark = np.log1p(moves) > 0.6 * np.log1p(matrix.to_numpy().max())
        rounded = f"{moves:.0f}"
        axis.text(column, row, "" if rounded == "0" else rounded, ha="center", va="center",
                  fontsize=7, color="white" if dark else "black")
    axis.set_xticks(range(matrix.shape[1]), matrix.columns, rotation=45, ha="right")
    axis.set_yticks(range(matrix.shape[0]), matrix.index)
    axis.set_xlabel("to")
    axis.set_ylabel("from")
    return matrix


def job_ladder(axis: Axes, moves: pd.DataFrame, scale: float = 1e6) -> None:
    """Pay after against pay before for every move between companies, both in `scale` USD a year."""
    between = moves.dropna(subset=["pay_before_usd_per_year"])
    before = between.pay_before_usd_per_year / scale
    axis.scatter(before, between.pay_after_usd_per_year / scale, s=8, color=COLOURS[0], alpha=0.4,
                 linewidth=0)
    axis.axline((1, 1), slope=1, color="0.4", linewidth=0.8)
    axis.set_xscale("log")
    axis.set_yscale("log")
    for side in (axis.xaxis, axis.yaxis):
        side.set_major_locator(ticker.LogLocator(subs=(1, 2, 5)))
        side.set_major_formatter("{x:g}")
        side.set_minor_formatter(ticker.NullFormatter())
    axis.spines[["top", "right"]].set_visible(False)


def response_surface(axis: Axes, df: pd.DataFrame, x: str, y: str, value: str) -> AxesImage:
    """Mean of `value` over each pair of `x` and `y` as a heat map; returns the image."""
    table = df.pivot_table(index=y, columns=x, values=value, aggfunc="mean")
    image = axis.imshow(table, origin="lower", aspect="auto", cmap="cividis")
    axis.set_xticks(range(table.shape[1]), [f"{v:g}" for v in table.columns])
    axis.set_yticks(range(table.shape[0]), [f"{v:g}" for v in table.index])
    axis.set_xlabel(x)
    axis.set_ylabel(y)
    return image
