"""Recurring limits as duties of the leads and of the units an item names, one for each round, opened while it runs; and whose
word an entry waits for."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from dixian.directives.tasks.models import LeadAsked, ProgressEntry, Round, Share, Task
from dixian.directives.tasks.rules import TERM, Rhythm, period, terms_around
from dixian.directives.tasks.selectors import ROUND_DUTY, leads_by_task
from dixian.directives.workplans.api import ItemLimit, live_limits, live_units
from dixian.directives.workplans.enums import UnitRole
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Limit, due_on
from dixian.foundation.kernel.periods import Period
from dixian.foundation.policy.api import days_of_year, holidays
from dixian.foundation.worklist.api import (
    Duty,
    DutyKind,
    Obligation,
    cancel,
    declare,
    discharge,
    open_again,
    open_duties,
)
from dixian.foundation.worklist.enums import DutyState

DECIDE = declare(DutyKind("tasks.decide", "认可任务进展", "directives.tasks", "task-entry", "认可"))
AMEND = declare(DutyKind("tasks.amend", "补充任务进展", "directives.tasks", "task-share", "填报"))
FINISH = declare(DutyKind("tasks.finish", "完成任务", "directives.tasks", "task-share", "填报"))
LIMIT = "limit.task_word"
REPORT = declare(DutyKind(ROUND_DUTY, "填报任务进展", "directives.tasks", "task-round", "填报"))
RECURRING = ("every", "window", "by")
TERM_DAYS = ("term.spring.first", "term.spring.last", "term.autumn.first", "term.autumn.last")
NEXT = Limit(1, working=True)
PIECE = 500


def open_rounds(day: date) -> int:
    """Open the duty of each lead, and of each unit named beside it, for the round `day` lies in, where it has none yet. Returns
    how many are new.

    A round whose first day has not come opens nothing; a task that is done for the unit neither.
    """
    limits = _recurring(item__task__isnull=False)
    terms = _terms(limits, day)
    rounds = {limit.pk: found for limit in limits if (found := _round(limit, day, terms)) is not None}
    shares: dict[int, list[Share]] = {}
    for share in _owing(rounds):
        shares.setdefault(share.task.item_id, []).append(share)
    codes = {one.code for one in rounds.values()}
    known = set(Round.objects.filter(code__in=codes).values_list("share_id", "code", "due_on"))
    due = _due(rounds)
    wanted: dict[tuple[int, str, date], Round] = {}
    for limit in limits:
        for share in shares.get(limit.item_id, ()) if limit.pk in rounds else ():
            # 每学期 and 每学期末 of one task are one round.
            of = share.pk, rounds[limit.pk].code, due[limit.pk]
            if of not in known:
                wanted.setdefault(of, Round(share=share, limit=limit, code=of[1], due_on=of[2]))
    Round.objects.bulk_create(list(wanted.values()), batch_size=PIECE)
    open_duties([_duty(one, rounds[one.limit_id]) for one in wanted.values()])
    return len(wanted)


def _owing(limits: Collection[int]) -> Any:
    """The parts that owe rounds of these limits, with task: of leads, and of units the item names by their own names; a
    member of a group (各乡镇) answers to its lead.
    """
    items = ItemLimit.objects.filter(pk__in=limits).values("item")
    itself = live_units(items).filter(item=OuterRef("task__item"), unit=OuterRef("unit"), group="")
    named = Share.objects.filter(task__item__in=items).exclude(state__in=("done", "ended"))
    return named.filter(Q(role=UnitRole.LEAD) | Exists(itself)).select_related("task").order_by("id")


def _due(rounds: Mapping[int, Period]) -> dict[int, date]:
    """The last day of each round; what is to be done on a day off is told on the next working day."""
    found = {limit: one.last for limit, one in rounds.items()}
    off = {limit: one.last for limit, one in rounds.items() if one.first == one.last}
    if off:
        known = holidays(max(off.values()))
        found |= {
            limit: day if known.is_working(day) else due_on(day, NEXT, holidays=known)
            for limit, day in off.items()
        }
    return found


def waiting_rounds(shares: Collection[Share]) -> list[Round]:
    """The rounds of these parts that are still to be reported, what is due first first."""
    waiting = Obligation.objects.filter(kind=REPORT.code, state=DutyState.OPEN).values("subject_uid")
    found = Round.objects.filter(share__in=shares, uid__in=waiting).select_related("limit")
    return list(found.order_by("due_on", "id"))


def rounds_ended(share: Share, day: date, told: Collection[UUID] | None) -> list[str]:
    """What of a lead's recurring limits would end for the year with its part: what is open, and how many are to come.

    told: the rounds that are reported on just now, as in `reported`.
    """
    if share.role != UnitRole.LEAD:
        return []
    waiting = waiting_rounds([share])
    left = waiting[1:] if told is None else [one for one in waiting if one.uid not in told]
    said = [f"“{one.limit.written}”{one.code}没有填报" for one in left]
    days = [day + timedelta(days=ahead) for ahead in range((day.replace(month=12, day=31) - day).days + 1)]
    known = set(Round.objects.filter(share=share).values_list("code", "due_on"))
    limits = _recurring(item__task=share.task_id)
    terms = _terms(limits, day)
    for limit in limits:
        found = (_round(limit, one, terms) for one in days)
        coming = {(one.code, one.last) for one in found if one} - known
        known |= coming
        if coming:
            said.append(f"“{limit.written}”今年还有 {len(coming)} 期")
    return said


def reported(entry: ProgressEntry, rounds: Collection[UUID] | None) -> None:
    """The unit has written what it has done: these of its rounds are dealt with (None: the one due first), and the leads
    have the word: each owes it, until one of them has said it."""
    share = entry.share
    waiting = [one.uid for one in waiting_rounds([share])]
    told = waiting[:1] if rounds is None else [one for one in waiting if one in rounds]
    discharge(kind=REPORT.code, subject_uids=told, reason=_with(entry))
    discharge(kind=AMEND.code, subject_uids=[share.uid])
    leads = leads_by_task(Q(task=share.task_id))[share.task_id]
    others = LeadAsked.objects.bulk_create([LeadAsked(entry=entry, unit_id=unit) for unit in leads[1:]])
    asked = [(entry.uid, unit) for unit in leads[:1]] + [(one.uid, one.unit_id) for one in others]
    about = f"{share.unit}填报了进展，认可或退回{'；几个牵头单位，一个办理就可以' if others else ''}"
    open_duties([_word(DECIDE, uid, share.task, unit, about) for uid, unit in asked])


def decided(entry: ProgressEntry, post: Post, *, back: bool) -> None:
    """The lead has spoken; what it sent back is the unit's again, with the rounds it was to deal with."""
    discharge(kind=DECIDE.code, subject_uids=asked_about([entry.pk]), post=post)
    if entry.finishes and not back:
        discharge(kind=FINISH.code, subject_uids=[entry.share.uid], post=post)
        rest = list(Round.objects.filter(share=entry.share).values_list("uid", flat=True))
        cancel(kind=REPORT.code, subject_uids=rest, reason="本单位的部分已经完成，以后各期不再填报")
    if back:
        share = entry.share
        rounds = list(Round.objects.filter(share=share).values_list("uid", flat=True))
        open_again(kind=REPORT.code, subject_uids=rounds, reason=_with(entry), why="填报的进展被退回")
        open_duties([_word(AMEND, share.uid, share.task, share.unit_id, f"牵头单位退回：{entry.reason}")])


