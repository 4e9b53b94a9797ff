"""A day by which something is to be done, in the words of a paper."""

import re
from dataclasses import dataclass
from typing import Any

from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.columns import FIRST_YEAR, Day

MONTH_END = re.compile(r"(\d{4})年(?:(\d{1,2})月)?(?:底|末)(?:以前|之前|前)?")
BEFORE = re.compile(r"(?<=日)(?:以前|之前|前)$")


@dataclass(frozen=True)
class LimitDay(Day):
    """A day by which: a day, 2024年12月底前, 2024年底前, 2024年12月31日前. undated: words that say there is none."""

    undated: tuple[str, ...] = ()

    def convert(self, raw: object, text: str) -> Any:
        """A date, None for what has none. Raises CellProblem."""
        if text in self.undated:
            return None
        if not isinstance(raw, str):
            return super().convert(raw, text)
        ending = MONTH_END.fullmatch(text)
        if ending and 1 <= (month := int(ending[2] or 12)) <= 12 and int(ending[1]) >= FIRST_YEAR:
            return Month(int(ending[1]), month).last
        bare = BEFORE.sub("", text)
        return super().convert(bare, bare)
