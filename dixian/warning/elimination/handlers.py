"""What this room does when others announce something."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import F

from dixian.foundation.worklist.api import move_duties
from dixian.registry.households.api import Household
from dixian.registry.households.topics import ChangesEnded, HouseholdsMoved
from dixian.warning.cases.api import Case
from dixian.warning.elimination.duties import CORRECT, ENTER, IN_STATE, LOOK_BACK, TOWNSHIP, VILLAGE
from dixian.warning.elimination.entering import follow_national
from dixian.warning.elimination.models import Elimination, Reversal

MOVED_IN = "整户迁来，原来的风险消除接着办"


def after_changing(topic: ChangesEnded) -> None:
    """The register has changed: what the national data say now is ticked."""
    if topic.state == "applied":
        follow_national()


def after_moving(topic: HouseholdsMoved) -> None:
    """What is under way goes with its household, and so do its duties."""
    villages = defaultdict(list)
    for home, village in Household.objects.filter(pk__in=topic.households).values_list("id", "village_id"):
        villages[village].append(home)
    for village, homes in villages.items():
        for model in (Elimination, Reversal):
            rows = model._default_manager.filter(household_id__in=homes).exclude(village_id=village)
            rows.update(village_id=village, version=F("version") + 1)
    _move_duties(topic.households)


def _move_duties(households: Sequence[int]) -> None:
    places: dict[str, dict[int, list[UUID]]] = {VILLAGE: defaultdict(list), TOWNSHIP: defaultdict(list)}
    home = ("uid", "household__village_id", "household__village__parent_id")
    cases = Case.objects.filter(household__in=households).order_by("id").values_list(*home)
    for uid, village, township in cases:
        places[VILLAGE][village].append(uid)
        places[TOWNSHIP][township or village].append(uid)
    held = [(kind, place) for kind, _, _, place in IN_STATE.values() if place]
    for kind, place in (*held, (ENTER, TOWNSHIP), (CORRECT, TOWNSHIP), (LOOK_BACK, VILLAGE)):
        move_duties(kind=kind.code, to=places[place], why=MOVED_IN)
