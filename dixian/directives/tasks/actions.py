"""A unit says what it has done; the lead accepts it or sends it back."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from dixian.directives.tasks.duties import decided, reported, rounds_ended
from dixian.directives.tasks.enums import EntryState
from dixian.directives.tasks.models import Portion, ProgressEntry, Share
from dixian.directives.tasks.states import ENTRY, PORTION, SHARE
from dixian.directives.workplans.enums import UnitRole
from dixian.foundation.accounts.api import NotAllowed, Post, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.audit.api import take_step
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import earliest

SHORTEST, NAMED, BACK = 5, 5, "slip.progress.back"
# Where a share stands that its unit may report on.
TO_REPORT = SHARE.step("report").sources


def units_of(post: Post) -> frozenset[int]:
    """The units a post may speak for: its own with those below it, if it may report at all."""
    if not post.can(Capability.REPORT_TASKS):
        return frozenset()
    return frozenset({post.unit_id, *span_of(post).units})


@transaction.atomic
def report(
    *,
    share: Share,
    text: str,
    on: date,
    finishes: bool,
    evidence: StoredFile | None,
    post: Post,
    rounds: Collection[UUID] | None = None,
    ends_rounds: bool = False,
) -> ProgressEntry:
    """Write a progress entry for a unit's share. rounds: those of its recurring limits it reports on; None: the one due first.

    ends_rounds: a lead that is done knows which of its rounds end with it.

    Raises NotAllowed, Refusal (no text, a day to come or long before, one waits; finished
    while portions are open, or while recurring rounds go on).
    """
    post.require(Capability.REPORT_TASKS)
    if share.unit_id not in units_of(post):
        raise NotAllowed(f"进展由{share.unit}填报")
    if len(text.strip()) < SHORTEST:
        raise Refusal("没有写明做了什么", "写明做了什么、做到哪一步")
    if on > clock.today():
        raise Refusal("日期在今天以后", "填做完这些工作的日期")
    adopted = share.task.workplan.adopted_on
    if adopted is not None and on < (first := earliest(BACK, adopted)):
        raise Refusal(f"日期 {on} 比任务下达的 {adopted} 早得多，最早是 {first}", "填做完这些工作的日期")
    if finishes:
        _require_portions_done(share)
        if not ends_rounds:
            _require_no_rounds(share, rounds)
    _move(share, "report")
    made = ProgressEntry.objects.create(
        share=share,
        on=on,
        text=text.strip(),
        finishes=finishes,
        evidence=evidence,
        written_by=post.acting_person,
    )
    reported(made, rounds)
    return made


def _require_portions_done(share: Share) -> None:
    """Raises Refusal while something of a part that was broken down is not done."""
    left = list(
        Portion.objects.filter(share=share, state=PORTION.step("finish").sources[0]).order_by("id")[:NAMED]
    )
    if left:
        named = "、".join(f"{one.text}（{one.person}）" for one in left)
        raise Refusal(f"还有分解的事项没有落实：{named}", "先登记落实，或者不再办理，再报已经完成")


def _require_no_rounds(share: Share, told: Collection[UUID] | None) -> None:
    """Raises Refusal, naming them, where rounds of the year would end with a part that is done."""
    ended = rounds_ended(share, clock.today(), told)
    if ended:
        raise Refusal(
            f"报已经完成，以后各期不再列入待办：{'；'.join(ended)}",
            "定期要做的继续按期填报，不勾“已经完成”；确实不用再做的，勾选“以后各期也不再填报”",
        )


def may_decide(entry: ProgressEntry, leads: frozenset[int], post: Post) -> bool:
    """Whether the acting person may accept it or send it back: of a leading unit, and not who wrote it.

    What a lead itself reports is decided by the bureau as well, so that a unit with one clerk is not stuck.
    """
    if entry.state != EntryState.WAITING or entry.written_by_id == post.acting_person.pk:
        return False
    mine = units_of(post)
    by_bureau = entry.share.role == UnitRole.LEAD and bool(mine) and span_of(post).everything
    return bool(mine & leads) or by_bureau


@transaction.atomic
def decide(*, entry: ProgressEntry, accept: bool, reason: str, post: Post) -> None:
    """The lead's word. Raises NotAllowed, Refusal (no reason, decided meanwhile, one's own entry)."""
    post.require(Capability.REPORT_TASKS)
    if entry.written_by_id == post.acting_person.pk:
        raise Refusal(
            "填报人不能认可自己填报的进展", "请牵头单位另一位同事办理；牵头单位自己的，县农业农村局也能办理"
        )
    verb = "accept" if accept else "send_back"
    ENTRY.target(verb, entry.state)
    if not may_decide(entry, leads_of(entry.share.task_id), post):
        raise NotAllowed("进展由牵头单位认可或退回")
    if not accept and not reason.strip():
        raise Refusal("退回要写明理由", "写明还要补充什么")
    take_step(
        entry,
        ENTRY,
        verb,
        called="这条进展",
        reason="" if accept else reason.strip(),
        decided_by=post.acting_person,
        decided_on=clock.today(),
    )
    _move(entry.share, "finish" if accept and entry.finishes else verb)
    decided(entry, post, back=not accept)


def leads_of(task_id: int) -> frozenset[int]:
    """The units that lead a task."""
    leads = Share.objects.filter(task=task_id, role=UnitRole.LEAD)
    return frozenset(leads.values_list("unit_id", flat=True))


def _move(share: Share, verb: str) -> None:
    take_step(share, SHARE, verb, called="这项任务")
