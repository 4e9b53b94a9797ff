"""What this room does when others announce something."""

from collections import defaultdict

from django.db.models import F

from dixian.foundation.worklist.api import move_duties
from dixian.registry.households.api import Household
from dixian.registry.households.topics import HouseholdsMoved
from dixian.warning.doubts.duties import LOOK
from dixian.warning.doubts.enums import DoubtState
from dixian.warning.doubts.models import Doubt


def after_moving(topic: HouseholdsMoved) -> None:
    """A doubt goes with its household; the new township looks."""
    homes = Household.objects.filter(pk__in=topic.households).select_related("village")
    villages = defaultdict(list)
    for home in homes:
        villages[home.village].append(home.pk)
    for village, here in villages.items():
        rows = Doubt.objects.filter(household_id__in=here).exclude(village=village)
        uids = list(rows.filter(state=DoubtState.OPEN).values_list("uid", flat=True))
        rows.update(village=village, version=F("version") + 1)
        township = village.parent_id or village.pk
        move_duties(kind=LOOK.code, to={township: uids}, why="整户迁来，原来的疑点接着复核")
