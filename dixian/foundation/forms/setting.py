"""A county changes what is asked: dated, with its paper, by a proposal another person approves."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.forms.models import Questionnaire
from dixian.foundation.forms.questions import Question, check_questions
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import DatedRows, Proposal, Subject, approved_by, declare, propose, rows_of

VERSIONS = DatedRows(Questionnaire, ("code",), carried=("title",))


def propose_questions(
    *,
    code: str,
    questions: Sequence[Question],
    valid_from: date,
    source: str,
    post: Post,
    facts: Sequence[str] | None = None,
) -> Proposal:
    """Ask for other questions of a questionnaire from a day on. facts: the kinds of facts answers can be kept as.

    Raises NotAllowed; Refusal for questions that can't be asked, where nothing changes, without a source.
    """
    now = Questionnaire.objects.filter(code=code).order_by("-valid_from").first()
    if now is None:
        raise Refusal("没有这张调查表", "从列表里选")
    check_questions(questions, facts=facts)
    arguments = {
        "rows": [{"code": code, "questions": [one.plain() for one in questions]}],
        "valid_from": valid_from.isoformat(),
        "said": said_of(_known(now), questions),
    }
    label = f"{now.title}：修改问题，自 {valid_from} 起"
    return propose(code="questionnaire", label=label, arguments=arguments, source=source, post=post)


def said_of(before: Sequence[Question], after: Sequence[Question]) -> list[str]:
    """What differs, a sentence each."""
    old, new = {one.code: one for one in before}, {one.code: one for one in after}
    said = [f"增加“{one.title}”" for code, one in new.items() if code not in old]
    said += [f"不再问“{one.title}”" for code, one in old.items() if code not in new]
    said += [_changed(old[code], one) for code, one in new.items() if code in old and old[code] != one]
    order = [one.code for one in before if one.code in new]
    if order != [one.code for one in after if one.code in old]:
        said.append("问题的次序有变")
    return said


def _changed(old: Question, new: Question) -> str:
    title = f"改为“{new.title}”" if old.title != new.title else "有修改"
    shown = "、".join(f"{one.label}{'（列为线索）' if one.raises else ''}" for one in new.options)
    more = f"，选项：{shown}" if old.options != new.options else ""
    return f"“{old.title}”{title}{more}"


def _known(one: Questionnaire) -> list[Question]:
    return [Question.of_plain(values) for values in one.questions]


def _check(arguments: dict[str, Any]) -> None:
    for row in rows_of(arguments):
        check_questions([Question.of_plain(values) for values in row["questions"]])
    VERSIONS.check(arguments)


declare(
    Subject(
        "questionnaire",
        "修改调查表",
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
