"""Households of a file against the register: what is new, differs, has moved, is as it was.

A person is found by 人编号, then by number, then by name inside the household. An empty cell says nothing.
"""

from collections.abc import Sequence
from typing import Any

from dixian.foundation.kernel.text import name_key
from dixian.foundation.kernel.uids import new_uid
from dixian.foundation.sheets.api import at_row
from dixian.foundation.vault.blind import blind
from dixian.registry.households.changes.drafts import Draft
from dixian.registry.households.changes.rules import HEAD, differing, wrong_type
from dixian.registry.households.enums import ChangeKind as K
from dixian.registry.households.importing.beside import beside
from dixian.registry.households.importing.columns import OF_HOUSEHOLD
from dixian.registry.households.importing.compared import Compared, Whole
from dixian.registry.households.importing.known import Around, KnownHousehold, KnownPerson
from dixian.registry.households.importing.rows import Home, Line, first_said, hold_back
from dixian.registry.households.importing.said import are_two, differing_from, index_of, said_of, says_so
from dixian.registry.households.importing.whose import RENAMED, anothers, named_otherwise, renamed

BY_HAND = "人工更正过，勾选后才按文件改"
AHEAD = "县里已经审定，文件还是原来的，勾选后才按文件改"
OF_MONITORING = {"monitored", "risk_eliminated", "monitored_month", "eliminated_month"}


def compare(homes: Sequence[Home], whole: Whole) -> Compared:
    """Some households; reads the register for all of them at once."""
    lines = [line for home in homes for line in home.lines]
    around = Around(
        numbers={number for line in lines if (number := line.values.get("person_number"))},
        indexes={index for line in lines if (index := index_of(line))},
        homes={home.number for home in homes if home.number},
    )
    made = Compared()
    for home in homes:
        _Comparing(home, around, whole, made).run()
    return made


