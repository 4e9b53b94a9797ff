"""The addresses of plans, measures and the end of a risk."""

from tests.web.permitted import (
    APPROVERS,
    BUREAU,
    DELIVERS,
    EXPORT,
    INSPECTOR,
    OWED,
    SEE_LEADS,
    TOWNSHIP,
    TOWNSHIP_NEAR,
    VILLAGE,
    Address,
    of,
    post_form,
)

PLANS = (
    Address("monitored", SEE_LEADS),
    post_form("monitored", EXPORT),
    Address("plan", SEE_LEADS, **of("helped", OWED)),
    post_form("act-on-plan", VILLAGE | TOWNSHIP, **of("helped", OWED)),
    post_form("follow-up", VILLAGE | TOWNSHIP, **of("helped", OWED)),
    Address("eliminations", SEE_LEADS),
    post_form("eliminations", EXPORT),
    Address("elimination", SEE_LEADS, **of("helped", OWED)),
    post_form("act-on-elimination", VILLAGE | TOWNSHIP | APPROVERS, **of("helped", OWED)),
    Address("unit-measures", SEE_LEADS),
    post_form("unit-measures", EXPORT),
    post_form("deliver-many", DELIVERS),
    Address("measure", SEE_LEADS, **of("measure", OWED)),
    post_form("deliver-measure", DELIVERS, **of("measure", OWED), but=dict.fromkeys(TOWNSHIP_NEAR, 403)),
    post_form(
        "measure-evidence",
        DELIVERS | INSPECTOR,
        200,
        **of("measure", OWED),
        but=dict.fromkeys(BUREAU, 404),
    ),
)
