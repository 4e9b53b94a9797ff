"""What can be wrong, said to people in Chinese: what happened, and what to do."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class See:
    """The record a refusal speaks of: the name of its page, its uid, the words of the link."""

    page: str
    uid: UUID
    words: str


class Refusal(Exception):
    """Something a person asked for can't be done. Web pages and commands show it as it is.

    message: what is the matter, with the names and values concerned (no ID numbers).
    remedy: what to do next. see: a record to look at.
    """

    def __init__(self, message: str, remedy: str = "", see: See | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.see = see


class CellProblem(Exception):
    """One value can't be taken. The reader adds file, sheet, row and column.

    message: what is wrong with the value; remedy: how to mend it.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
