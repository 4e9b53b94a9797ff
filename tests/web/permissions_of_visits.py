"""The addresses of visits and sweeps, who may open them, whom they reach, and what they answer."""

from tests.support.everyone import WHOLE_COUNTY
from tests.web.permitted import (
    BUREAU,
    EXPORT,
    HEADS,
    HELPERS,
    HOUSEHOLD,
    NEIGHBOURS,
    READERS,
    SEE_LEADS,
    TOWNSHIP,
    TOWNSHIP_NEAR,
    VILLAGE,
    Address,
    of,
    post_form,
)

GOES = VILLAGE | TOWNSHIP
VISITS_TOO = GOES | HELPERS
SWEEPS = GOES | HEADS | READERS
TAKES = SWEEPS & EXPORT
DRAWN = TOWNSHIP_NEAR | frozenset(WHOLE_COUNTY)

VISITS = (
    Address("sweeps", SWEEPS),
    post_form("open-check", BUREAU),
    Address("check-due", BUREAU, 302, arguments=("=00000000-0000-0000-0000-000000000000",)),
    Address("sweep", SWEEPS, arguments=("sweep",)),
    Address("sweep-stops", SWEEPS, arguments=("sweep",)),
    post_form("sweep-stops", TAKES, arguments=("sweep",)),
    post_form("close-check", BUREAU, arguments=("sweep",)),
    post_form("check-report", TAKES, arguments=("sweep",)),
    post_form("draw-rechecks", TOWNSHIP, arguments=("sweep",)),
    Address("grid", SWEEPS, arguments=("sweep",)),
    post_form("tick", GOES, arguments=("sweep",)),
    post_form("tick-sheet", GOES, arguments=("sweep",)),
    Address("beat", SWEEPS, 302, **of("beat", NEIGHBOURS)),
    Address("recheck-draw", SWEEPS, **of("recheck_draw", DRAWN)),
    post_form("recheck", TOWNSHIP, **of("recheck", HOUSEHOLD)),
    Address("visit-list", SEE_LEADS),
    post_form("visit-list", EXPORT),
    Address("new-visit", VISITS_TOO, **of("villager.household", HOUSEHOLD)),
    post_form("make-visit", VISITS_TOO, **of("villager.household", HOUSEHOLD)),
    Address("visit", SEE_LEADS, **of("visit", HOUSEHOLD)),
    Address("visit-photo", SEE_LEADS, **of("visit_photo", HOUSEHOLD)),
    Address("satisfaction", SWEEPS),
    post_form("satisfaction", TAKES),
    Address("questionnaire", READERS, arguments=("=visit",)),
    post_form("propose-questions", BUREAU, arguments=("=visit",)),
    Address("paper-kinds", READERS),
    Address("paper-kind", READERS, arguments=("=case_notice",)),
    post_form("paper-template", READERS, 200, arguments=("=case_notice",)),
    post_form("propose-template", BUREAU, arguments=("=case_notice",)),
)
