"""Questions as plain values: what they ask, when they are asked, what can be said; no Django."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from dixian.foundation.kernel.problems import Refusal

TYPES = {"choice": "选一项", "number": "填数字", "day": "填日期", "text": "填文字"}
CODE = re.compile(r"[a-z][a-z0-9_]{0,38}")
LONGEST_TITLE, LONGEST_TEXT = 80, 200
MOST, GREATEST = 60, Decimal(10_000_000)


@dataclass(frozen=True)
class Option:
    """One thing that can be said. raises: whoever says it has something that must be looked into."""

    code: str
    label: str
    raises: bool = False


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question.

    part: the heading it stands under. needed: an answer without it is refused where it is asked at all.
    after, of: it is asked where the question `after` was answered with one of the options `of`.
    fact: the kind of fact its answer is kept as, and filled in with next time; "" for none.
    figure: what figures count it for (`satisfaction`, `awareness`); "" for none.
    """

    code: str
    title: str
    type: str = "choice"
    part: str = ""
    options: tuple[Option, ...] = ()
    needed: bool = False
    after: str = ""
    of: tuple[str, ...] = ()
    fact: str = ""
    figure: str = ""

    @classmethod
    def of_plain(cls, values: Mapping[str, Any]) -> "Question":
        """From what a questionnaire keeps."""
        options = tuple(Option(**one) for one in values.get("options", ()))
        return cls(**{**values, "options": options, "of": tuple(values.get("of", ()))})

    def plain(self) -> dict[str, Any]:
        """What a questionnaire keeps."""
        kept = asdict(self)
        return {**kept, "options": [asdict(one) for one in self.options], "of": list(self.of)}

    def is_asked(self, said: Mapping[str, str]) -> bool:
        """Whether it is asked, after what was said so far (question -> option or text)."""
        return not self.after or said.get(self.after, "") in self.of

    def option(self, code: str) -> Option | None:
        """The option of this code."""
        return next((one for one in self.options if one.code == code), None)


@dataclass(frozen=True)
class Said:
    """A question with what was said to it: option or None, and the value in words; num where it is a number."""

    question: Question
    text: str
    option: Option | None = None
    num: Decimal | None = None
    day: date | None = None


def read_answers(questions: Sequence[Question], sent: Mapping[str, str]) -> list[Said]:
    """Question code -> what the form sent, as answers; a question that is not asked, or left open, has none.

    Raises Refusal for one that is needed and left open, for an unknown option, and for what is no number or day.
    """
    found: list[Said] = []
    said: dict[str, str] = {}
    for one in questions:
        text = sent.get(one.code, "").strip()
        if not one.is_asked(said):
            continue
        if not text:
            if one.needed:
                raise Refusal(f"“{one.title}”没有填", "填好再提交")
            continue
        found.append(_said(one, text))
        said[one.code] = text
    return found


def _said(one: Question, text: str) -> Said:
    if one.type == "choice":
        option = one.option(text)
        if option is None:
            raise Refusal(f"“{one.title}”没有这个选项", "刷新页面后再选")
        return Said(one, option.label, option)
    if one.type == "number":
        try:
            num = Decimal(text)
        except InvalidOperation:
            raise Refusal(f"“{one.title}”要填数字", "只填数字，例如 2") from None
        if not num.is_finite() or not 0 <= num < GREATEST:
            raise Refusal(f"“{one.title}”的数字不合理", "核对后再填")
        return Said(one, text, num=num)
    if one.type == "day":
        try:
            return Said(one, text, day=date.fromisoformat(text))
        except ValueError:
            raise Refusal(f"“{one.title}”要填日期", "写成 2024-04-03") from None
    if len(text) > LONGEST_TEXT:
        raise Refusal(f"“{one.title}”超过 {LONGEST_TEXT} 个字", "写得短一些")
    return Said(one, text)


def check_questions(questions: Sequence[Question], *, facts: Iterable[str] | None = None) -> None:
    """Raises Refusal where they can't be asked so. facts: the kinds of facts there are; None where it is not known."""
    if not 0 < len(questions) <= MOST:
        raise Refusal(f"一张调查表要有 1 到 {MOST} 个问题", "增减问题后再提请")
    known = None if facts is None else {"", *facts}
    earlier: dict[str, Question] = {}
    for one in questions:
        _check(one, earlier)
        if known is not None and one.fact not in known:
            raise Refusal(f"“{one.title}”的答案不能存成“{one.fact}”", "从列表里选，或者不存")
        earlier[one.code] = one


def _check(one: Question, earlier: Mapping[str, Question]) -> None:
    if not CODE.fullmatch(one.code) or one.code in earlier:
        raise Refusal(f"问题的代码“{one.code}”不对，或者重复", "用没有用过的小写字母和数字")
    if not one.title.strip() or len(one.title) > LONGEST_TITLE:
        raise Refusal(f"问题须有内容，且不超过 {LONGEST_TITLE} 个字", "补填或写短一些")
    if one.type not in TYPES:
        raise Refusal(f"“{one.title}”没有选怎样回答", "从列表里选")
    labels = [option.label for option in one.options]
    if (one.type == "choice") != (len(labels) > 1) or len(set(labels)) != len(labels):
        raise Refusal(f"“{one.title}”的选项不对", "选一项的问题至少两个不同的选项，其他问题没有选项")
    if one.after:
        before = earlier.get(one.after)
        if before is None or not one.of or any(before.option(code) is None for code in one.of):
            raise Refusal(f"“{one.title}”在什么情况下才问没有说清", "选前面的一个问题和它的选项")
