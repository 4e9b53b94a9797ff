"""What people type freely: on one line, not too long, and without numbers that belong into sealed columns."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote_plus

from dixian.foundation.kernel.masking import holds_number, mask_cell
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import one_line

# Uids, and the hashes that stand for several records' versions.
MADE_BY_US = re.compile(r"[0-9a-f]{64}|[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}", re.IGNORECASE)
QUOTED = 40


def free_text(request: Any, field: str, *, called: str, longest: int) -> str:
    """A field of the form as it is kept; "" where it is empty.

    Raises Refusal where somebody's number stands in it (free text is not encrypted), and where it is too long.
    """
    text = one_line(request.POST.get(field, ""))
    if holds_number(text):
        raise _numbered(called)
    if len(text) > longest:
        raise Refusal(f"“{called}”有 {len(text)} 个字，最多 {longest} 个字，没有提交", "写得短一些")
    return text


def refuse_numbers(posted: Mapping[str, Any], *, sealed: Iterable[str]) -> None:
    """Raises Refusal where a field of any form holds somebody's number, but for those that are `sealed` or not kept.

    A name in `sealed` that ends in a hyphen stands for all fields that begin so.
    """
    kept_apart = {name for name in sealed if not name.endswith("-")}
    begins = tuple(name for name in sealed if name.endswith("-"))
    for name, values in posted.lists():  # type: ignore[attr-defined]
        if name in kept_apart or (begins and name.startswith(begins)):
            continue
        for value in values:
            if holds_number(MADE_BY_US.sub("月", unquote_plus(value))):
                raise _numbered(mask_cell(one_line(value))[:QUOTED])


def _numbered(called: str) -> Refusal:
    return Refusal(
        f"“{called}”里写了身份证号、手机号或账号，没有提交",
        "删去号码；要说明是谁，写姓名和村名就可以。号码只填在专门的栏目里",
    )
