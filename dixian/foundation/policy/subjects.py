"""What proposals can be about: declared once, checked when submitted, applied when approved."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from dixian.foundation.accounts.api import Post, RoleRight, set_right
from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.dated import DatedRows, rows_of
from dixian.foundation.policy.models import CodeItem, Holiday, Parameter
from dixian.foundation.policy.order import check_parameter
from dixian.foundation.policy.words import lines_of_days


def _nothing(_: dict[str, Any]) -> None:
    """No check beyond the version."""


def _no_lines(_: dict[str, Any]) -> Sequence[str]:
    return ()


def _everywhere(_arguments: dict[str, Any], _post: Post) -> bool:
    return True


class Dropped(Protocol):
    """Told of a proposal that came to nothing."""

    def __call__(self, arguments: dict[str, Any], *, rejected: bool) -> None:
        """rejected: by another person; else its submitter took it back."""


def _nothing_to_drop(arguments: dict[str, Any], *, rejected: bool) -> None:
    """What it was about doesn't know of it."""


@dataclass(frozen=True)
class Subject:
    """code; title; the right to propose; `approve`: which right this change asks of its approver; `version` of
    what it changes; `apply`.

    check: raises Refusal where the change can't be; asked when it is submitted and when it is approved.
    lines: what it changes, for whoever approves, where the label alone doesn't say it.
    by_paper: its source is a paper; else any reason will do.
    dated: the rows it changes, where a value to come can be taken back (`taking_back.py`).
    within: whether a post reaches what it is about; who doesn't can't decide it.
    dropped: told where it was rejected or withdrawn.
    propose_as: which right this change asks of who proposes it, where that is not always `propose`.
    hands: the persons, besides who proposes it, that had a hand in what it is about and so don't decide it; hand_in: what they did.
    named: what it is about; while one waits, another about the same is refused.
    holds: when what was approved holds, where it names no day.
    own_duties: its room opens the duties of its proposals itself; nothing is announced of them.
    """

    code: str
    title: str
    propose: Capability
    approve: Callable[[dict[str, Any]], Capability]
    version: Callable[[dict[str, Any]], str]
    apply: Callable[[dict[str, Any], str], None]
    check: Callable[[dict[str, Any]], None] = _nothing
    lines: Callable[[dict[str, Any]], Sequence[str]] = _no_lines
    by_paper: bool = True
    dated: DatedRows | None = None
    within: Callable[[dict[str, Any], Post], bool] = _everywhere
    dropped: Dropped = _nothing_to_drop
    propose_as: Callable[[dict[str, Any]], Capability] | None = None
    hands: Callable[[dict[str, Any]], Collection[int]] = lambda _arguments: ()
    hand_in: str = ""
    named: Callable[[dict[str, Any]], Collection[str]] = _no_lines
    own_duties: bool = False
    holds: str = "现在生效"

    def right_to_propose(self, arguments: dict[str, Any]) -> Capability:
        """The right that whoever proposes this needs."""
        return self.propose_as(arguments) if self.propose_as else self.propose


_subjects: dict[str, Subject] = {}


def approved_by(right: Capability) -> Callable[[dict[str, Any]], Capability]:
    """The same right, whatever is proposed."""
    return lambda _arguments: right


def approver_kept(arguments: dict[str, Any]) -> Capability:
    """The right kept with the proposal itself, so that a list of them needs no query a row."""
    return Capability(arguments["approve"])


def declare(subject: Subject) -> None:
    """A room says what of it changes by proposals."""
    _subjects[subject.code] = subject


def subject(code: str) -> Subject:
    """The declared subject. Raises KeyError."""
    return _subjects[code]


def with_own_duties() -> list[str]:
    """Codes of the subjects whose rooms open the duties of their proposals themselves."""
    return sorted(one.code for one in _subjects.values() if one.own_duties)


PARAMETERS = DatedRows(Parameter, ("code",), carried=("title", "kind"), fixed={"mark": "local"})
ITEMS = DatedRows(CodeItem, ("table", "code"), carried=("position",))
DAYS = DatedRows(Holiday, ("day",))


def _check_parameter(arguments: dict[str, Any]) -> None:
    PARAMETERS.check(arguments)
    check_parameter(
        code=arguments["code"], text=arguments["text"], since=date.fromisoformat(arguments["valid_from"])
    )


def _check_right(arguments: dict[str, Any]) -> None:
    role, right = Role(arguments["role"]), Capability(arguments["capability"])
    has = RoleRight.objects.filter(role=role, capability=right, valid_to__isnull=True).exists()
    if has == arguments["granted"]:
        raise Refusal(f"{role.label}本来就{'有' if has else '没有'}“{right.label}”的权限", "不必提请")


def _items_named(arguments: dict[str, Any]) -> set[str]:
    """Its entry, and its wording: a new one has a code of its own each time."""
    worded = {f"{row['table']} {row['label']}" for row in rows_of(arguments) if "label" in row}
    return ITEMS.named(arguments) | worded


def _right_version(arguments: dict[str, Any]) -> str:
    row = RoleRight.objects.filter(
        role=arguments["role"], capability=arguments["capability"], valid_to__isnull=True
    ).first()
    return f"{row.pk}.{row.version}" if row else ""


def _apply_right(arguments: dict[str, Any], source: str) -> None:
    set_right(
        role=Role(arguments["role"]),
        capability=Capability(arguments["capability"]),
        granted=arguments["granted"],
        since=date.fromisoformat(arguments["valid_from"]),
        source=source,
    )


def _dated(
    code: str, title: str, rows: DatedRows, check: Callable[[dict[str, Any]], None], **more: Any
) -> Subject:
    return Subject(
        code,
        title,
        Capability.PROPOSE_POLICY,
        approved_by(Capability.APPROVE_POLICY),
        rows.version,
        rows.apply,
        check,
        dated=rows,
        **{"named": rows.named, **more},
    )


declare(_dated("parameter", "修改参数", PARAMETERS, _check_parameter))
declare(_dated("item", "修改代码表", ITEMS, ITEMS.check, named=_items_named))
declare(_dated("days", "登记放假和调休", DAYS, DAYS.check, lines=lines_of_days))
declare(
    Subject(
        "right",
        "调整角色权限",
        Capability.MANAGE_RIGHTS,
        approved_by(Capability.APPROVE_POLICY),
        _right_version,
        _apply_right,
        _check_right,
        named=lambda arguments: {f"{arguments['role']} {arguments['capability']}"},
    )
)
