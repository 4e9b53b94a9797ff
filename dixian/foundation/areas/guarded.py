"""Which changes of places alter who sees households, so that nobody makes them alone (decision 0023)."""

from typing import Any

from dixian.foundation.areas.enums import OWN_KINDS
from dixian.foundation.areas.models import Area, HandledBy, Unit

# Reach follows both trees; whether an area may be handled at all follows 各乡镇; duties follow where a unit lies.
GUARDED: dict[Any, tuple[str, ...]] = {Area: ("parent", "is_township_proper"), Unit: ("parent", "area")}


def guarded_fields(place: Area | Unit, values: dict[str, Any]) -> list[str]:
    """Those of `values` that would move a place; 各乡镇 is left as it is by None."""
    moved = [name for name in GUARDED[type(place)] if name in values and getattr(place, name) != values[name]]
    if values.get("is_township_proper") is None and "is_township_proper" in moved:
        moved.remove("is_township_proper")
    if isinstance(place, Unit) and "kind" in values and _stands_for_its_area(place, values["kind"]):
        moved.append("kind")
    return moved


def ends_into_another(place: Area | Unit, successor: Area | Unit | None) -> bool:
    """Whether its end gives what it had to somebody who has it not yet."""
    return successor is not None and place.successor != successor


def handled_otherwise(handled: HandledBy, values: dict[str, Any]) -> bool:
    """Whether a correction does more than put the source right."""
    said = ("unit", "valid_from", "valid_to")
    return not handled.confirmed or any(getattr(handled, name) != values[name] for name in said)


def _stands_for_its_area(unit: Unit, kind: str) -> bool:
    return unit.kind != kind and (unit.kind in OWN_KINDS or kind in OWN_KINDS)
