"""What a form of declaration says, checked before anything is written: the public page's and the one on paper alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dixian.foundation.kernel import idnumber
from dixian.foundation.kernel.columns import Phone
from dixian.foundation.kernel.problems import CellProblem, Refusal
from dixian.foundation.kernel.text import one_line, tidy
from dixian.foundation.policy.api import items
from dixian.warning.declarations.enums import Filler
from dixian.warning.declarations.rules import Trouble, trouble

TABLE = "declare_trouble"
NAME, PLACE, WORDS = 30, 60, 500
TELEPHONE = Phone("phone", "联系电话")


@dataclass(frozen=True, kw_only=True)
class Told:
    """Who is in trouble, who says so, and what is wrong: at least one choice, or words."""

    name: str
    phone: str
    place: str
    filled_by: Filler
    filler_name: str = ""
    id_number: str = ""
    troubles: Sequence[str] = ()
    words: str = ""


def choices() -> list[Trouble]:
    """What the form offers today."""
    return [trouble(one.code, one.label) for one in items(TABLE)]


def read(form: Mapping[str, Any], chosen: Sequence[str]) -> Told:
    """The fields of a form. Raises Refusal for the first that can't be taken, with what to do."""
    filled_by = str(form.get("filled_by", ""))
    if filled_by not in Filler.values:
        raise Refusal("没有选是谁在填", "在第一项里选一个")
    told = Told(
        filled_by=Filler(filled_by),
        name=_text(form, "name", "有困难的人的姓名", NAME),
        place=_text(form, "place", "屯和住处", PLACE),
        phone=_phone(str(form.get("phone", ""))),
        filler_name=_text(form, "filler_name", "您的姓名", NAME, asked=filled_by != Filler.SELF),
        id_number=_number(str(form.get("id_number", ""))),
        troubles=_known(chosen),
        words=_text(form, "words", "具体情况", WORDS, asked=False),
    )
    if not told.troubles and not told.words:
        raise Refusal("没有写有什么困难", "勾选一项，或者用自己的话写几句")
    return told


def _text(form: Mapping[str, Any], field: str, called: str, longest: int, *, asked: bool = True) -> str:
    text = one_line(str(form.get(field, "")))
    if asked and not text:
        raise Refusal(f"没有填{called}", "填上再提交")
    if len(text) > longest:
        raise Refusal(f"{called}太长，最多 {longest} 个字", "写短一些，其余的见面再说")
    return text


def _phone(text: str) -> str:
    try:
        return str(TELEPHONE.convert(text, tidy(text)))
    except CellProblem:
        raise Refusal(
            "联系电话不对", "填 11 位手机号，或者带区号的座机号；没有电话的填家里人或邻居的"
        ) from None


def _number(text: str) -> str:
    if not tidy(text):
        return ""
    try:
        return idnumber.parse(text).text
    except CellProblem:
        raise Refusal("身份证号不对", "照着身份证重填；不记得可以空着") from None


def _known(chosen: Sequence[str]) -> tuple[str, ...]:
    offered = {one.code for one in choices()}
    if not set(chosen) <= offered:
        raise Refusal("选的困难有一项不在表上", "刷新页面后重新勾选")
    return tuple(dict.fromkeys(chosen))
