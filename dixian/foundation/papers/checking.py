"""A template that was sent, checked against what its paper is filled with; what is wrong is said all at once."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from dixian.foundation.kernel.masking import holds_number
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.kinds import PaperKind
from dixian.foundation.papers.opening import opened
from dixian.foundation.papers.placeholders import MARK, ROW, is_broken, names_in, paragraphs, text_of

# What may never be asked for: numbers are written by hand (facts 1.4, 4.5).
NUMBERS = ("身份证", "证件号", "手机", "电话", "账号", "卡号", "开户")
# On what hangs in the village nothing of this stands, not as a heading either.
NOT_IN_PUBLIC = (
    "身份证",
    "证件号",
    "手机号",
    "联系电话",
    "账号",
    "银行卡",
    "开户",
    "健康状况",
    "病种",
    "疾病",
    "因病",
    "因残",
    "残疾",
)


def check_template(content: bytes, kind: PaperKind) -> list[str]:
    """The paragraphs of a template that can be used. Raises Refusal that names everything that is wrong with it."""
    document = opened(content)
    wrong = list(_wrong(document, kind))
    if wrong:
        raise Refusal("模板不能用：" + "；".join(wrong), f"按页面上“{kind.title}”的占位改好再上传")
    return lines_of(document)


def lines_of(document: Any) -> list[str]:
    """What is written in a document, a paragraph each, without empty ones."""
    return [text for one in paragraphs(document.element.body) if (text := text_of(one).strip())]


def _wrong(document: Any, kind: PaperKind) -> Iterator[str]:
    body = document.element.body
    names = names_in(body)
    asked = [one for one in dict.fromkeys(names) if one not in kind.names]
    numbers = [one for one in asked if any(word in one for word in NUMBERS)]
    if numbers:
        yield f"{_named(numbers)}是号码，文书上不打印，要写的由本人手写"
    unknown = [one for one in asked if one not in numbers]
    if unknown:
        yield f"没有这样的占位：{_named(unknown)}"
    lacking = [one for one in kind.needed if one not in names]
    if lacking:
        yield f"缺少必须有的占位：{_named(lacking)}"
    broken = [text_of(one).strip()[:30] for one in paragraphs(body) if is_broken(one)]
    if broken:
        yield f"占位没有写全：{'、'.join(f'“{one}”' for one in broken)}"
    yield from _misplaced(body, kind)
    edges = [part for section in document.sections for part in (section.header, section.footer)]
    if any(names_in(one._element) for one in edges if not one.is_linked_to_previous):
        yield "页眉页脚里不能有占位"
    yield from _forbidden("\n".join(lines_of(document)), kind)


def _misplaced(body: Any, kind: PaperKind) -> Iterator[str]:
    """Placeholders of a list stand in one row of a table, not two lists in one."""
    rows = list(body.iter(ROW))
    if any(next(row.iterancestors(ROW), None) is not None for row in rows):
        yield "表格里又套了表格"
        return
    in_rows = Counter(name for row in rows for name in names_in(row))
    everywhere = Counter(names_in(body))
    loose = [one for one in everywhere if kind.list_of(one) and everywhere[one] > in_rows[one]]
    if loose:
        yield f"{_named(loose)}要写在表格的一行里"
    for row in rows:
        of = {name for one in names_in(row) if (name := kind.list_of(one))}
        if len(of) > 1:
            yield f"表格的一行里混了{'、'.join(sorted(of))}"


def _forbidden(text: str, kind: PaperKind) -> Iterator[str]:
    if holds_number(text):
        yield "模板文字里有身份证号、手机号或账号"
    plain = MARK.sub("", text)
    words = [one for one in NOT_IN_PUBLIC if one in plain] if kind.public else []
    if words:
        yield f"这是张贴在村里的，不能出现{'、'.join(f'“{one}”' for one in words)}"


def _named(names: list[str]) -> str:
    return "、".join("{{" + one + "}}" for one in names)
