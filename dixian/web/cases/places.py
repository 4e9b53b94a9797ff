"""Places as they stand in papers."""

from dixian.foundation.areas.api import Area
from dixian.warning.cases import api as cases


def committee(village: Area) -> str:
    """The village's committee, by which the statistics bureau's list often calls the village itself."""
    parent, name = village.parent, village.name.removesuffix("村委会").removesuffix("村")
    return f"{parent.name if parent else ''}{name}村民委员会"


def place_of(case: cases.Case) -> str:
    """Township and village of a household."""
    return f"{case.township.name}{case.village.name}"
