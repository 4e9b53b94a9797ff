"""What people type freely: on one line, not too long, and without numbers that belong into sealed columns."""

from typing import Any

from dixian.foundation.kernel.masking import holds_number
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import one_line


def free_text(request: Any, field: str, *, called: str, longest: int) -> str:
    """A field of the form as it is kept; "" where it is empty.

    Raises Refusal where an ID or account number stands in it: free text is not encrypted.
    """
    text = one_line(request.POST.get(field, ""))
    if holds_number(text):
        raise Refusal(f"“{called}”里写了身份证号或账号，没有提交", "删去号码；要说明是谁，写姓名就可以")
    return text[:longest]
