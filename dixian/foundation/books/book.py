"""What a ledger declares. A room writes one in its `book.py` and calls `declare` there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel.states import StateTable
from dixian.foundation.papers.api import Paper
from dixian.foundation.worklist.api import DutyKind


@dataclass(frozen=True)
class Act:
    """What a verb of the states asks of whoever does it.

    by: the responsible unit, somebody of another unit, or anyone with the right. says: what the text is called, "" for
    none; needed: whether text must be there. evidence: a file may, or must, come along. fields: columns filled in
    with it; sets: columns `check` fills in. judges: the verb whose last doer can't do this one (four eyes). quiet: never what is
    offered first. check: raises Refusal.
    then: what follows, in the same transaction.
    """

    verb: str
    by: Literal["unit", "others", "anyone"] = "anyone"
    says: str = ""
    needed: bool = True
    evidence: Literal["", "may", "must"] = ""
    fields: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    judges: str = ""
    quiet: bool = False
    check: Callable[[Any, date], None] = lambda _row, _on: None
    then: Callable[[Any, date, Post], None] = lambda _row, _on, _post: None


@dataclass(frozen=True)
class Deed:
    """What can be done with a row besides its states: a button on its page.

    when: whether it is offered now. run: does it, and says what became of it. asks: what is confirmed before.
    """

    code: str
    label: str
    capability: Capability
    run: Callable[[Any, Post], str]
    when: Callable[[Any], bool] = lambda _row: True
    asks: str = ""


@dataclass(frozen=True)
class BookDuty:
    """A duty that is open while a row is in one of `states`.

    unit: whose it is, by code; "" for the row's own. due: its limit; or limit_code, a limit of the policy that begins
    on the day of the step.
    """

    kind: DutyKind
    states: tuple[str, ...]
    capability: Capability
    unit: str = ""
    due: Callable[[Any], date | None] = lambda row: row.due_on
    limit_code: str = ""
    about: str = ""


@dataclass(frozen=True)
class BookFigure:
    """A number above the list, and the query of the list it counts ("" where it is no count of rows)."""

    title: str
    value: str
    query: str = ""


@dataclass(frozen=True)
class BookPaper:
    """A paper made from the rows that are seen, or from one row: `make(rows, post)`."""

    code: str
    title: str
    make: Callable[[Sequence[Any], Post], Paper]
    of_one: bool = False


@dataclass(frozen=True, kw_only=True)
class Book:
    """A ledger.

    code: in addresses; title: 整改台账; noun: what a row is called; why: what an empty list says. read: one of these rights
    opens it, everybody where empty. called: the column a row is known by.
    model, step: concrete models on BookRow and BookStep. columns: names of the model's fields, as in Excel.
    key: the columns by which a row of a file is the one that is there. filters: of choices and of units.
    acts: for the verbs of `states` people do. write: registers, corrects and imports. prepare: fills in and checks a row
    before it is written (raises Refusal); what it looked up for one row of a file it finds in the memo at the next. figures: those after the counts by state.
    beside: what a template of the book's own shows besides. ends: the states in which nothing is due;
    dropped: those in which what was due is called off.
    """

    code: str
    title: str
    noun: str
    why: str
    model: Any
    step: Any
    columns: tuple[str, ...]
    key: tuple[str, ...]
    states: StateTable
    begins: str
    called: str
    acts: tuple[Act, ...]
    write: Capability
    read: tuple[Capability, ...] = ()
    ends: tuple[str, ...]
    dropped: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    duties: tuple[BookDuty, ...] = ()
    papers: tuple[BookPaper, ...] = ()
    deeds: tuple[Deed, ...] = ()
    prepare: Callable[[Any, dict[Any, Any]], None] = lambda _row, _memo: None
    beside: Callable[[Any, Post], dict[str, Any]] = lambda _row, _post: {}
    figures: Callable[[Any], Sequence[BookFigure]] = lambda _rows: ()

    def act(self, verb: str) -> Act | None:
        """What a verb asks; None where people don't do it."""
        return next((one for one in self.acts if one.verb == verb), None)

    def deed(self, code: str) -> Deed | None:
        """The deed of that code."""
        return next((one for one in self.deeds if one.code == code), None)

    def paper(self, code: str) -> BookPaper | None:
        """The paper of that code."""
        return next((one for one in self.papers if one.code == code), None)


_books: dict[str, Book] = {}


def declare(made: Book) -> Book:
    """Declare a ledger. Raises ValueError for two under one code, and for an act without its step."""
    known = _books.setdefault(made.code, made)
    if known is not made:
        raise ValueError(f"book {made.code} is declared twice")
    for one in made.acts:
        made.states.step(one.verb)
    return made


def book(code: str) -> Book:
    """The ledger of this code. Raises KeyError."""
    return _books[code]


def books() -> list[Book]:
    """All ledgers, in the order they were declared."""
    return list(_books.values())
