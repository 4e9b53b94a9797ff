"""A list of accounts to open: where one of them sees households, the security administrator agrees to it as a whole."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from dixian.foundation.accounts.api import (
    BulkOpening,
    Checked,
    Post,
    begin_opening,
    drop_opening,
    guarded_roles,
    open_agreed,
    rows_of_opening,
)
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel import clock
from dixian.foundation.policy.actions import propose
from dixian.foundation.policy.enums import ProposalState
from dixian.foundation.policy.models import Proposal
from dixian.foundation.policy.selectors import due
from dixian.foundation.policy.subjects import Subject, approved_by, declare

OPENINGS, FETCH_LIMIT = "openings", "limit.bulk_passwords"


@transaction.atomic
def open_list_or_propose(*, stored: StoredFile, checked: Checked, source: str, post: Post) -> BulkOpening:
    """The rows of a filed list that can be opened: queued; where one of them is of a guarded role, the whole list
    is proposed first, so that one word of the security administrator suffices for a county.

    Raises NotAllowed; Refusal without a source.
    """
    waits = any(role in guarded_roles() for role in checked.roles)
    opening = begin_opening(
        stored=stored, numbers=checked.numbers, problems=checked.problems,
        until=due(FETCH_LIMIT, clock.today()), post=post, waits=waits,
    )  # fmt: skip
    if waits:
        roles = "、".join(f"{role.label} {count}" for role, count in Counter(checked.roles).most_common())
        propose(
            code=OPENINGS,
            label=f"批量开通 {len(checked.numbers)} 行：{roles}",
            arguments={"opening": str(opening.uid)},
            source=source,
            post=post,
        )
    return opening


def list_waiting(opening: BulkOpening) -> Proposal | None:
    """The proposal a list waits for."""
    mine = Proposal.objects.filter(subject=OPENINGS, state=ProposalState.WAITING)
    return mine.filter(arguments__opening=str(opening.uid)).first()


def _opening(arguments: dict[str, Any]) -> BulkOpening:
    return BulkOpening.objects.select_related("stored").get(uid=UUID(arguments["opening"]))


def _lines_of_list(arguments: dict[str, Any]) -> Sequence[str]:
    return rows_of_opening(_opening(arguments))


def _list_version(arguments: dict[str, Any]) -> str:
    return str(_opening(arguments).version)


def _open_list(arguments: dict[str, Any], _source: str) -> None:
    open_agreed(opening=_opening(arguments), until=due(FETCH_LIMIT, clock.today()))


def _drop_list(arguments: dict[str, Any], *, rejected: bool) -> None:
    said = "安全管理员退回" if rejected else "提请人撤回"
    drop_opening(
        opening=_opening(arguments), said=f"整份名单没有开通：{said}了提请。要开通的，改好后重新导入"
    )


declare(
    Subject(
        OPENINGS,
        "批量开通账号",
        Capability.MANAGE_ACCOUNTS,
        approved_by(Capability.APPROVE_ACCOUNTS),
        _list_version,
        _open_list,
        lines=_lines_of_list,
        by_paper=False,
        dropped=_drop_list,
        holds="正在后台办理，办完可在原页面看到",
    )
)
