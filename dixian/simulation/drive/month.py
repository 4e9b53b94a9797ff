"""A month of one department played through the real actions, each by the post that would do it.

Nothing is written past the doors of the rooms: what the rooms refuse, this can't do either.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path

from dixian.commons.leads.api import Lead, leads
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import Post, acting_as, system_scope
from dixian.foundation.areas.api import in_force
from dixian.foundation.audit.api import reading, writing
from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.policy.api import approve, decidable, items
from dixian.simulation.drive.county import ACTOR
from dixian.simulation.drive.heads import morning
from dixian.simulation.drive.posts import Posts
from dixian.simulation.drive.staff import post_of
from dixian.simulation.world.benefits import BENEFITS
from dixian.simulation.world.people import Tell
from dixian.warning.submissions.api import Batch, DataKind, Submission, commit, kinds_of, nil_return, receive
from dixian.warning.verification.api import answer, confirm, release, send_back
from dixian.warning.verification.enums import Method

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# What the insurer pushes each month of the demonstration.
COSTS_NAME = "个人自付医疗费用"
UNITS = {"县民政局": "minzheng", "县人社局": "renshe"}
# Which account pushes a roster.
REPORTERS = {
    **dict.fromkeys(("死亡注销名册", "出生登记名册", "迁移名册"), "gongan"),
    **dict.fromkeys(("殡葬火化名册", "婚姻登记名册"), "minzheng"),
    **{one.title: UNITS[one.unit] for one in BENEFITS},
}

# The unit that reports nothing at all, so that a month also shows who is missing.
SILENT = "jtj"
# What becomes of one lead after another: what is found, and how far that has come.
UNSEEN, UNDECIDED, CONFIRMED, RETURNED = "unseen", "undecided", "confirmed", "returned"
FATES = (
    (Verdict.NO_RISK, UNSEEN),
    (Verdict.NO_RISK, CONFIRMED),
    (Verdict.NO_RISK, UNDECIDED),
    (Verdict.AT_RISK, CONFIRMED),
    (Verdict.NO_RISK, RETURNED),
)
Fated = tuple[Lead, Verdict, str]
# Days before today: within the limits, but for what is still held back at the push desk.
PUSHED, RELEASED, SEEN, DECIDED, SEEN_LATE = 6, 5, 3, 2, 1
# Of the townships nobody plays, each so-manieth lead still waits at the push desk.
HELD_BACK = 12


def push(file: Path, *, month: Month, by: str, kind: str = "") -> Batch:
    """Upload a department's workbook, commit it, and let everything run that runs by itself.

    kind: its name, where the department pushes several.
    """
    with request_of(by) as post:
        stored = store([file.read_bytes()], name=file.name, content_type=XLSX, purpose="报送")
        pushed = next(one for one in kinds_of([post.unit_id]) if kind in ("", one.name))
        batch = receive(kind=pushed, month=month, stored=stored, post=post)
    drain()
    with request_of(by) as post:
        batch = Batch.objects.select_related("submission").get(pk=batch.pk)
        commit(batch=batch, post=post)
    drain()
    return batch


def release_where(wanted: Callable[[Lead], bool], *, by: str) -> int:
    """Push the waiting leads that `wanted` names. Returns how many."""
    with request_of(by) as post:
        uids = [lead.uid for lead in _standing(post, LeadState.WAITING) if wanted(lead)]
        if uids:
            release(lead_uids=uids, post=post)
    drain()
    return len(uids)


def push_benefits(files: Mapping[str, Path], *, month: Month, today: date) -> None:
    """Who receives what, by the name of the roster, each by its department; the night after, who is left out is found."""
    with _days_before(today, PUSHED):
        for name, file in files.items():
            push(file, month=month, by=REPORTERS[name], kind=name)
    with _days_before(today, RELEASED):
        morning(("doubts.renew",))


def push_rosters(files: Mapping[str, Path], *, month: Month, today: date) -> None:
    """The month's rosters, by name, each by its department; the township's head approves the first of their changes."""
    with _days_before(today, PUSHED):
        for name, file in files.items():
            push(file, month=month, by=REPORTERS[name], kind=name)
    with _days_before(today, DECIDED):
        with request_of("xiangzhang") as post:
            for proposal in decidable(post)[:1]:
                approve(proposal=proposal, post=post)
        drain()


def report_nothing_else(*, month: Month, today: date) -> None:
    """零报告 for whatever else the departments report; one of them stays silent."""
    posts = Posts()
    with system_scope(ACTOR), reading():
        reported = Submission.objects.filter(month=month.code, submitted_on__isnull=False).values("kind")
        told = DataKind.objects.filter(in_force(month.first)).exclude(unit__code=SILENT)
        kinds = list(told.exclude(pk__in=reported).select_related("unit").order_by("id"))
    with _days_before(today, PUSHED):
        for kind in kinds:
            with posts.reporter(kind.unit) as post:
                nil_return(kind=kind, month=month, post=post)
        drain()


def play_month(file: Path, *, month: Month, village: str, today: date, tell: Tell) -> None:
    """Last month's file pushed some days ago, and what the county has done about it since.

    In the village's township each lead takes the next of FATES, the village's own first; elsewhere they
    wait for an answer, and a few still for being pushed.
    """
    step = partial(tell, "办理上个月的数据")
    step(0, 5)
    with _days_before(today, PUSHED):
        push(file, month=month, by="yibao", kind=COSTS_NAME)
    step(1, 5)
    township = post_of("xiangzhen").area_id
    with _days_before(today, RELEASED):
        release_where(lambda lead: lead.township_id == township or bool(lead.pk % HELD_BACK), by="nongye")
    step(2, 5)
    fated = [(lead, *fate) for lead, fate in zip(_of_township(village), cycle(FATES), strict=False)]
    decided = [one for one in fated if one[2] in (CONFIRMED, RETURNED)]
    with _days_before(today, SEEN):
        _answer_each(decided, village)
    step(3, 5)
    with _days_before(today, DECIDED):
        _decide_each(decided)
    step(4, 5)
    with _days_before(today, SEEN_LATE):
        _answer_each([one for one in fated if one[2] == UNDECIDED], village)
    step(5, 5)


def _answer_each(fated: list[Fated], village: str) -> None:
    """The village's cadre; where a village has no account yet, the township's head."""
    for lead, verdict, _ in fated:
        reason = "no_risk_reason" if verdict == Verdict.NO_RISK else "at_risk_reason"
        with request_of("cun" if lead.village.code == village else "xiangzhang") as post:
            answer(
                lead=_fresh(lead, post),
                verdict=verdict,
                reason=items(reason)[0].code,
                method=Method.HOME,
                event_on=clock.today(),
                person_seen="户主",
                post=post,
            )
        drain()


def _decide_each(fated: list[Fated]) -> None:
    for lead, _, said in fated:
        with request_of("xiangzhen") as post:
            if said == RETURNED:
                send_back(lead=_fresh(lead, post), reason="请补充写明报销后还负担多少", post=post)
            else:
                confirm(lead=_fresh(lead, post), post=post)
        drain()


def _of_township(village: str) -> list[Lead]:
    """The pushed leads of the township, the village's own first."""
    post = post_of("xiangzhen")
    with acting_as(post), reading():
        return sorted(_standing(post, LeadState.RELEASED), key=lambda lead: lead.village.code != village)


def _standing(post: Post, state: LeadState) -> list[Lead]:
    return list(leads(post).filter(state=state).order_by("id"))


def _fresh(lead: Lead, post: Post) -> Lead:
    return leads(post).get(pk=lead.pk)


@contextmanager
def request_of(username: str) -> Iterator[Post]:
    """One request of somebody: a fresh post, a transaction that may write."""
    post = post_of(username)
    with acting_as(post), writing():
        yield post


@contextmanager
def _days_before(today: date, days: int) -> Iterator[None]:
    with clock.at(clock.noon(today - timedelta(days=days))):
        yield
