"""The door of visits."""

from dixian.warning.visits.duties import ANSWER, FOLLOW, LOOK_BACK
from dixian.warning.visits.facts import KINDS as FACT_KINDS
from dixian.warning.visits.facts import Known, known
from dixian.warning.visits.models import (
    Beat,
    Discharged,
    Finding,
    Recheck,
    RecheckDraw,
    RecheckResult,
    Stop,
    Sweep,
    Visit,
    VisitAnswer,
    VisitPhoto,
)
from dixian.warning.visits.photos import keep_photos, photos
from dixian.warning.visits.rechecking import Rechecked, draw_rechecks, recheck, rechecked, rechecks
from dixian.warning.visits.satisfaction import Told, of_helper, said
from dixian.warning.visits.satisfaction import by_helper as told_by_helper
from dixian.warning.visits.satisfaction import by_township as told_by_township
from dixian.warning.visits.satisfaction import by_village as told_by_village
from dixian.warning.visits.satisfaction import together as told_together
from dixian.warning.visits.selectors import (
    Owed,
    Progress,
    beats,
    by_person,
    by_township,
    by_village,
    case_to_follow,
    check_of_today,
    findings_in,
    findings_of,
    groups_of,
    of_sweeps,
    owed,
    stops,
    sweeps,
    together,
    visits,
    visits_of,
    with_more_to_do,
)
from dixian.warning.visits.sums import sums
from dixian.warning.visits.sweeping import close_check, open_check
from dixian.warning.visits.ticking import tick
from dixian.warning.visits.visiting import FORM, Conclusion, Follow, visit

__all__ = [
    "ANSWER",
    "FACT_KINDS",
    "FOLLOW",
    "FORM",
    "LOOK_BACK",
    "Beat",
    "Conclusion",
    "Discharged",
    "Finding",
    "Follow",
    "Known",
    "Owed",
    "Progress",
    "Recheck",
    "RecheckDraw",
    "RecheckResult",
    "Rechecked",
    "Stop",
    "Sweep",
    "Told",
    "Visit",
    "VisitAnswer",
    "VisitPhoto",
    "beats",
    "by_person",
    "by_township",
    "by_village",
    "case_to_follow",
    "check_of_today",
    "close_check",
    "draw_rechecks",
    "findings_in",
    "findings_of",
    "groups_of",
    "keep_photos",
    "known",
    "of_helper",
    "of_sweeps",
    "open_check",
    "owed",
    "photos",
    "recheck",
    "rechecked",
    "rechecks",
    "said",
    "stops",
    "sums",
    "sweeps",
    "tick",
    "together",
    "told_by_helper",
    "told_by_township",
    "told_by_village",
    "told_together",
    "visit",
    "visits",
    "visits_of",
    "with_more_to_do",
]
