"""Where one installation keeps its things: database, keys, originals, spool, logs."""

import os
from pathlib import Path


def home() -> Path:
    """The installation's folder: `DIXIAN_HOME`, or `var` in the working folder."""
    return Path(os.environ.get("DIXIAN_HOME") or "var").resolve()
