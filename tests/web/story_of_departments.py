"""What the head of a department signs; a part of the story."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dixian.commons.leads.models import Lead, LeadSource
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.submissions.api import Batch, DataKind
from dixian.warning.verification.api import Question
from tests.support.register import Someone, workbook
from tests.web.conftest import SYSTEM
from tests.web.story_steps import Step, file_of, newest, work

BACK = {"verb": "return", "reason": "少了一家医院"}


def departments_story(county: Any, folder: Path) -> Iterator[Step]:
    """A file and a nil return of a kind that is signed, each sent back once."""
    month = Month.of(clock.today()).previous().previous().previous().previous()
    kind, page = f"/submissions/kinds/{county.kind.uid}", f"/submissions/?month={month.code}"
    _signed(True)
    of = {"month": month.code}
    yield Step("nil-return", "insurer", f"{kind}/nil/", of, page=page, says="等本单位负责人签发")
    yield Step("sign-nil", "depthead", f"{kind}/nil/sign/", {**of, **BACK}, page=page, says="零报告已退回")
    yield Step("nil-return", "insurer", f"{kind}/nil/", of, page=page)
    yield Step("sign-nil", "depthead", f"{kind}/nil/sign/", of, page=page, says="零报告已签发")
    back = {**of, "reason": "有数"}
    yield Step("withdraw-nil", "insurer", f"{kind}/nil/withdraw/", back, page=page)
    content = workbook(folder, [Someone("李四", 102, county.village).costs("7")], month)
    sent = {"file": file_of(content), **of}
    yield Step("upload", "insurer", f"{kind}/upload/", sent, page=page, after=work)
    at = f"/batches/{newest(Batch).uid}/"
    yield Step("commit", "insurer", f"{at}commit/", page=at, says="等本单位负责人签发")
    yield Step("sign-batch", "depthead", f"{at}sign/", BACK, page=at, says="少了一家医院")
    yield Step("commit", "insurer", f"{at}commit/", page=at)
    yield Step("sign-batch", "depthead", f"{at}sign/", page=at, says="已签发", after=work)
    _signed(False)


def questions_story(county: Any) -> Iterator[Step]:
    """The insurer doubts what became of its first warning; the township answers."""
    at = f"/results/warnings/{county.source.uid}/question/"
    asked = {"text": "本月又住院一次"}
    with acting(SYSTEM), writing():
        LeadSource.objects.filter(pk=county.source.pk).update(answered_on=clock.today(), answer="no_risk")
        Lead.objects.filter(pk=county.lead.pk).update(verdict="no_risk")
    yield Step("ask-question", "insurer", at, asked, page=at, says="已提出疑问")
    at = f"/questions/{newest(Question).uid}/"
    word = {"word": "stands", "text": "已由大病保险报销"}
    yield Step("answer-question", "clerk", f"{at}answer/", word, page=at, says="维持原结论")


def _signed(asked: bool) -> None:
    with acting(SYSTEM), writing():
        DataKind.objects.filter(code="yb_zifu").update(sign_off=asked)
