"""责任分工 as tests make it: a list, looked at and agreed to."""

from typing import Any

from dixian.warning.verification import api as verification

BLANK = {"username": "", "number": "", "township": "", "village": "", "group": ""}


def rows(*wanted: dict[str, str]) -> list[tuple[int, dict[str, Any]]]:
    """Rows of the list, as they are read; the first stands in line 2."""
    return [(number, {**BLANK, **one}) for number, one in enumerate(wanted, start=2)]


def arranged(county: Any, *wanted: dict[str, str], by: str = "bureau") -> verification.Arranged:
    """Look at what the list changes, then agree to it."""
    preview = verification.arrange(rows=rows(*wanted), by=county[by])
    return verification.arrange(rows=rows(*wanted), by=county[by], version=preview.version)


def home(username: str, number: str = "H00101") -> dict[str, str]:
    return {"username": username, "number": number}


def place(username: str, county: Any, group: str = "") -> dict[str, str]:
    village = county.village
    return {"username": username, "township": village.parent.name, "village": village.name, "group": group}
