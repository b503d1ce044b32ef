"""What the tab key offers: authorities, cycles, benchmarks. It writes nothing, and is silent where a file is broken."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import typer


def _completing(words: Callable[[Any], Iterable[str]]) -> Callable[[typer.Context, list[str], str], list[str]]:
    """Make what typer asks of what a workspace offers."""

    def offered(ctx: typer.Context, args: list[str], incomplete: str) -> list[str]:  # noqa: ARG001 - typer gives it
        try:
            return [word for word in words(_workspace(ctx)) if word.startswith(incomplete)]
        except Exception:  # noqa: BLE001 - whatever is broken, a message would stand in the line that is being typed
            return []

    return offered


def _workspace(context: typer.Context) -> Any:  # noqa: ANN401 - naming the type would load it
    from prevent_assure.workspace.workspace import Workspace  # noqa: PLC0415 - start-up

    folder: Any = context.params.get("workspace")
    above = context.parent
    while folder is None and above is not None:
        folder, above = above.params.get("workspace"), above.parent
    return Workspace.find(Path.cwd()) if folder is None else Workspace.at(Path(folder))


def _cycles(workspace: Any) -> list[str]:  # noqa: ANN401 - as above
    settings = workspace.settings.model
    return sorted(settings.cycles, reverse=True) if settings is not None else []


def _benchmarks(workspace: Any) -> list[str]:  # noqa: ANN401 - as above
    settings = workspace.settings.model
    cycle = settings.cycles.get(settings.current_cycle) if settings is not None else None
    criteria = workspace.criteria(cycle.criteria) if cycle is not None and cycle.criteria is not None else None
    model = criteria.model if criteria is not None else None
    return [benchmark.id for benchmark in model.benchmarks if benchmark.scored] if model is not None else []


authorities = _completing(lambda workspace: workspace.authorities())
cycles = _completing(_cycles)
benchmarks = _completing(_benchmarks)
