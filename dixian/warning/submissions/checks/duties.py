"""The duty of a township to look into a register check."""

from collections.abc import Sequence

from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel.masking import mask_cell
from dixian.foundation.worklist.api import Duty, DutyKind, declare, open_duties
from dixian.warning.submissions.models import RegisterCheck

CHECK = declare(
    DutyKind("submissions.check", "核对不在册人员", "warning.submissions", "register-check", "核对")
)
LIMIT = "limit.register_check"


def open_checks(checks: Sequence[RegisterCheck], *, about: str = "") -> None:
    """The township has to find out whether this is somebody of its own; about: why anew."""
    open_duties(
        [
            Duty(
                kind=CHECK.code,
                about=about or f"部门报来的人地址写在{one.area.name}，户档案里没有",
                subject_label=mask_cell(one.name.open() if one.name else "没有姓名"),
                subject_uid=one.uid,
                area_id=one.township_id,
                capability=Capability.SETTLE_ROWS,
                due_on=one.due_on,
                limit_code=LIMIT,
            )
            for one in checks
        ]
    )
