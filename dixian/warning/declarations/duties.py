"""Whose a declaration is."""

from collections.abc import Sequence

from dixian.foundation.accounts.enums import Capability
from dixian.foundation.worklist.api import Duty, DutyKind, declare, open_duties
from dixian.warning.declarations.models import Declaration

SETTLE = declare(
    DutyKind("declarations.settle", "办理自主申报", "warning.declarations", "declaration", "认户")
)


def open_settling(declarations: Sequence[Declaration]) -> None:
    """The township finds out whose they are; nobody is named, for the duty lies in clear."""
    open_duties(
        [
            Duty(
                kind=SETTLE.code,
                about=f"{made.get_way_display()}申报，{made.get_filled_by_display()}填的；请认到户，转为线索",
                subject_label=str(made),
                subject_uid=made.uid,
                area_id=made.village.parent_id or made.village_id,
                capability=Capability.CONFIRM,
                opened_on=made.told_on,
                limit_code="limit.declare",
            )
            for made in declarations
        ]
    )
