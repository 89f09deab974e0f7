"""Where the files that ship with the package lie, in a checkout and in an installed wheel."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

PACKAGE = Path(__file__).resolve().parent
BUNDLED = PACKAGE / "bundled"
CHECKOUT = PACKAGE.parent


def bundled() -> bool:
    """Whether this is an installed wheel, which carries its files in `bundled/`."""
    return BUNDLED.is_dir()


def metadata() -> Path:
    """Datasette's metadata.yml."""
    return (BUNDLED if bundled() else CHECKOUT) / "metadata.yml"


def authorities() -> Path:
    """The list of local authorities with their Local Offers."""
    return (BUNDLED if bundled() else CHECKOUT) / "data" / "authorities.csv"


def sample_data() -> Path:
    """The wording of the sample county."""
    return (BUNDLED if bundled() else CHECKOUT) / "data" / "sample"


def docs() -> Path:
    """The documentation pages that the portal shows."""
    return (BUNDLED if bundled() else CHECKOUT) / "docs"


def sample_sites() -> ModuleType:
    """The package that builds and serves the sample county's websites.

    It lives under `tests/` because the tests use it most; a wheel carries a copy, so that
    `sendwatch demo` runs from an empty environment.
    """
    if bundled():
        return importlib.import_module("sendwatch.bundled.sites")
    # In front of everything: other packages have been known to install a `tests` of theirs.
    sys.path.insert(0, str(CHECKOUT))
    return importlib.import_module("tests.sites")
