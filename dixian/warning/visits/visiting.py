"""One visit: recorded once, it does with every duty on the household that it can, and says which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from dixian.commons.leads.enums import TO_ANSWER, LeadState, Verdict
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Area, Unit
from dixian.foundation.forms.api import Said, questionnaire, questions_of, read_answers
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.registry.households.api import Household
from dixian.warning.cases.api import Case
from dixian.warning.elimination.api import does_with_duty, look_back
from dixian.warning.measures.api import follow_up
from dixian.warning.verification.api import answer
from dixian.warning.verification.enums import ONE_BY_ONE, Method
from dixian.warning.visits.duties import ANSWER, FOLLOW, LOOK_BACK, open_on
from dixian.warning.visits.enums import Outcome
from dixian.warning.visits.facts import tell
from dixian.warning.visits.findings import REPORTED, lead_of, raise_findings, sentences
from dixian.warning.visits.models import Discharged, Visit, VisitAnswer
from dixian.warning.visits.stopping import stop_at

FORM = "visit"


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """What follows for the household: the answer to its lead, or what the visit found by itself; "" for nothing."""

    verdict: str = ""
    reason: str = ""
    unit: Unit | None = None
    to_village: Area | None = None


@dataclass(frozen=True, kw_only=True)
class Follow:
    """The month's follow-up of a monitored household (`measures.follow_up`): its effect, and that of development measures."""

    effect: str
    blocker: str = ""
    remedy: str = ""
    of_measures: Mapping[UUID, str] = field(default_factory=dict)


@transaction.atomic
def visit(
    *,
    household: Household,
    on: date,
    method: Method,
    outcome: Outcome,
    post: Post,
    person_seen: str = "",
    note: str = "",
    answers: Mapping[str, str] | None = None,
    concluded: Conclusion | None = None,
    followed: Follow | None = None,
    stable: bool | None = None,
) -> Visit:
    """Record a visit and do with what it can. answers: question -> option or text.

    concluded, followed, stable: what the duties of the lead, the follow-up and the look-back ask for; one that is
    left out stays open. A visit that met nobody answers nothing.
    A helper's visit does with the follow-up and the sweeps; what it finds waits at the push desk, and the village answers.
    Raises NotAllowed; Refusal for a day in the future, answers that can't be, and whatever the other rooms refuse.
    """
    if not post.can(Capability.ANSWER):
        post.require(Capability.VISIT)
    _check(household, on, method, outcome, note)
    met = outcome == Outcome.MET
    asked = questionnaire(FORM, on)
    said = read_answers(questions_of(asked), answers or {}) if met else []
    waiting = open_on(household.pk)
    made = Visit.objects.create(
        household=household, village_id=household.village_id, on=on, method=method, outcome=outcome,
        person_seen=person_seen, note=note, questionnaire=asked if said else None, post=post, by=post.acting_person,
    )  # fmt: skip
    _keep_answers(made, said)
    tell(said, visit=made)
    done: list[str] = []
    if met:
        done += _conclude(made, said, concluded or Conclusion(), post)
        done += _follow(made, waiting, followed, post)
        done += _look_back(made, waiting, stable, post)
    swept = stop_at([made], found=made.findings.exists(), post=post)
    told = [(one.kind, one.title) for one in waiting if one.kind in done]
    told += [("visits.sweep", title) for title in swept.get(made.pk, [])]
    Discharged.objects.bulk_create([_discharged(made, *one) for one in told])
    return made


def _check(household: Household, on: date, method: Method, outcome: Outcome, note: str) -> None:
    if household.valid_to is not None:
        raise Refusal(f"{household}已于 {household.valid_to} 注销", "不用走访；人在别的户的，走访那一户")
    if on > clock.today():
        raise Refusal("走访日期不能晚于今天", "填实际走访的那一天")
    if method not in ONE_BY_ONE:
        raise Refusal("没有选择走访方式", "选“入户”或“电话”")
    if outcome == Outcome.REFUSED and not note.strip():
        raise Refusal("拒绝走访的要写明情况", "写一句怎样拒绝、已经向谁了解过")


def _conclude(made: Visit, said: Sequence[Said], concluded: Conclusion, post: Post) -> list[str]:
    """Findings become sources of the household's lead; the conclusion answers it, or takes it to the township at once."""
    told = sentences(said, concluded.verdict, concluded.reason, made.note)
    answers = post.can(Capability.ANSWER)
    raised = raise_findings(made, told, announced=not answers or concluded.verdict not in REPORTED)
    if not answers:
        return []
    lead = raised or lead_of(made.household_id)
    if lead is None or not concluded.verdict:
        return []
    reported = lead.state == LeadState.WAITING and concluded.verdict in REPORTED
    if lead.state not in TO_ANSWER and not reported:
        return []
    answer(
        lead=lead,
        verdict=Verdict(concluded.verdict),
        reason=concluded.reason,
        method=Method(made.method),
        event_on=made.on,
        post=post,
        person_seen=made.person_seen,
        note=made.note,
        unit=concluded.unit,
        to_village=concluded.to_village,
        reported=reported,
    )
    return [ANSWER]


def _follow(made: Visit, waiting: Sequence[Obligation], followed: Follow | None, post: Post) -> list[str]:
    case = _case_of(waiting, FOLLOW)
    if followed is None or case is None:
        return []
    follow_up(
        case=case,
        on=made.on,
        effect=followed.effect,
        blocker=followed.blocker,
        found=made.note,
        remedy=followed.remedy,
        of_measures=followed.of_measures,
        post=post,
    )
    return [FOLLOW]


def _look_back(made: Visit, waiting: Sequence[Obligation], stable: bool | None, post: Post) -> list[str]:
    case = _case_of(waiting, LOOK_BACK)
    if stable is None or case is None or not post.can(Capability.ANSWER):
        return []
    done = does_with_duty(case, made.on)
    look_back(case=case, on=made.on, stable=stable, found=made.note, post=post)
    return [LOOK_BACK] if done else []


def _case_of(waiting: Sequence[Obligation], kind: str) -> Case | None:
    uid = next((one.subject_uid for one in waiting if one.kind == kind), None)
    return None if uid is None else Case.objects.select_related("household").get(uid=uid)


def _keep_answers(made: Visit, said: Sequence[Said]) -> None:
    VisitAnswer.objects.bulk_create(
        [
            VisitAnswer(
                visit=made,
                household_id=made.household_id,
                village_id=made.village_id,
                on=made.on,
                question=one.question.code,
                title=one.question.title,
                choice=one.option.code if one.option else "",
                said=one.text,
                figure=one.question.figure,
            )
            for one in said
        ]
    )


def _discharged(made: Visit, kind: str, title: str) -> Discharged:
    return Discharged(
        visit=made, household_id=made.household_id, village_id=made.village_id, kind=kind, title=title
    )
