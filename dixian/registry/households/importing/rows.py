"""Rows of a file as people, gathered into households; what can't be taken is said, with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.masking import mask_if_number
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.kernel.text import tidy
from dixian.foundation.sheets.api import (
    Clean,
    Problem,
    RawRow,
    Reading,
    Rejected,
    SheetsRead,
    at_row,
    at_rows,
    clean_rows,
)
from dixian.registry.households.changes.rules import HEAD, wrong_type
from dixian.registry.households.enums import HouseholdKind, Monitored
from dixian.registry.households.importing.columns import COLUMNS, OF_HOUSEHOLD, Certificate, certificate_of
from dixian.registry.households.importing.places import Places

WORDS: dict[Any, str] = {
    **{one.value: one.label for one in (*HouseholdKind, *Monitored)},
    True: "是",
    False: "否",
}
# What nobody is taken for somebody else by.
MAY_WAIT = ("residence",)
LEFT_OUT = "。只搁置这一格，这一行其余的照常办理"
TITLES = {column.code: column.title for column in COLUMNS}


@dataclass(slots=True)
class Line:
    """A data row: its number, clean values, certificate, village id, and what is wrong with it, in sentences.

    aside: about cells that were left out, while the rest of the row is taken. places: of the sheets it is from.
    """

    number: int
    values: dict[str, Any]
    certificate: Certificate = field(default_factory=Certificate)
    village: int | None = None
    problems: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    places: SheetsRead = ()

    @property
    def at(self) -> str:
        """`第 5 行`, with its sheet where several are read."""
        return at_row(self.number, self.places)

    @property
    def name(self) -> str:
        """As far as it could be read."""
        return self.values.get("name") or ""


@dataclass
class Home:
    """The rows of one household, in the order of the file; number: 户编号, "" where the file has none."""

    number: str
    lines: list[Line] = field(default_factory=list)

    @property
    def good(self) -> list[Line]:
        """The rows that can be taken."""
        return [line for line in self.lines if not line.problems]


class Reader:
    """Makes lines of rows. certificates, residences: word -> code of what is in force (`words.words_of`)."""

    def __init__(self, reading: Reading, certificates: dict[str, str], residences: dict[str, str]) -> None:
        self.reading = reading
        self.places = Places()
        self._codes = {"certificate": certificates, "residence": residences}
        self._row: RawRow | None = None

    def lines(self, columns: Sequence[Column] = COLUMNS) -> Iterator[Line]:
        """One for each data row, in order."""
        for result in clean_rows(self.reading, columns):
            yield self._line(result)

    def say(self, line: Line, column: str, problem: CellProblem) -> None:
        """Note what is wrong in a column of a row; a cell that may wait does not hold up the row."""
        value = tidy(self.reading.cell(self._row, column))[:40] if self._row else ""
        sheet, row = self.reading.place(line.number)
        (line.aside if column in MAY_WAIT else line.problems).append(
            Problem(
                file=self.reading.name,
                sheet=sheet,
                row=row,
                column=TITLES[column],
                value=mask_if_number(value),
                message=problem.message,
                remedy=problem.remedy + (LEFT_OUT if column in MAY_WAIT else ""),
            ).sentence()
        )

    def _line(self, result: Clean | Rejected) -> Line:
        given = {code: value for code, value in result.values.items() if value is not None}
        line = Line(result.row.number, given, places=self.reading.places)
        self._row = result.row
        if isinstance(result, Rejected):
            line.problems += [one.sentence() for one in result.problems]
        for code, known in self._codes.items():
            self._take(line, code, lambda text, known=known: _coded(text, known))
        kind, number = line.values.get("certificate") or "", line.values.get("certificate_number") or ""
        try:
            line.certificate = certificate_of(kind, number)
        except CellProblem as problem:
            self.say(line, "certificate_number", problem)
        if village := line.values.get("village"):
            try:
                line.village = self.places.find(line.values.get("township") or "", village)
            except CellProblem as problem:
                self._say_where(line, problem)
        return line

    def _say_where(self, line: Line, problem: CellProblem) -> None:
        """A township the county doesn't have is what is wrong, not its village."""
        township = line.values.get("township") or ""
        if township and not self.places.has(township):
            unknown = CellProblem(f"本县没有叫“{township}”的乡镇", "对照“区划单位”里的名称改正")
            self.say(line, "township", unknown)
        else:
            self.say(line, "village", problem)

    def _take(self, line: Line, code: str, read: Any) -> None:
        if text := line.values.get(code):
            try:
                line.values[code] = read(text)
            except CellProblem as problem:
                del line.values[code]
                self.say(line, code, problem)


