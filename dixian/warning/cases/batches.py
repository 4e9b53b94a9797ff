"""A step of many households at once, in whatever proceeding; one can be held out, or sent back with a reason."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Area
from dixian.foundation.areas.enums import Level
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases.duties import open_notice
from dixian.warning.cases.enums import Outcome, Proceeding, Step
from dixian.warning.cases.levels import LEVEL
from dixian.warning.cases.models import BatchLine, Case, CaseBatch
from dixian.warning.cases.notice_days import hangs_until
from dixian.warning.cases.procedures import Procedure, Spoken, Word, procedure_of

RIGHT = {
    Step.APPRAISE: Capability.ANSWER,
    Step.NOTICE: Capability.ANSWER,
    Step.REVIEW: Capability.CONFIRM,
    Step.APPROVE: Capability.DECIDE_CASES,
    Step.ANNOUNCE: Capability.CONFIRM,
}
# What a meeting says without a vote.
UNVOTED = (Outcome.HELD, Outcome.RETURNED)


@transaction.atomic
def hold(
    *,
    step: Step,
    area: Area,
    on: date,
    words: Sequence[Word],
    post: Post,
    proceeding: Proceeding = Proceeding.IDENTIFICATION,
    number: str = "",
    present: int | None = None,
    text: str = "",
    scan: StoredFile | None = None,
) -> CaseBatch:
    """Take a step for many households of a village, a township, or the county.

    number: 文号 of the approval; present: who came to the meeting; text: minutes, report, where the notice hangs.
    Raises NotAllowed; Refusal where a household does not wait for this step here, a word lacks its reason or
    votes, the day is impossible, or somebody would pass what is their own.
    """
    post.require(RIGHT[step])
    procedure = procedure_of(proceeding)
    _refuse_incomplete(step, area, words, number, present, text)
    spoken = _spoken(procedure, step, area, words, post)
    _refuse_unsaid(procedure, step, spoken, present or 0)
    procedure.refuse(step, spoken, on, post)
    batch = CaseBatch.objects.create(
        proceeding=proceeding,
        step=step,
        area=area,
        on=on,
        number=number.strip()[:80],
        present=present,
        text=text.strip()[:1000],
        until=hangs_until(on) if step == Step.NOTICE else None,
        scan=scan,
        by=post.acting_person,
    )
    _keep(procedure, batch, spoken, post)
    procedure.go_on(batch, spoken, post)
    hung = sum(word.outcome == Outcome.PASSED for _, word in spoken)
    if step == Step.NOTICE and hung:
        open_notice(batch, hung)
    return batch


@transaction.atomic
def keep_scan(*, batch: CaseBatch, scan: StoredFile, post: Post) -> None:
    """The paper of a step comes back signed. Raises NotAllowed; Refusal where it is there already: it is not replaced."""
    post.require(RIGHT[Step(batch.step)])
    if not CaseBatch.objects.filter(pk=batch.pk, scan=None).update(scan=scan, version=F("version") + 1):
        raise Refusal("这一批已经有签字原件", "点“看签字原件”核对")


def _keep(procedure: Procedure, batch: CaseBatch, spoken: Spoken, post: Post) -> None:
    """The lines; who took the step before stands beside who takes this one."""
    cases = [case for case, _ in spoken]
    before = procedure.taken_before(cases, Step(batch.step))
    eliminations = procedure.eliminations(cases)
    BatchLine.objects.bulk_create(
        [
            BatchLine(
                batch=batch,
                step=batch.step,
                case=case,
                elimination_uid=eliminations.get(case.pk),
                household_id=case.household_id,
                village_id=case.village_id,
                outcome=word.outcome,
                ayes=word.ayes,
                noes=word.noes,
                reason=word.reason.strip()[:200],
                by=post.acting_person,
                before_id=before.get(case.pk),
            )
            for case, word in spoken
        ]
    )


def _spoken(procedure: Procedure, step: Step, area: Area, words: Sequence[Word], post: Post) -> Spoken:
    """The households that are spoken of, which wait for this step in this area."""
    wanted = {one.case_uid for one in words}
    found = Case.objects.visible_to(post).filter(procedure.waits(step), uid__in=wanted)
    if LEVEL[step] == Level.VILLAGE:
        found = found.filter(village=area)
    elif LEVEL[step] == Level.TOWNSHIP:
        found = found.filter(township=area)
    chosen: dict[UUID, Case] = {one.uid: one for one in found.select_related("household", "lead")}
    if len(chosen) != len(wanted) or len(words) != len(wanted):
        raise Refusal(
            f"选中的 {len(words)} 户里有 {len(words) - len(chosen)} 户不在等这一步", "刷新页面后再办"
        )
    return [(chosen[one.case_uid], one) for one in words]


def _refuse_incomplete(
    step: Step, area: Area, words: Sequence[Word], number: str, present: int | None, text: str
) -> None:
    if area.level != LEVEL[step]:
        raise Refusal("地区不对", f"{step.label}按{LEVEL[step].label}办理")
    if not any(one.outcome != Outcome.HELD for one in words):
        raise Refusal("没有选中要办的户", "至少有一户不是暂缓")
    if step == Step.APPRAISE and not present:
        raise Refusal("没有写到会人数", "填参加评议的村民代表和干部人数")
    if step == Step.APPRAISE and not text.strip():
        raise Refusal("没有写会议记录", "写主持人、参加人和主要意见")
    if step == Step.APPROVE and not number.strip():
        raise Refusal("没有写批复文号", "例如：棱农工发〔2024〕12号")
    if step == Step.REVIEW and not text.strip():
        raise Refusal("没有写审核意见", "写抽查核实的情况和审核意见")


def _refuse_unsaid(procedure: Procedure, step: Step, spoken: Spoken, present: int) -> None:
    """Of many households, the one whose word lacks something is named."""
    for whose, one in spoken:
        said = procedure.label(one.outcome)
        if one.outcome not in procedure.outcomes[step]:
            raise Refusal(f"{whose}：{step.label}不能“{said}”", "从列表里选")
        if one.outcome != Outcome.PASSED and not one.reason.strip():
            raise Refusal(f"{whose}选了“{said}”，没有写明理由", "逐户写清，户里问起能说明白")
        if step != Step.APPRAISE or one.outcome in UNVOTED:
            continue
        if one.ayes is None or one.noes is None or one.ayes + one.noes > present:
            raise Refusal(f"{whose}的票数没有填好", f"填同意和不同意票数，合起来不超过到会的 {present} 人")
        if (one.outcome == Outcome.PASSED) != procedure.carried(one.ayes, one.noes, present):
            raise Refusal(f"{whose}的结果与票数不符", procedure.majority)


def place_of(step: Step, post: Post, code: str = "") -> Area | None:
    """The area a post takes a step for: its own where it fits, or the one of this code within its reach."""
    level = LEVEL[step]
    if level == Level.COUNTY:
        return Area.objects.filter(level=Level.COUNTY).first()
    if not code and post.area is not None and post.area.level == level:
        return post.area
    return Area.objects.filter(code=code, level=level).first()
