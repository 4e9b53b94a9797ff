"""An approved value that has not come into force yet is taken back, by a proposal like any other."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.actions import propose
from dixian.foundation.policy.dated import Coming, DatedRows
from dixian.foundation.policy.models import Parameter, Proposal
from dixian.foundation.policy.order import check_parameter
from dixian.foundation.policy.subjects import Subject, approved_by, declare, subject

TAKE_BACK = "take_back"


def propose_taking_back(
    *, of: str, uids: Sequence[UUID], valid_from: date, source: str, post: Post
) -> Proposal:
    """Ask that what was decided to begin (or end) on a day to come does not; the earlier value goes on.

    of: code of a subject with dated rows; uids: the rows concerned. Raises NotAllowed; Refusal for a day that has
    come, or on which nothing changes.
    """
    about = subject(of)
    arguments = {"of": of, "valid_from": valid_from.isoformat(), "rows": _dated(of).keys_of(uids)}
    said = [one.words for one in _dated(of).taken_back(arguments)]
    more = f"等 {len(said)} 项" if len(said) > 1 else ""
    return propose(
        code=TAKE_BACK,
        label=f"{about.title}：取消自 {valid_from} 起、尚未生效的{said[0]}{more}",
        arguments={**arguments, "said": said if more else []},
        source=source,
        post=post,
    )


def coming(of: str, rows: Iterable[Any]) -> dict[date, list[Coming]]:
    """Day -> what of all the rows of some keys begins or ends then, of days after today."""
    return _dated(of).coming(rows)


def _dated(of: str) -> DatedRows:
    rows = subject(of).dated
    if rows is None:
        raise Refusal("这一项没有尚未生效的值", "刷新页面后再选")
    return rows


def _check(arguments: dict[str, Any]) -> None:
    _dated(arguments["of"]).taken_back(arguments)
    if arguments["of"] == "parameter":
        _check_going_on(arguments)


def _check_going_on(arguments: dict[str, Any]) -> None:
    """What goes on still stands on the right side of the values it must stay below or above."""
    day = date.fromisoformat(arguments["valid_from"])
    codes = [row["code"] for row in arguments["rows"]]
    for before in Parameter.objects.filter(code__in=codes, valid_to=day):
        check_parameter(code=before.code, text=before.text, since=day)


declare(
    Subject(
        TAKE_BACK,
        "取消尚未生效的值",
        Capability.PROPOSE_POLICY,
        approved_by(Capability.APPROVE_POLICY),
        lambda arguments: _dated(arguments["of"]).version(arguments),
        lambda arguments, source: _dated(arguments["of"]).take_back(arguments, source),
        _check,
        lines=lambda arguments: arguments["said"],
        by_paper=False,
        named=lambda arguments: {
            f"{arguments['of']} {one}" for one in _dated(arguments["of"]).named(arguments)
        },
    )
)
