"""Changes of code tables: a new entry, another wording or place, an entry that ends."""

from datetime import date

from django.db.models import Q

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.uids import new_uid
from dixian.foundation.policy.actions import propose
from dixian.foundation.policy.models import CodeItem, Proposal
from dixian.foundation.policy.packaged import code_tables

LONGEST_LABEL = 80


def propose_item(
    *,
    table: str,
    code: str,
    label: str,
    valid_from: date,
    source: str,
    post: Post,
    position: int | None = None,
    ended: bool = False,
) -> Proposal:
    """Ask for an entry from a day on. code: "" for a new one; ended: the entry is no longer offered.

    Raises Refusal for an unknown table or entry, an empty or doubled label, a day before the present row's.
    """
    if table not in code_tables():
        raise Refusal(f"没有代码表“{table}”", "从“代码表”页选一张表")
    still = Q(valid_to=None) | Q(valid_to__gt=valid_from)
    now = list(CodeItem.objects.filter(still, table=table).order_by("position", "valid_from", "id"))
    current = next((item for item in now if item.code == code and item.valid_from <= valid_from), None)
    if code and current is None:
        raise Refusal("这一项已经停用，或者不在表里", "刷新页面后再选；停用的项要恢复时作为新项提请")
    arguments = {
        "table": table,
        "code": code or f"local_{new_uid().hex[-8:]}",
        "valid_from": valid_from.isoformat(),
    }
    if ended and current is not None:
        return _asked(f"停用“{current.label}”", {**arguments, "ended": True}, table, valid_from, source, post)
    wanted = _label(label, [item.label for item in now if item.code != code])
    last = max((item.position for item in now), default=-1) + 1
    place = position if position is not None else current.position if current else last
    said = f"“{current.label}”改为“{wanted}”" if current else f"增加“{wanted}”"
    return _asked(said, {**arguments, "label": wanted, "position": place}, table, valid_from, source, post)


def _label(label: str, others: list[str]) -> str:
    wanted = label.strip()
    if not wanted or len(wanted) > LONGEST_LABEL:
        raise Refusal(f"名称须有内容，且不超过 {LONGEST_LABEL} 个字", "补填或写短一些")
    if wanted in others:
        raise Refusal(f"表里已经有“{wanted}”", "换一个名称，或不必增加")
    return wanted


def _asked(
    said: str, arguments: dict[str, object], table: str, since: date, source: str, post: Post
) -> Proposal:
    title = code_tables()[table].title
    return propose(
        code="item", label=f"{title}：{said}，自 {since} 起", arguments=arguments, source=source, post=post
    )
