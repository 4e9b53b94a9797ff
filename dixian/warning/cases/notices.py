"""The end of a notice: objections with what was found about them, and nothing before its days are over."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import discharge
from dixian.warning.cases.duties import END_NOTICE
from dixian.warning.cases.enums import Outcome, Step
from dixian.warning.cases.models import BatchLine, Case, CaseBatch, Objection
from dixian.warning.cases.notice_days import refuse_unfinished
from dixian.warning.cases.procedures import procedure_of

LONGEST = 300


@transaction.atomic
def object_to(*, line: BatchLine, on: date, text: str, post: Post) -> Objection:
    """Somebody objects to a household on a notice that hangs.

    Raises NotAllowed; Refusal where it does not hang any more, without saying what, on a day it did not hang.
    """
    post.require(Capability.ANSWER)
    batch = _open(line.batch)
    if line.outcome != Outcome.PASSED:
        raise Refusal("这户不在这次公示里", "选公示单上的户")
    if not text.strip():
        raise Refusal("没有写异议内容", "写明异议是什么，不写提出人的证件号和电话")
    if not batch.on <= on <= clock.today():
        raise Refusal("提出日期不在公示期间", f"公示自 {batch.on} 起")
    return Objection.objects.create(
        line=line,
        household_id=line.household_id,
        village_id=line.village_id,
        on=on,
        text=text.strip()[:LONGEST],
        by=post.acting_person,
    )


@transaction.atomic
def settle(*, objection: Objection, upheld: bool, word: str, post: Post) -> None:
    """What was found about an objection. Raises NotAllowed; Refusal without a word, or where it was settled already."""
    post.require(Capability.ANSWER)
    if not word.strip():
        raise Refusal("没有写调查结果", "写明怎样核实的、结果如何")
    told = Objection.objects.filter(pk=objection.pk, upheld=None).update(
        upheld=upheld, word=word.strip()[:LONGEST], version=F("version") + 1
    )
    if not told:
        raise Refusal("这条异议已经处理过", "刷新页面看处理结果")


@transaction.atomic
def end_notice(
    *, batch: CaseBatch, on: date, unobjected: bool, post: Post, scan: StoredFile | None = None
) -> None:
    """The notice has hung its full days: who was not objected to goes to the township, others back to be checked.

    unobjected: 公示期间无异议, said by who ends it; it must agree with what was recorded. A household that was taken
    off the way meanwhile (撤回, 退回) stays where it is.
    Raises NotAllowed; Refusal before the days are over, with an objection that is not settled, or against the record.
    """
    post.require(Capability.ANSWER)
    batch = _open(batch)
    refuse_unfinished(batch.until, on, posted=batch.on)
    procedure = procedure_of(batch.proceeding)
    still = Case.objects.filter(procedure.hanging(batch))
    lines = list(batch.lines.filter(outcome=Outcome.PASSED, case__in=still).select_related("case__household"))
    objections = list(Objection.objects.filter(line__in=lines))
    _refuse_untrue(objections, unobjected)
    upheld = {one.line_id: one.word for one in objections if one.upheld}
    CaseBatch.objects.filter(pk=batch.pk).update(
        closed_on=on, unobjected=unobjected, scan=scan or batch.scan_id, version=F("version") + 1
    )
    back = []
    for line in (one for one in lines if one.pk in upheld):
        why = f"公示有异议且成立：{upheld[line.pk]}"[:200]
        BatchLine.objects.filter(pk=line.pk).update(
            outcome=procedure.sends_back, reason=why, version=F("version") + 1
        )
        back.append((line.case, why))
    said = "公示无异议" if unobjected else "公示期满，异议不成立或另有其户"
    passed = [one.case for one in lines if one.pk not in upheld]
    procedure.end_notice(passed, back, on, f"{said}，报乡镇审核", post)
    discharge(kind=END_NOTICE.code, subject_uids=[batch.uid], post=post, on=on)


def _open(batch: CaseBatch) -> CaseBatch:
    found = CaseBatch.objects.select_for_update().get(pk=batch.pk)
    if found.step != Step.NOTICE or found.closed_on is not None:
        raise Refusal("这次公示已经结束", "刷新页面看结果")
    return found


def _refuse_untrue(objections: Sequence[Objection], unobjected: bool) -> None:
    if any(one.upheld is None for one in objections):
        raise Refusal("有异议还没有处理", "先登记每条异议的调查结果")
    if unobjected and objections:
        raise Refusal(f"公示期间登记了 {len(objections)} 条异议", "不能写“无异议”；按有异议登记")
    if not unobjected and not objections:
        raise Refusal("没有登记过异议", "先登记异议，或者按“无异议”登记")
