"""Reading run directories and the collected tables of sweeps. Units are in the column names."""

import json
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Sequence, Union

import pandas as pd

PathLike = Union[str, Path]
ENDINGS = ("", ".gz", ".zst")
CHUNK_ROWS = 500_000


def table_path(directory: PathLike, table: str) -> Path:
    """The file of a table, plain or compressed; FileNotFoundError names the tables there are."""
    for ending in ENDINGS:
        path = Path(directory) / f"{table}.csv{ending}"
        if path.is_file():
            return path
    there = sorted({p.name.split(".")[0] for p in Path(directory).glob("*.csv*")})
    raise FileNotFoundError(f"{directory}: no table '{table}'; there are: {', '.join(there) or 'none'}")


def _text_columns(path: Path) -> Dict[str, Any]:
    """The columns that datapackage.json declares as text: names such as 007 are no numbers."""
    package = path.parent / "datapackage.json"
    if not package.is_file():
        return {}
    resources = json.loads(package.read_text(encoding="utf-8")).get("resources", [])
    name = path.name.split(".")[0]
    fields = [field for resource in resources if resource["path"].split(".")[0] == name
              for field in resource["schema"]["fields"]]
    return {field["name"]: str for field in fields if field["type"] == "string"}


def _csv_options(path: Path, columns: Sequence[str]) -> Dict[str, Any]:
    """How pandas reads a table: only an empty cell is missing, and a company may be called NA."""
    text = {name: kind for name, kind in _text_columns(path).items() if name in columns}
    return {"usecols": list(columns), "dtype": text, "keep_default_na": False, "na_values": [""],
            "parse_dates": ["date"] if "date" in columns else False}


def _header(path: Path) -> List[str]:
    return list(pd.read_csv(path, nrows=0).columns)


def _checked_columns(path: Path, columns: Optional[Sequence[str]]) -> List[str]:
    there = _header(path)
    unknown = [name for name in columns or [] if name not in there]
    if unknown:
        raise KeyError(f"{path}: no column {', '.join(unknown)}; there are: {', '.join(there)}")
    return there if columns is None else [name for name in there if name in set(columns)]


def read_table(path: Path, columns: Optional[Sequence[str]] = None) -> pd.DataFrame:
    """A table as a frame with dates parsed; only the named columns are read. KeyError if unknown.

    Text stays text, as datapackage.json next to the table declares it, and only an empty cell is
    missing.
    """
    wanted = _checked_columns(path, columns)
    return pd.read_csv(path, **_csv_options(path, wanted))


class Run:
    """A run directory. Tables are attributes read on first use: `load_run(d).market`."""

    def __init__(self, directory: PathLike):
        self.directory = Path(directory)
        manifest = self.directory / "manifest.json"
        if not manifest.is_file():
            raise FileNotFoundError(f"{directory}: no manifest.json, so not a finished run")
        self.manifest: Dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
        self._tables: Dict[str, pd.DataFrame] = {}

    def table(self, name: str, columns: Optional[Sequence[str]] = None) -> pd.DataFrame:
        """The named table; with `columns`, a frame of only these, read anew."""
        if columns is not None:
            return read_table(table_path(self.directory, name), columns)
        if name not in self._tables:
            self._tables[name] = read_table(table_path(self.directory, name))
        return self._tables[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self.table(name)
        except FileNotFoundError as missing:
            raise AttributeError(str(missing)) from missing


def load_run(directory: PathLike) -> Run:
    """A finished run directory. FileNotFoundError without a manifest."""
    return Run(directory)


def _runs_of(directory: Path, params: Optional[Sequence[str]],
             runs: Optional[Sequence[Union[int, str]]]) -> pd.DataFrame:
    path = table_path(directory, "runs")
    columns = None if params is None else ["run_id", "point", "replicate", *params]
    frame = read_table(path, columns)
    frame = frame.drop(columns=[c for c in ("seed", "status", "error") if c in frame])
    return frame if runs is None else frame[frame.run_id.isin(list(runs))]


def iterate_sweep(directory: PathLike, table: str, params: Optional[Sequence[str]] = None,
                  columns: Optional[Sequence[str]] = None, runs: Optional[Sequence[Union[int, str]]] = None,
                  chunk_rows: int = CHUNK_ROWS) -> Iterator[pd.DataFrame]:
    """Chunks of a sweep's collected table, for sweeps larger than memory.

    Each chunk comes from at most `chunk_rows` rows of the file and bears point, replicate and the
    varied parameters `params` (default: all) of its runs. Only `columns` and the rows of `runs`
    (values of run_id) are kept. KeyError for unknown columns or parameters.
    """
    folder = Path(directory) / "tables"
    of_runs = _runs_of(folder, params, runs)
    path = table_path(folder, table)
    wanted = _checked_columns(path, None if columns is None else ["run_id", *columns])
    with pd.read_csv(path, chunksize=chunk_rows, **_csv_options(path, wanted)) as chunks:
        for chunk in chunks:
            merged = chunk.merge(of_runs, on="run_id", how="inner")
            if not merged.empty:
                yield merged


def load_sweep(directory: PathLike, table: str, params: Optional[Sequence[str]] = None,
               columns: Optional[Sequence[str]] = None,
               runs: Optional[Sequence[Union[int, str]]] = None) -> pd.DataFrame:
    """A sweep's collected table in one frame; see `iterate_sweep`. Empty if no row matches."""
    chunks = list(iterate_sweep(directory, table, params, columns, runs))
    return pd.concat(chunks, ignore_index=True) if chunks else pd.DataFrame()