def _coded(text: str, known: dict[str, str]) -> str:
    if text not in known:
        raise CellProblem(f"“{text}”看不懂，或者有几种意思", f"写成其中一种：{'；'.join(known)}")
    return known[text]


def gather(lines: Sequence[Line]) -> list[Home]:
    """Households in the order of their first rows: by 户编号, else each begins with its head.

    A row without a number of its household follows the one above.
    """
    homes: list[Home] = []
    by_number: dict[str, Home] = {}
    for line in lines:
        number = line.values.get("household_number") or ""
        if number:
            home = by_number.get(number)
            if home is None:
                home = by_number[number] = Home(number)
                homes.append(home)
        else:
            begins = not homes or homes[-1].number or line.values.get("relation") == HEAD
            if begins:
                homes.append(Home(""))
            home = homes[-1]
        home.lines.append(line)
    return homes


def refuse_contradictions(homes: Sequence[Home], names: dict[int, str]) -> None:
    """Rows of a household that say different things of it, and types that can't be, are nobody's to choose from."""
    for home in homes:
        for code, title in (("village", TITLES["village"]), *((one, TITLES[one]) for one in OF_HOUSEHOLD)):
            if code in ("group_name", "address", "household_phone"):
                continue
            said = list(dict.fromkeys(_said(line, code) for line in home.good))
            said = [one for one in said if one is not None]
            if len(said) > 1:
                words = names if code == "village" else WORDS
                shown = "、".join(words.get(one, str(one)) for one in said)
                _refuse(home, f"同一户的“{title}”写得不一样（{shown}）。核对后写成一样的")
                break
        kind, monitored = ((_first(home, code) or "") for code in ("kind", "monitored"))
        if kind and (why := wrong_type(kind, monitored)):
            _refuse(home, f"{why}。核对“户类型”和“监测对象类别”")


def hold_back(*, home: Home, at: str, places: SheetsRead) -> None:
    """Where the head's row of a new household can't be taken, the others wait for it: none of them is head."""
    good = home.good
    heads = [line for line in home.lines if line.problems and line.values.get("relation") in (None, HEAD)]
    if not heads or any(line.values.get("relation") == HEAD for line in good):
        return
    rows = at_rows([line.number for line in heads], places)
    for line in good:
        line.problems.append(
            f"{at}{line.at}：户主在{rows}，那一行读不了，这一户先一起搁着。改好{rows}，整户再报"
        )


def refuse_twice(lines: Sequence[Line]) -> None:
    """A number two rows have is neither's."""
    for code, title in (("person_number", "人编号"), ("", "证件号码")):
        seen: dict[str, list[Line]] = {}
        for line in lines:
            value = line.values.get(code) if code else line.certificate.id_number or line.certificate.full
            if value:
                seen.setdefault(value, []).append(line)
        for same in seen.values():
            if len(same) > 1:
                rows = at_rows([line.number for line in same], same[0].places)
                for line in same:
                    line.problems.append(f"{line.at}“{title}”与别的行相同（{rows}）。核对后只留对的一行")


def _said(line: Line, code: str) -> Any:
    return line.village if code == "village" else line.values.get(code)


def _first(home: Home, code: str) -> Any:
    return next((line.values[code] for line in home.good if line.values.get(code) is not None), None)


def first_said(home: Home, code: str) -> Any:
    """What the household's rows say of it, the first that says anything."""
    return _first(home, code)


def _refuse(home: Home, why: str) -> None:
    for line in home.lines:
        line.problems.append(f"{line.at}：{why}")