class _Comparing:
    """One household of the file."""

    def __init__(self, home: Home, around: Around, whole: Whole, made: Compared) -> None:
        self.home, self.around, self.whole, self.made = home, around, whole, made
        # Who lives there now, and what the file says they are.
        self.living: list[KnownPerson] = []
        self.relations: dict[int, Any] = {}

    def run(self) -> None:
        found = {line.number: self._by_number(line) for line in self.home.lines}
        known = self._household(found)
        for line in self.home.lines:
            found[line.number] = found[line.number] or self._by_name(line, known)
            if why := anothers(line, found[line.number], known, self.around):
                line.problems.append(why)
        village = next((line.village for line in self.home.good if line.village), None)
        if known is None and village is None:
            for line in self.home.good:
                line.problems.append(f"{line.at}：没有写村，户编号也不在册。补填乡镇和行政村")
        if known is None:
            hold_back(home=self.home, at=self.whole.at, places=self.whole.places)
        uid = known.uid if known else new_uid()
        good = self.home.good
        if good and known:
            village = self._changed_household(known, village, good)
        elif good and village:
            self._new_household(uid, village, good)
        if known:
            self.living = self.around.living.get(known.id, [])
            self.relations = {
                one.id: line.values.get("relation")
                for line in self.home.lines
                if (one := found[line.number]) is not None
            }
        for line in self.home.lines:
            self._person(line, found[line.number], known, str(uid), village)

    def _by_number(self, line: Line) -> KnownPerson | None:
        """By 人编号, then by number; two that differ are for a person to decide."""
        by_code = self.around.by_number.get(line.values.get("person_number", ""))
        owners = self.around.by_index.get(index_of(line) or b"", [])
        living = [one for one in owners if one.valid_to is None]
        if by_code and living and by_code not in living:
            line.problems.append(
                f"{line.at}：人编号是{by_code.name}，证件号码是{living[0].name}的。核对后改正其中一个"
            )
        elif not by_code and len(living) > 1:
            line.problems.append(f"{line.at}：户档案里有 {len(living)} 人用这个证件号码。先更正户档案")
        one = by_code or next(iter(living or owners), None)
        if one is not None:
            first = self.whole.taken.setdefault(one.id, line.number)
            if first != line.number:
                line.problems.append(
                    f"{line.at}：与{at_row(first, self.whole.places)}是同一个人（{one.name}）。只留一行"
                )
        return one

    def _by_name(self, line: Line, known: KnownHousehold | None) -> KnownPerson | None:
        if known is None or not line.name:
            return None
        key = name_key(line.name)
        fitting = [
            one
            for one in self.around.living.get(known.id, ())
            if one.name_key == key
            and one.id not in self.whole.taken
            and one.number not in self.whole.numbers
            and one.id_index not in self.whole.indexes
        ]
        if len(fitting) != 1 or are_two(fitting[0], line):
            return None
        self.whole.taken[fitting[0].id] = line.number
        return fitting[0]

    def _household(self, found: dict[int, KnownPerson | None]) -> KnownHousehold | None:
        """By 户编号; without one where its head lives, or else whoever of it is known."""
        if self.home.number:
            return self.around.homes.get(self.home.number)
        first = next(
            (
                one
                for line in self.home.lines
                if (one := found[line.number]) and one.valid_to is None and not named_otherwise(line, one)
            ),
            None,
        )
        return self.around.homes_by_id.get(first.household) if first else None

    def _new_household(self, uid: Any, village: int, good: list[Line]) -> None:
        after = {name: value for code, name in OF_HOUSEHOLD.items() if (value := first_said(self.home, code))}
        head = next((line for line in good if line.values.get("relation") == HEAD), good[0])
        number = self.home.number
        after = {
            "kind": "general",
            **({"address": after["group_name"]} if "group_name" in after else {}),
            **after,
            "number": number,
            "village": village,
            "head_name": head.name,
            "size": len(good),
        }
        self.made.covered.add(village)
        self.made.drafts.append(
            Draft(K.ADD_HOUSEHOLD, head.name, {}, after, village=village, made_uid=uid, row=good[0].number)
        )

    def _changed_household(self, known: KnownHousehold, village: int | None, good: list[Line]) -> int:
        before = {name: getattr(known, name) for name in OF_HOUSEHOLD.values()}
        before |= {"village": known.village, "phone": None}
        after = {name: first_said(self.home, code) for code, name in OF_HOUSEHOLD.items()} | {
            "village": village
        }
        phone = after.pop("phone")
        if phone and blind(phone, "phone") != known.phone_index:
            after["phone"], before["phone"] = phone, known.phone.open() if known.phone else None
        fields = differing(before, after)
        lags = known.ahead and bool({"monitored", "risk_eliminated"} & set(fields))
        if known.ahead and says_so(known, after):
            fields.append("ahead")
            before["ahead"], after["ahead"] = True, False
        kind, monitored = (after.get(name) or before[name] for name in ("kind", "monitored"))
        if {"kind", "monitored"} & set(fields) and (why := wrong_type(kind, monitored)):
            for line in good:
                line.problems.append(f"{line.at}：改后{why}，与户档案不符。核对户类型和监测对象类别")
            return known.village
        there = village or known.village
        self.made.covered.update({there, known.village})
        if fields:
            held = self.whole.households.get(known.id, set()) & set(fields)
            late = OF_MONITORING & set(fields) if lags else set()
            self.made.drafts.append(
                Draft(
                    K.MOVE_HOUSEHOLD if "village" in fields else K.CORRECT_HOUSEHOLD,
                    known.head_name,
                    {name: before[name] for name in fields},
                    {name: after[name] for name in fields},
                    household=known.id,
                    village=known.village,
                    touched=known.version,
                    row=good[0].number,
                    held=sorted(held | late),
                    reason=AHEAD if late else BY_HAND if held else "",
                )
            )
        return there

    def _person(
        self, line: Line, one: KnownPerson | None, known: KnownHousehold | None, uid: str, village: int | None
    ) -> None:
        if one is not None:
            self.made.seen.add(one.id)
        if line.problems:
            self.made.unsure.add(name_key(line.name))
        if said_wrong := [*line.problems, *line.aside]:
            self.made.drafts.append(
                Draft(K.REJECTED, line.name, village=line.village, row=line.number, problems=said_wrong)
            )
        if line.problems:
            return
        said = said_of(line)
        if known and said["relation"] == HEAD:
            self.made.headed.add(known.id)
        if one is None:
            number = line.values.get("person_number") or ""
            after = {name: value for name, value in said.items() if value not in (None, "")}
            after = {"relation": "其他", **after, "number": number, "household": uid}
            self.made.drafts.append(
                Draft(
                    K.ADD_PERSON, line.name, {}, after, village=village, made_uid=new_uid(), row=line.number,
                    household=known.id if known else None, reason=self._beside(None, said),
                )
            )  # fmt: skip
            return
        self._known_person(line, one, said, uid)

    def _known_person(self, line: Line, one: KnownPerson, said: dict[str, Any], uid: str) -> None:
        """Somebody the register has, or had."""
        before, fields = differing_from(one, said)
        after = {name: said[name] for name in fields}
        kind = K.CORRECT_PERSON
        own = self.around.homes_by_id[one.household]
        if str(own.uid) != uid:
            kind, after["household"], before["household"] = K.MOVE_PERSON, uid, str(own.uid)
        if one.valid_to is not None:
            kind = K.RETURN_PERSON
            after |= {"valid_to": None, "end_cause": ""}
            before |= {"valid_to": one.valid_to, "end_cause": one.end_cause}
        if not after:
            self.made.unchanged += 1
            return
        held = self.whole.persons.get(one.id, set()) & set(fields)
        said_why = [BY_HAND if held else "", self._beside(one, said)]
        if "name" in after and renamed(line, one):
            held |= {"name"}
            said_why.append(RENAMED.format(name=one.name))
        reason = "；".join(filter(None, said_why))
        self.made.drafted.add(one.id)
        self.made.drafts.append(
            Draft(
                kind, one.name, before, after, household=one.household, person=one.id, village=one.village,
                touched=one.version, row=line.number, held=sorted(held), reason=reason,
            )
        )  # fmt: skip

    def _beside(self, one: KnownPerson | None, said: dict[str, Any]) -> str:
        return beside(one, said, living=self.living, relations=self.relations)
