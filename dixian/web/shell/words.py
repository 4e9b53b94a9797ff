"""What people type freely: on one line, not too long, and without numbers that belong into sealed columns."""

import re
import unicodedata
from typing import Any

from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import one_line

# Resident numbers of 15 and 18 characters, accounts; also with blanks or dashes between.
LONG_NUMBER = re.compile(r"(?:\d[\s-]?){14,}[\dXx]")


def free_text(request: Any, field: str, *, called: str, longest: int) -> str:
    """A field of the form as it is kept; "" where it is empty.

    Raises Refusal where an ID or account number stands in it: free text is not encrypted.
    """
    text = one_line(request.POST.get(field, ""))
    if LONG_NUMBER.search(unicodedata.normalize("NFKC", text)):
        raise Refusal(f"“{called}”里写了身份证号或账号，没有提交", "删去号码；要说明是谁，写姓名就可以")
    return text[:longest]
