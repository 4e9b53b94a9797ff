"""A county changes a paper's template: dated, with its paper, by a proposal another person approves."""

from collections.abc import Sequence
from datetime import date
from difflib import ndiff
from typing import Any

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.files.api import StoredFile, content_of
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.kinds import PaperKind, kind_of
from dixian.foundation.papers.models import PaperTemplate
from dixian.foundation.policy.api import DatedRows, Proposal, Subject, approved_by, declare, propose, rows_of

VERSIONS = DatedRows(PaperTemplate, ("code",))
MOST_SAID, LONGEST_SAID = 60, 80


def propose_template(
    *, kind: PaperKind, file: StoredFile | None, valid_from: date, source: str, post: Post
) -> Proposal:
    """Ask for another template from a day on; file: one that was sent, now or earlier, None for the packaged one.

    Raises NotAllowed; Refusal that names what is wrong with the template, where it is the one in force, without a source.
    """
    # Its library takes longer to load than most requests run.
    from dixian.foundation.papers.checking import check_template
    from dixian.foundation.papers.making import packaged, template_of

    before = check_template(template_of(kind, valid_from), kind)
    after = check_template(content_of(file) if file else packaged(kind), kind)
    now = PaperTemplate.objects.filter(code=kind.code, valid_to=None).first()
    if (now.file_id if now else None) == (file.pk if file else None):
        raise Refusal("本来就是这份模板，什么也没有改", "不必提请；要改的先上传新的模板")
    arguments = {
        "rows": [{"code": kind.code, "file_id": file.pk if file else None}],
        "valid_from": valid_from.isoformat(),
        "said": said_of(before, after),
        "file": str(file.uid) if file else "",
    }
    what = f"换成“{file.name}”" if file else "换回随附的模板"
    label = f"文书模板“{kind.title}”：{what}，自 {valid_from} 起"[:200]
    return propose(code="template", label=label, arguments=arguments, source=source, post=post)


def said_of(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """What differs, a sentence each; fonts and places are looked at in the preview."""
    words = {"- ": "去掉", "+ ": "增加"}
    said = [
        f"{words[line[:2]]}“{line[2:][:LONGEST_SAID]}”" for line in ndiff(before, after) if line[:2] in words
    ]
    if len(said) > MOST_SAID:
        return [*said[:MOST_SAID], f"另有 {len(said) - MOST_SAID} 处"]
    return said or ["文字没有变，只改了样式"]


def _check(arguments: dict[str, Any]) -> None:
    from dixian.foundation.papers.checking import check_template

    for row in rows_of(arguments):
        kind = kind_of(row["code"])
        if kind is None:
            raise Refusal("没有这种文书", "从列表里选")
        if row["file_id"] is not None:
            check_template(content_of(StoredFile.objects.get(pk=row["file_id"])), kind)
    VERSIONS.check(arguments)


declare(
    Subject(
        "template",
        "修改文书模板",
        Capability.PROPOSE_POLICY,
        approved_by(Capability.APPROVE_POLICY),
        VERSIONS.version,
        VERSIONS.apply,
        _check,
        lines=lambda arguments: arguments["said"],
        dated=VERSIONS,
        named=VERSIONS.named,
    )
)
