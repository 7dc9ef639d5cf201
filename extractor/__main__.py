"""``python -m extractor`` and the installed ``extractor`` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line. In a wheel cli.py lies within the package, in a checkout beside it."""
    try:
        from extractor.cli import app  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        from cli import app
    app()


if __name__ == "__main__":
    main()
