"""What a ledger declares. A room writes one in its `book.py` and calls `declare` there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel.periods import Period
from dixian.foundation.kernel.states import StateTable
from dixian.foundation.papers.api import Paper
from dixian.foundation.worklist.api import DutyKind


@dataclass(frozen=True)
class Act:
    """What a verb of the states asks of whoever does it.

    by: the responsible unit, somebody of another unit, or anyone with the right. says: what the text is called, "" for
    none; needed: whether text must be there. evidence: a file may, or must, come along. fields: columns filled in
    with it; offers: columns that may be; sets: columns `check` fills in. judges: the verb whose last doer can't do this one (four eyes). quiet: never what is
    offered first. check: raises Refusal. then: what follows, in the same transaction.
    also: code of a unit whose people do it with the right to keep ledgers alone.
    elsewhere: never by the row's own unit, not even where that is the bureau: what it did a county leader judges.
    whose: whether the acting person is the one a row is about, who takes the step without the right: a leader his own visit.
    """

    verb: str
    by: Literal["unit", "others", "anyone"] = "anyone"
    says: str = ""
    needed: bool = True
    evidence: Literal["", "may", "must"] = ""
    fields: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    judges: str = ""
    also: str = ""
    elsewhere: bool = False
    whose: Callable[[Any, Post], bool] = lambda _row, _post: False
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

    unit: whose it is, by code; "" for the row's own. area: the column of a village it lies with instead of a unit. due: its limit; or limit_code, a limit of the policy that begins
    on the day of the step. leader: the unit, by code, in which a county leader has the duty where it is about `unit` itself.
    holders: by uid of a row the post that has it instead of a unit; a row without one opens none.
    """

    kind: DutyKind
    states: tuple[str, ...]
    capability: Capability
    unit: str = ""
    due: Callable[[Any], date | None] = lambda row: row.due_on
    limit_code: str = ""
    about: str = ""
    area: str = ""
    leader: str = ""
    holders: Callable[[Sequence[Any]], Mapping[Any, int]] | None = None


@dataclass(frozen=True)
class BookFigure:
    """A number above the list, and the query of the list it counts ("" where it is no count of rows)."""

    title: str
    value: str
    query: str = ""


@dataclass(frozen=True)
class BookMark:
    """A narrowing of the list by something no column says, counted above it: what `narrow` leaves of the rows."""

    code: str
    title: str
    narrow: Callable[[Any], Any]


@dataclass(frozen=True, kw_only=True)
class Series:
    """Rows that come by themselves: one for each period and each row of the parent ledger that stands in `states`.

    every: the rhythm of a parent's row (`week`, or a key of `kernel.periods.MONTHS`). since, until: the parent's first day and its last
    (None: none is known); a period that begins after the last, or ends before the first, opens nothing. due: by when the row is to be dealt with.
    off: where what nobody has dealt with goes when the parent leaves these states. fill: what else stands in it. The row's model has `period` and `first_on`.
    """

    states: tuple[str, ...]
    every: Callable[[Any], str]
    since: Callable[[Any], date]
    until: Callable[[Any], date | None] = lambda _row: None
    due: Callable[[Period], date] = lambda period: period.last
    off: str = ""
    fill: Callable[[Any], dict[str, Any]] = lambda _row: {}


@dataclass(frozen=True)
class BookPaper:
    """A paper made from the rows that are seen, or from one row: `make(rows, post)`. when: whether one row offers it now."""

    code: str
    title: str
    make: Callable[[Sequence[Any], Post], Paper]
    of_one: bool = False
    when: Callable[[Any], bool] = lambda _row: True


@dataclass(frozen=True, kw_only=True)
class Book:
    """A ledger.

    code: in addresses; title: 整改台账; noun: what a row is called; why: what an empty list says. read: one of these rights opens it,
    everybody where empty; opens: the same of the files behind its steps. called: the column a row is known by.
    model, step: concrete models on BookRow and BookStep. columns: names of the model's fields, as in Excel.
    key: the columns by which a row of a file is the one that is there. filters: of choices and of units.
    acts: for the verbs of `states` people do. write: registers, corrects and imports. prepare: fills in and checks a row
    before it is written (raises Refusal); what it looked up for one row of a file it finds in the memo at the next.
    needs: columns that must be filled in here all the same. undated: words in the column of the limit that say there is no day, as 长期坚持.
    altering: what a correction is refused for besides: the row as it is to be, what its columns held before, who corrects.
    kept: what follows once rows were registered or corrected. figures: those after the counts by state.
    parent, of: the ledger whose rows these belong to, and the foreign key that says to which; shown on its page. series: those that come
    by themselves. marks: narrowings beside the filters. keepers: who registers and corrects, the row's unit or whoever reaches it.
    titles: what a column is called here. by_hand: whether a single row is registered by hand. corrects: the states in which a row may be
    altered; None for all but the ends. loads: the verb that a row of a file does with the row that is there, where all it asks for is filled
    in; no other form has those columns. counted: those that an act or `prepare` fills in, shown and never typed. also: other headers people
    write over a column; instead: those that name it where no better one does. means: by column of choices, other words for one of them.
    others: the column of the units a cell names behind the first. seconds: by column, where a file's second header for it is kept,
    as 牵头单位 beside 责任单位. once: the columns of days that may be said once, for a whole file that lacks them. beside: what a
    template of the book's own shows besides. ends: the states in which nothing is due; dropped: in which what was due is called off.
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
    opens: tuple[Capability, ...] = ()
    ends: tuple[str, ...]
    dropped: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    duties: tuple[BookDuty, ...] = ()
    papers: tuple[BookPaper, ...] = ()
    deeds: tuple[Deed, ...] = ()
    marks: tuple[BookMark, ...] = ()
    parent: str = ""
    of: str = ""
    series: Series | None = None
    keepers: Literal["unit", "reach"] = "unit"
    titles: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    means: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    corrects: tuple[str, ...] | None = None
    loads: str = ""
    others: str = ""
    seconds: Mapping[str, str] = field(default_factory=dict)
    once: tuple[str, ...] = ()
    by_hand: bool = True
    prepare: Callable[[Any, dict[Any, Any]], None] = lambda _row, _memo: None
    altering: Callable[[Any, Mapping[str, Any], Post], None] = lambda _row, _before, _post: None
    kept: Callable[[Sequence[Any], Post], None] = lambda _rows, _post: None
    needs: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    beside: Callable[[Any, Post], dict[str, Any]] = lambda _row, _post: {}
    figures: Callable[[Any], Sequence[BookFigure]] = lambda _rows: ()

    @property
    def registers(self) -> bool:
        """Whether somebody registers a single row: none that come by themselves, or from another ledger's step."""
        return self.by_hand and self.series is None

    def may_correct(self, state: str) -> bool:
        """Whether a row in this state may be altered."""
        return state not in self.ends and (self.corrects is None or state in self.corrects)

    def act(self, verb: str) -> Act | None:
        """What a verb asks; None where people don't do it."""
        return next((one for one in self.acts if one.verb == verb), None)

    def mark(self, code: str) -> BookMark | None:
        """The mark of that code."""
        return next((one for one in self.marks if one.code == code), None)

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


def children(of: Book) -> list[Book]:
    """The ledgers whose rows belong to rows of this one."""
    return [one for one in _books.values() if one.parent == of.code]


def books() -> list[Book]:
    """All ledgers, in the order they were declared."""
    return list(_books.values())
