"""`python -m prevent_assure`, and the command: `--version` is answered before anything heavy is imported."""

import sys

from prevent_assure import __version__


def main() -> None:
    """Run the command line.

    Raises:
        SystemExit: Always, with the command's exit code.
    """
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"prevent-assure {__version__}\n")
        raise SystemExit(0)
    from prevent_assure.cli import main as run  # noqa: PLC0415 - start-up

    run()


if __name__ == "__main__":
    main()
