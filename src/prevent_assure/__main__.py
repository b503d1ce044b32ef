"""`python -m prevent_assure`, and the command: `--version` is answered before anything heavy is imported."""

import gc
import os
import sys

from prevent_assure import __version__

RARELY = 100_000
"""New objects after which cycles among them are looked for: start-up alone makes tens of thousands, all to be kept."""


def main() -> None:
    """Run the command line.

    Raises:
        SystemExit: Always, with the command's exit code.
    """
    if sys.argv[1:] in (["--version"], ["-V"]) and sys.stdout is not None:
        _answer(f"prevent-assure {__version__}\n")
    # Plug-ins of pydantic that happen to be installed have no business here; to look for them takes a tenth of a run.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    sys.unraisablehook = _end_where_interrupted
    gc.set_threshold(RARELY)
    try:
        from prevent_assure.app import main as run  # noqa: PLC0415 - start-up
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except Exception as error:  # noqa: BLE001 - a library that is missing or broken ends as a sentence, too
        from prevent_assure.cli.unforeseen import end, without_debug  # noqa: PLC0415 - start-up

        end(error, debug=without_debug(sys.argv[1:])[1])
    try:
        run()
    finally:
        # The interpreter looks through all objects once more before it ends: a fifth of a short run, and for nothing.
        gc.freeze()


def _end_where_interrupted(problem: "sys.UnraisableHookArgs") -> None:
    """End quietly where an interrupt met the interpreter while it closed a file: it would report it and go on."""
    if issubclass(problem.exc_type, KeyboardInterrupt):
        os._exit(130)
    sys.__unraisablehook__(problem)


def _answer(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        sys.stdout = None  # so that the interpreter does not try to write it again
        if isinstance(error, BrokenPipeError):
            raise SystemExit(141) from None
        sys.stderr.write(f"prevent-assure: the output cannot be written: {error.strerror}\n")
        raise SystemExit(2) from None
    raise SystemExit(0)


if __name__ == "__main__":
    main()
