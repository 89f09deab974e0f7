"""Serves the sample county for looking at by hand: `python -m tests.sites --schools 24`."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from pathlib import Path

from .county import build_county
from .running import serve
from .styles import STYLE_NAMES

_HERE = Path(__file__).resolve()
_DATA = next(
    (folder for above in _HERE.parents[1:3] if (folder := above / "data" / "sample").is_dir()),
    Path("data/sample"),
)
"""Beside the checkout's tests, or beside this package where it is installed."""


def main() -> int:
    """Build, serve until Ctrl-C, and write register and truth where asked; gives the exit code."""
    options = _options()
    styles = tuple(options.styles.split(",")) if options.styles else STYLE_NAMES
    try:
        county = build_county(
            options.seed, options.schools, today=options.today, data=options.data, styles=styles
        )
        with serve(county, port=options.port) as running:
            if options.out:
                for path in running.write(options.out):
                    print(path)
            for school in county.schools:
                story = ", ".join(school.story) or "in order"
                print(f"{school.urn} {running.url(school)} {school.style}: {school.name} ({story})")
            print("Ctrl-C stops.", flush=True)
            while True:
                time.sleep(3600)
    except KeyboardInterrupt:
        return 0
    except ValueError as error:
        print(f"The county cannot be built: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"The county cannot be served: {error.strerror or error}", file=sys.stderr)
        return 3


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.sites", description=__doc__)
    parser.add_argument("--schools", type=int, default=24, help="how many (default 24)")
    parser.add_argument("--seed", type=int, default=1, help="which county (default 1)")
    parser.add_argument("--port", type=int, default=0, help="default: a free one")
    parser.add_argument("--out", type=Path, help="folder for register.csv and truth.json")
    parser.add_argument("--today", type=dt.date.fromisoformat, default=_now())
    parser.add_argument("--styles", help="comma-separated website styles (default: all)")
    parser.add_argument("--data", type=Path, default=_DATA, help="folder with the wording")
    return parser.parse_args()


def _now() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


if __name__ == "__main__":
    sys.exit(main())
