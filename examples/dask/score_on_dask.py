"""Score a workspace on Dask: `python score_on_dask.py WORKSPACE [--cycle CYCLE] [--workers N] [--scheduler ADDRESS]`.

Prints what `prevent-assure score --format json` prints, for several cycles one after another in one object. Without an
address it starts workers on this machine. With one it uses the cluster there, whose machines must see the workspace
under the same path. Needs `dask[distributed]`.
"""

import argparse
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dask.distributed import Client, LocalCluster

import prevent_assure

PIECES = 4
"""Pieces of work for each thread of the cluster: each reads who the other authorities are, so more would cost more."""


def scored(root: str, cycle: str, authorities: list[str]) -> list[dict[str, Any]]:
    """Score some authorities; this runs on a worker.

    Args:
        root: The workspace's folder.
        cycle: The cycle.
        authorities: Their ids.

    Returns:
        Their scores, as plain data.
    """
    workspace = prevent_assure.Workspace.at(Path(root))
    return [_plain(each) for each in prevent_assure.score(workspace, cycle=cycle, authorities=authorities).assessments]


def _plain(each: prevent_assure.AssessmentScore) -> dict[str, Any]:
    names = ("authority", "cycle", "criteria", "criteria_digest", "status")
    benchmarks = [_benchmark(score) for score in each.benchmarks]
    return {
        **{name: getattr(each, name) for name in names},
        "benchmarks": benchmarks,
        "counts": {"agreed": each.counts},
    }


def _benchmark(score: prevent_assure.BenchmarkScore) -> dict[str, Any]:
    if not score.scored:
        return {"id": score.id, "number": score.number, "title": score.title, "scored": False}
    return {name: _by_name(value) for name, value in score._asdict().items()}


def _by_name(value: object) -> object:
    """Put objects with the names of the fields in the place of tuples whose fields have names, at any depth."""
    if isinstance(value, tuple):
        fields = getattr(value, "_asdict", None)
        return [*map(_by_name, value)] if fields is None else {key: _by_name(part) for key, part in fields().items()}
    return value


def _work(workspace: prevent_assure.Workspace, cycles: list[str], pieces: int) -> Iterator[tuple[str, str, list[str]]]:
    size = max(1, math.ceil(sum(len(workspace.assessed(cycle)) for cycle in cycles) / pieces))
    for cycle in cycles:
        names = workspace.assessed(cycle)
        yield from ((str(workspace.root), cycle, names[at : at + size]) for at in range(0, len(names), size))


def main() -> None:
    """Score what the command line names, and print it."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("workspace", type=Path)
    options.add_argument("--cycle", action="append", help="by default the current one")
    options.add_argument("--workers", type=int, default=2, help="workers on this machine (2)")
    options.add_argument("--scheduler", help="the address of a cluster, in place of workers on this machine")
    chosen = options.parse_args()
    workspace = prevent_assure.Workspace.at(chosen.workspace)
    settings = workspace.settings.model
    if settings is None:
        options.error("the settings cannot be read: run prevent-assure validate")
    cluster = chosen.scheduler or LocalCluster(n_workers=chosen.workers, threads_per_worker=1, dashboard_address=None)
    cycles = chosen.cycle or [settings.current_cycle]
    with Client(cluster) as client:
        work = list(_work(workspace, cycles, PIECES * max(1, sum(client.nthreads().values()))))
        done = client.gather(client.map(scored, *zip(*work, strict=True), pure=False)) if work else []
    assessments = [each for part in done for each in part]
    data = {"format": "prevent-assure/scores/1", "assessments": assessments}
    sys.stdout.write(json.dumps(data, indent=2) + "\n")


if __name__ == "__main__":
    main()
