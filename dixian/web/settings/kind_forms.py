"""The form of a data kind: a line for each column, as it is shown and as it is read back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from dixian.foundation.kernel.text import one_line
from dixian.warning.submissions import api as submissions
from dixian.web.shell.words import free_text

BETWEEN = re.compile(r"[、，,；;\n]+")
# Empty lines a form ends with.
FREE = 6
# What a new kind begins with: by whom rows are matched, and where they live.
BEGINS: Sequence[dict[str, Any]] = (
    {"type": "Column", "code": "name", "title": "姓名", "required": True, "longest": 60},
    {
        "type": "IdNumberColumn",
        "code": "id_number",
        "title": "身份证号",
        "aliases": ["身份证号码", "公民身份号码", "证件号码"],
        "required": True,
    },
    {
        "type": "Column",
        "code": "township",
        "title": "乡镇",
        "aliases": ["所属乡镇", "乡镇名称"],
        "longest": 60,
    },
    {"type": "Column", "code": "village", "title": "村", "aliases": ["行政村", "村名"], "longest": 60},
    {
        "type": "Column",
        "code": "address",
        "title": "户籍地址",
        "aliases": ["住址", "家庭住址"],
        "longest": 120,
    },
)


@dataclass(frozen=True)
class Line:
    """A column as the form shows it; an empty one where there is none."""

    code: str = ""
    title: str = ""
    type: str = ""
    aliases: str = ""
    options: str = ""
    required: bool = False
    amount: bool = False
    day: bool = False


def lines_of(asked: submissions.Setting) -> list[Line]:
    """The columns of a setting, and some empty lines."""
    return [*(_line(one, asked) for one in asked.columns), *(Line() for _ in range(FREE))]


def new_lines() -> list[Line]:
    """What the form of a new kind begins with."""
    return lines_of(submissions.Setting(name="", mode="", columns=BEGINS))


def setting_sent(request: Any, before: Sequence[dict[str, Any]] = BEGINS) -> submissions.Setting:
    """What the form asks for; a line without a title is none. The action says what can't be.

    before: the columns as they are, of which the form doesn't show everything.
    """
    sent = request.POST
    known = {str(one["code"]): one for one in before}
    numbers = [number for number in range(len(known) + FREE) if one_line(sent.get(f"title-{number}", ""))]
    codes = dict(zip(numbers, _codes([sent.get(f"code-{number}", "") for number in numbers]), strict=True))
    columns = [_column(sent, number, code, known.get(code, {})) for number, code in codes.items()]
    chosen = {
        name: next((code for number, code in codes.items() if sent.get(name) == str(number)), "")
        for name in ("amount", "day")
    }
    limits = {code: one_line(sent.get(f"limit-{code}", "")) for code in submissions.LIMITS}
    return submissions.Setting(
        name=free_text(request, "name", called="名称", longest=60),
        mode=sent.get("mode", ""),
        columns=columns,
        amount_column=chosen["amount"],
        day_column=chosen["day"],
        urgent=sent.get("urgent") == "1",
        sign_off=sent.get("sign_off") == "1",
        window_first=_number(sent.get("window_first", "")),
        window_last=_number(sent.get("window_last", "")),
        limits={code: figure for code, figure in limits.items() if figure},
    )


def _line(one: dict[str, Any], asked: submissions.Setting) -> Line:
    return Line(
        code=one["code"],
        title=one["title"],
        type=one["type"],
        aliases="、".join(one.get("aliases", ())),
        options="、".join(one.get("options", ())),
        required=bool(one.get("required")),
        amount=one["code"] == asked.amount_column,
        day=one["code"] == asked.day_column,
    )


def _column(sent: Any, number: int, code: str, known: dict[str, Any]) -> dict[str, Any]:
    """A column as the form describes it; what it says nothing of stays."""
    kind = sent.get(f"type-{number}", "")
    said = {
        "type": kind,
        "code": code,
        "title": one_line(sent.get(f"title-{number}", "")),
        "aliases": _listed(sent.get(f"aliases-{number}", "")),
        "required": sent.get(f"required-{number}") == "1",
        "options": _listed(sent.get(f"options-{number}", "")) if kind == "Choice" else [],
    }
    return {**known, **{name: value for name, value in said.items() if value or name in known}}


def _codes(sent: Sequence[str]) -> list[str]:
    """The codes of columns that have one, and new ones for those that don't."""
    free = (code for number in count(1) if (code := f"column_{number}") not in sent)
    return [code or next(free) for code in sent]


def _listed(text: str) -> list[str]:
    return list(dict.fromkeys(one for part in BETWEEN.split(text) if (one := one_line(part))))


def _number(text: str) -> int | None:
    """-1 for what is no number, which no window is."""
    text = text.strip()
    return (int(text) if text.isdecimal() and len(text) < 3 else -1) if text else None
