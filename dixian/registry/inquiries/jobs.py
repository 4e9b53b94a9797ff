"""A list compared in the background; a kill begins it anew, and it counts once."""

import json
from itertools import islice
from pathlib import PurePath

from dixian.foundation.audit.api import Acting, acting, record_read
from dixian.foundation.files.api import content_of, store
from dixian.foundation.jobs.api import Lane, Progress, job, once
from dixian.foundation.kernel.masking import mask_cell
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import tidy
from dixian.foundation.policy.api import number
from dixian.foundation.sheets.api import Reading, annotated_workbook
from dixian.registry.inquiries.actions import LONGEST, not_compared, step
from dixian.registry.inquiries.comparing import LABELS, TITLES, Answers, Comparer
from dixian.registry.inquiries.models import Inquiry
from dixian.registry.inquiries.rules import MOST_ALIKE, MOST_OVER, guesses, trying
from dixian.registry.inquiries.selectors import tried_before
from dixian.registry.matching.api import Row, compared_by, read_list, rows_of

BLOCK = 1000
# Rows that are shown on the page.
BEGINNING = 50
# Columns of numbers that count nothing.
NUMBERS = ("number", "card")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@job("inquiries.compare", lane=Lane.LONG, failed=not_compared)
def compare(progress: Progress, inquiry_id: int) -> None:
    """Read the list, match it with the whole register, give back what the post may be told; noted before it is there."""
    inquiry = Inquiry.objects.select_related("post__unit", "post__area", "source").get(pk=inquiry_id)
    try:
        reading = _read(inquiry)
    except Refusal as refusal:
        with once("refused"):
            step(inquiry_id, "refuse", message=f"{refusal.message}。{refusal.remedy}"[:LONGEST])
        return
    answers = _answers(progress, inquiry, reading)
    content = annotated_workbook(
        reading=reading,
        titles=TITLES,
        added=answers.texts,
        as_text=NUMBERS,
    )
    _note(inquiry, answers)
    with once("done"):
        stored = store(
            [content],
            name=f"{PurePath(inquiry.source.name).stem}-比对结果.xlsx",
            content_type=XLSX,
            purpose="名单比对",
            expires_on=inquiry.expires_on,
        )
        beginning = store(
            [_beginning(reading, answers)],
            name="开头几行.json",
            content_type="application/json",
            purpose="名单比对",
            expires_on=inquiry.expires_on,
        )
        counts = {bin_: answers.bins[bin_] for bin_ in LABELS}
        step(
            inquiry_id,
            "finish",
            result=stored,
            beginning=beginning,
            sheet=reading.sheet[:100],
            columns=compared_by(reading),
            hidden=reading.about_hidden[:400],
            rows_read=len(reading.rows),
            elsewhere=answers.elsewhere,
            tried=answers.tried,
            **counts,
        )


def _beginning(reading: Reading, answers: Answers) -> bytes:
    """The first rows: where each stands, the name it gives, and what was found; a number in it is masked."""
    lines = [
        [reading.at(row.number), mask_cell(tidy(reading.cell(row, "name"))), *texts]
        for row, texts in zip(islice(reading.rows, BEGINNING), answers.texts, strict=False)
    ]
    return json.dumps(lines, ensure_ascii=False).encode()


def _read(inquiry: Inquiry) -> Reading:
    """Raises Refusal where it can't be read, or is longer than policy allows at once."""
    name = inquiry.source.name
    reading = read_list(content_of(inquiry.source), name=name)
    most = int(number("inquiry.rows"))
    if len(reading.rows) > most:
        raise Refusal(
            f"文件“{name}”工作表“{reading.sheet}”有 {len(reading.rows)} 行，超过一次最多比对的 {most} 行",
            "拆成几份，分几次比对",
        )
    return reading


def _answers(progress: Progress, inquiry: Inquiry, reading: Reading) -> Answers:
    rows = list(rows_of(reading))
    comparer = Comparer(inquiry.post)
    tried, comparer.answers.tried = _tried(inquiry, rows)
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        comparer.answer(block, guesses=[start + place in tried for place in range(len(block))])
        progress.step(start + len(block), len(rows), "与户档案比对")
    return comparer.answers


def _tried(inquiry: Inquiry, rows: list[Row]) -> tuple[set[int], bytes]:
    """Places of rows that try numbers, in this list or over several; and what is to be known of this list later."""
    most = int(number(MOST_ALIKE, inquiry.asked_on))
    # What one list may hold is never too much for several.
    over = max(most, int(number(MOST_OVER, inquiry.asked_on)))
    often, marks = trying(rows, before=tried_before(inquiry), most=over)
    return often | guesses(rows, most=most, near=over), marks


def _note(inquiry: Inquiry, answers: Answers) -> None:
    """Who is told of whom, in their own name."""
    who = Acting(actor=f"user:{inquiry.asked_by_id}", post=inquiry.post_id)
    with acting(who):
        record_read(
            what="名单比对",
            subject="户",
            uids=[str(uid) for uid in answers.households],
            reason=inquiry.reason,
        )
