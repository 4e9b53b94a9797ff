"""The packaged rule sheets."""

import tomllib
from pathlib import Path

from dixian.foundation.audit.packaged import Loaded, load_packaged
from dixian.warning.alerts.enums import Event
from dixian.warning.alerts.models import RuleSheet
from dixian.warning.submissions.api import DataKind

FILE = Path(__file__).parent / "reference" / "rules.toml"
DEPARTMENTS = FILE.with_name("departments.toml")


def load_reference() -> Loaded:
    """The packaged rules; local edits stay."""
    kinds = dict(DataKind.objects.values_list("code", "id"))
    packaged = []
    for path in (FILE, DEPARTMENTS):
        with path.open("rb") as file:
            packaged += tomllib.load(file)["rule"]
    rows = [{"kind_id": kinds[rule.pop("kind")], "event": Event.ROW.value, **rule} for rule in packaged]
    return load_packaged(RuleSheet, rows, key=["kind_id", "event", "group", "valid_from"])
