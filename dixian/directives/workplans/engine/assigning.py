"""Gives an item its units: from its statements, from what stands over it, or from its sentences."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from dixian.directives.workplans.engine.clauses import Clauses, clauses_of
from dixian.directives.workplans.engine.days import NO_DAY, PaperDay
from dixian.directives.workplans.engine.exceptions import SAID, exception_in
from dixian.directives.workplans.engine.inferring import inferred
from dixian.directives.workplans.engine.limits import limits_of
from dixian.directives.workplans.engine.listing import names_of
from dixian.directives.workplans.engine.measures import figures_of, sentences_of
from dixian.directives.workplans.engine.numerals import number_of
from dixian.directives.workplans.engine.paper import Item, Mark, Named, Part
from dixian.directives.workplans.engine.statements import Statement, statements_of, without
from dixian.directives.workplans.engine.titles import title_and_text
from dixian.directives.workplans.engine.units import Resolved, UnitTable
from dixian.directives.workplans.engine.words import (
    FIRST_RULE,
    HELP,
    LEAD,
    LIMIT,
    MAIN,
    PERSON,
    looks_like_unit,
)

BETWEEN_NAMES = re.compile(r"[、，,;；：:/|。\s（）()〔〕【】\[\]]+")
NUMBERED = re.compile(r"[①-⑳]|(?:^|[\s。；（(])\d{1,2}[）)]")
OF_COUNTY = re.compile(r"[省市县区各]")
OF_BUREAUS = re.compile(r"部门[\s。；;，,）)]*$")


@dataclass
class Roles:
    """Names as written, by what they do, and what a person has to look at. by_work: those of lists such as 民政、医保等部门."""

    lead: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    by_work: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Reader:
    """What holds for a whole paper. first_leads: it says that whoever is named first leads."""

    table: UnitTable
    place: str = ""
    on: date | None = None
    days: PaperDay = NO_DAY
    first_leads: bool = False

    def assign(self, item: Item, whole: str, statements: Sequence[Statement], inherited: str) -> None:
        """Fill in units, measures, limits, figures and marks of `item`, whose words are `whole`."""
        told = list(statements) or statements_of(inherited, self.table.knows)
        said = [clauses_of(one.words, self.table.knows) for one in told]
        for one in said:
            self._give(item, self._roles(one))
            item.people += one.of(PERSON)
        if not (item.lead or item.responsible):
            self._infer(item)
        elif not item.lead:
            self._mark_told_lead(item)
        for statement in told:
            self._mark_unread(item, statement.words)
        if len(statements) > 1:
            item.parts = self._parts(whole, statements)
            self._mark_several_leads(item)
        self._measure(item, [limit for one in said for limit in one.of(LIMIT)])

    def of_row(self, cells: dict[str, str], number: int, columns: Collection[str]) -> Item:
        """The item a row of a table is. columns: what the table has, filled in this row or not."""
        title, rest = title_and_text(cells.get("title", ""))
        text = "\n".join(filter(None, (rest, cells.get("text", ""))))
        own = statements_of(text, self.table.knows)
        written = cells.get("number", "")
        item = Item(
            number_of(written) or number, written, cells.get("section", ""), title or title_and_text(text)[0],
            without(text, own).strip(),
        )  # fmt: skip
        for role in (LEAD, MAIN, HELP):
            if cells.get(role):
                self._give(item, self._of_cell(cells, role, columns))
        for one in own:
            self._give(item, self._roles(clauses_of(one.words, self.table.knows)))
        item.people = [cells["people"]] if cells.get("people") else []
        self._measure(item, [cells["limit"]] if cells.get("limit") else [])
        return item

    def _of_cell(self, cells: dict[str, str], role: str, columns: Collection[str]) -> Roles:
        """A cell of a column that says the role. Verbs within it speak louder."""
        words = cells[role].replace("\n", "、") if "、" not in cells[role] else cells[role]
        inside = statements_of(words, self.table.knows)
        if inside:
            return self._roles(clauses_of(inside[0].words if len(inside) == 1 else words, self.table.knows))
        clauses = clauses_of(f"{'牵头单位' if role == LEAD else '责任单位'}：{words}", self.table.knows)
        alone = role == MAIN and LEAD not in columns
        if alone and HELP in columns:
            return Roles(self._list(clauses.of(LEAD, MAIN)).lead)
        return self._roles(clauses, first=alone and self.first_leads)

    def _roles(self, said: Clauses, *, first: bool | None = None) -> Roles:
        """Who leads: whoever is said to; else the first, where the paper says so; else who is not just helping."""
        lead, rest = self._list(said.of(LEAD)), self._list(said.of(MAIN, HELP))
        marks, by_work = [*lead.marks, *rest.marks], lead.by_work | rest.by_work
        if lead.lead:
            return Roles(lead.lead, rest.lead, marks, by_work)
        if self.first_leads if first is None else first:
            return Roles(rest.lead[:1], rest.lead[1:], marks, by_work)
        main, helping = self._list(said.of(MAIN)), self._list(said.of(HELP))
        if main.lead and helping.lead:
            return Roles(main.lead, helping.lead, marks, by_work)
        return Roles([], rest.lead, marks, by_work)

    def _list(self, words: Iterable[str]) -> Roles:
        found = Roles()
        for one in words:
            names, open_end = names_of(one, self.table.knows)
            found.lead += names
            if OF_BUREAUS.search(one):
                found.by_work.update(names)
            if open_end:
                found.marks.append(Mark(open_end, "后面有“等”字，还有没列出的单位"))
        return found

    def _give(self, item: Item, roles: Roles) -> None:
        item.marks += roles.marks
        for names, where in ((roles.lead, item.lead), (roles.responsible, item.responsible)):
            for named in self._resolved(names, item, roles.by_work):
                if named not in where:
                    where.append(named)

    def _resolved(
        self, names: Iterable[str], item: Item | None = None, by_work: Collection[str] = ()
    ) -> list[Named]:
        found: list[Named] = []
        for name in names:
            meant = self._meant(name)
            if not meant.units and name in by_work:
                called = self._meant(f"{name}部门")
                meant = called if called.units else meant
            found += [Named(name, unit) for unit in meant.units] or [Named(name, None)]
            mark = Mark(name, meant.told, meant.proposal)
            if item is not None and meant.told and mark not in item.marks:
                item.marks.append(mark)
        return found

    def _meant(self, name: str) -> Resolved:
        """Whom a name means; without those it leaves out, or nobody where it isn't told who they are."""
        excepting = exception_in(name)
        if excepting is None:
            return self.table.resolve(name, place=self.place, on=self.on)
        whole, *out = (
            self.table.resolve(one, place=self.place, on=self.on) for one in (excepting.whole, *excepting.out)
        )
        left_out = {unit for one in out for unit in one.units}
        said = "、".join(excepting.out)
        if not all(one.units and set(one.units) <= set(whole.units) for one in out):
            return Resolved(told=f"认不出“{excepting.whole}”和要除去的“{said}”，没有列入，请核对")
        kept = tuple(unit for unit in whole.units if unit not in left_out)
        return Resolved(kept, told=f"已按文件除去{said}，请核对")

    def _infer(self, item: Item) -> None:
        found = inferred(FIRST_RULE.sub("", f"{item.title}。{item.text}"), self.table.knows)
        if not found:
            item.marks.append(Mark("责任单位", "没有写明"))
            return
        lead, main, helping = (found.get(role, []) for role in (LEAD, MAIN, HELP))
        if not lead and main and self.first_leads:
            lead, main = main[:1], main[1:]
        elif not lead and main and helping:
            lead, main = main, []
        self._give(item, Roles(lead, [one for one in main + helping if one not in lead]))
        item.marks.append(Mark("责任单位", "没有单独列出，是从正文里读出来的，请核对"))
        item.marks += [
            Mark(one[0], "有除外的单位，请核对")
            for one in SAID.finditer(item.text)
            if not any(one[0] in mark.about for mark in item.marks)
        ]

    def _mark_told_lead(self, item: Item) -> None:
        """Where the list names no lead and the sentences do, a person says which holds."""
        told = inferred(f"{item.title}。{item.text}", self.table.knows).get(LEAD, [])
        item.marks += [Mark(name, "正文里写由它牵头，列出的单位里没有写，请核对") for name in told]

    def _parts(self, whole: str, statements: Sequence[Statement]) -> list[Part]:
        parts, at = [], 0
        for one in statements:
            roles = self._roles(clauses_of(one.words, self.table.knows))
            text = whole[at : one.start].strip(" \n。；;")
            parts.append(
                Part(
                    text,
                    self._resolved(roles.lead, by_work=roles.by_work),
                    self._resolved(roles.responsible, by_work=roles.by_work),
                )
            )
            at = one.end
        return parts

    def _mark_unread(self, item: Item, words: str) -> None:
        """A unit that stands in a statement and got no role is marked: nothing written is lost without a word."""
        read = [re.sub(r"\s", "", one.written) for one in (*item.lead, *item.responsible)] + item.people
        for piece in filter(None, BETWEEN_NAMES.split(words)):
            named = self.table.knows(piece) or (OF_COUNTY.match(piece) and looks_like_unit(piece))
            if named and not any(piece in one or one in piece for one in read):
                item.marks.append(Mark(piece, "写了这个单位，没有读出是牵头还是责任，请核对"))

    def _mark_several_leads(self, item: Item) -> None:
        """Where numbered stretches of an item, or those whose first unit leads, are led by different units, a person says
        whether they are one task."""
        led = [part for part in item.parts if part.lead and (self.first_leads or NUMBERED.search(part.text))]
        if len({tuple(one.written for one in part.lead) for part in led}) > 1:
            item.marks.append(Mark("牵头单位", "这一项有几处分别写了牵头单位，合成了一项，请核对"))

    def _measure(self, item: Item, said: Sequence[str]) -> None:
        # A long first sentence gives the title its beginning and stays text.
        words = item.text if item.text.startswith(item.title) else f"{item.title}。{item.text}"
        item.limits, doubts = limits_of("\n".join([words, *said]), self.days)
        item.figures = figures_of(words)
        item.measures = [one for one in sentences_of(item.text) if one]
        item.marks += doubts
        if not item.lead and item.responsible:
            item.marks.append(Mark("牵头单位", "没有写明"))