def asked_about(entries: Collection[int]) -> list[UUID]:
    """What the duties to say a word on these entries are about: the entry itself, and each further lead that was asked."""
    found = ProgressEntry.objects.filter(pk__in=entries).values_list("uid", flat=True)
    return [*found, *LeadAsked.objects.filter(entry__in=entries).values_list("uid", flat=True)]


def owe_named_days(days: Mapping[int, tuple[date, str]], shares: Collection[Share]) -> None:
    """Each unit owes the last day that the paper names for its task, as it owes one set by hand. days: task -> day, words."""
    open_duties(
        [
            Duty(
                kind=FINISH.code,
                subject_label=one.task.title,
                subject_uid=one.uid,
                capability=Capability.REPORT_TASKS,
                about=f"本单位{'牵头' if one.role == UnitRole.LEAD else '责任'}，文件要求“{words}”完成",
                unit_id=one.unit_id,
                due_on=day,
            )
            for one in shares
            if one.task_id in days
            for day, words in [days[one.task_id]]
        ]
    )


def _with(entry: ProgressEntry) -> str:
    """Why a round counts as dealt with: by which entry, so that it is owed again when that is sent back."""
    return f"已填报进展（编号 {entry.uid}）"


def _word(kind: DutyKind, subject_uid: UUID, task: Task, unit_id: int, about: str) -> Duty:
    return Duty(
        kind=kind.code,
        subject_label=task.title,
        subject_uid=subject_uid,
        capability=Capability.REPORT_TASKS,
        about=about,
        unit_id=unit_id,
        opened_on=clock.today(),
        limit_code=LIMIT,
    )


def _recurring(**asked: object) -> list[ItemLimit]:
    """The limits of these items that may recur, each with its paper: some are counted from the day of its adoption."""
    return list(live_limits().filter(kind__in=RECURRING, **asked).select_related("item__workplan"))


def _round(limit: ItemLimit, day: date, terms: Sequence[Period]) -> Period | None:
    found = period(_rhythm(limit), day, terms, since=limit.item.workplan.adopted_on)
    return found if found is not None and found.first <= day <= found.last else None


def _rhythm(limit: ItemLimit) -> Rhythm:
    return Rhythm(limit.kind, limit.every, limit.amount, limit.measure, limit.first_day, limit.last_day)


def recurs(limit: ItemLimit) -> bool:
    """Whether a limit that counts opens a duty for each of its rounds."""
    return _rhythm(limit).recurs


def _terms(limits: Collection[ItemLimit], day: date) -> list[Period]:
    """The school's terms around a day, by the policy of that day; nothing is asked where no limit goes by them."""
    if not any(_rhythm(one).word == TERM for one in limits):
        return []
    spring, until, autumn, after = days_of_year(*TERM_DAYS, on=day)
    return terms_around(day, (spring, until), (autumn, after))


def _duty(one: Round, found: Period) -> Duty:
    return Duty(
        kind=REPORT.code,
        subject_label=f"{one.share.task.title}（{one.code}）",
        subject_uid=one.uid,
        capability=Capability.REPORT_TASKS,
        about=f"本单位{'牵头' if one.share.role == UnitRole.LEAD else '责任'}，文件要求“{one.limit.written}”",
        unit_id=one.share.unit_id,
        opened_on=found.first,
        due_on=one.due_on,
    )
