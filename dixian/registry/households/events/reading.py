"""Events beside the register as it is now: which changes follow. Nothing here writes.

What the register says already yields nothing; what it can't know yields nothing either, and says what is missing.
"""

from collections.abc import Sequence

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.masking import mask_numbers
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.kernel.text import name_key
from dixian.foundation.vault.blind import blind
from dixian.registry.households.changes.rules import HEAD, relation_word
from dixian.registry.households.enums import EndCause, EventKind
from dixian.registry.households.events import drafting
from dixian.registry.households.events.drafting import Home, home_of
from dixian.registry.households.events.event import Event, Named, Told
from dixian.registry.households.events.families import Families
from dixian.registry.households.events.pending import Pending
from dixian.registry.households.events.rules import OTHER, relation_of_child, relation_of_spouse, wrong_day
from dixian.registry.households.importing.known import Around, KnownPerson
from dixian.registry.households.importing.places import Places

ENDINGS = {EventKind.DEATH: EndCause.DEATH, EventKind.MOVE_OUT: EndCause.MOVED_AWAY}


def read_events(events: Sequence[Event]) -> list[Told]:
    """What follows from each, by row. A few queries, however many they are; events of one file belong together."""
    reader = _Reader(events)
    # Whoever heads a new household comes before those who come into it.
    told = [reader.told(event) for event in sorted(events, key=lambda one: (not one.self_headed, one.row))]
    return sorted(told, key=lambda one: one.event.row)


class _Reader:
    def __init__(self, events: Sequence[Event]) -> None:
        named = [one.number for event in events for one in (event.who, event.home) if one.number]
        self._around = Around(
            ids={event.person for event in events if event.person},
            indexes={blind(number, "id") for number in named},
        )
        self._pending = Pending(persons=self._around.people, households=self._around.homes_by_id)
        self._places = Places()
        self._today = clock.today()
        self._seen: dict[tuple[object, ...], int] = {}
        self._families = Families(events, self._around)

    def told(self, event: Event) -> Told:
        """What follows from one event, given those before it."""
        if why := wrong_day(event.on, self._today):
            return Told(event, reason=why)
        if event.kind in ENDINGS or event.kind == EventKind.BIRTH:
            return self._of_known(event)
        if (row := self._families.moved_by(event)) is not None:
            return _needless(event, f"随第 {row} 行整户换村")
        if not (event.home or event.village):
            return self._staying(event)
        return self._coming(event, *self._home_of(event))

    def _of_known(self, event: Event) -> Told:
        one = self._anchor(event)
        if one is None:
            return Told(event, reason="不在户档案中")
        return self._birth(event, one) if event.kind == EventKind.BIRTH else self._ending(event, one)

    def _anchor(self, event: Event) -> KnownPerson | None:
        return self._around.people[event.person] if event.person else None

    def _ending(self, event: Event, one: KnownPerson) -> Told:
        if event.found != "who":
            return Told(event, reason="在册的人里没有要注销的人")
        if one.valid_to is not None:
            cause = EndCause(one.end_cause).label if one.end_cause else "注销"
            return _needless(event, f"此人已于 {one.valid_to} 注销（{cause}）")
        if one.birth and one.birth > event.on:
            return Told(event, reason=f"日期 {event.on} 早于此人的出生日期")
        if said := self._before(event, ("end", one.id), self._pending.ends.get(one.id)):
            return _needless(event, said)
        draft = drafting.ending(event, one, ENDINGS[event.kind])
        return Told(event, [draft], frozenset({one.village}))

    def _birth(self, event: Event, parent: KnownPerson) -> Told:
        if parent.valid_to is not None:
            return Told(event, reason="父母或户主已注销，不知新生儿登记在哪一户")
        home = self._around.homes_by_id[parent.household]
        relation = relation_word(event.relation) or relation_of_child(parent.relation, event.sex)
        return self._coming(event, home_of(home), relation)

    def _staying(self, event: Event) -> Told:
        """Nobody changes the household: a marriage or divorce is not in the register, a move leads somewhere."""
        if event.kind == EventKind.MOVE_IN:
            return Told(event, reason="没有写迁入哪一户、哪个村")
        return _needless(event, "没有写迁户；户档案不登记婚姻状况")

    def _home_of(self, event: Event) -> tuple[Home | None, str]:
        """The household somebody comes into, and what they are to its head; None where the register has none."""
        relation = relation_word(event.relation)
        if founded := self._families.founded(event):
            return founded, relation or OTHER
        at_home = self._anchor(event) if event.found == "home" else self._named(event.home)
        if at_home is None or at_home.valid_to is not None or self._is_who(at_home, event):
            return None, ""
        if event.kind == EventKind.MARRIAGE:
            relation = relation or relation_of_spouse(at_home.relation)
        return home_of(self._around.homes_by_id[at_home.household]), relation or OTHER

    def _coming(self, event: Event, home: Home | None, relation: str) -> Told:
        if home is None:
            return self._own_household(event)
        who, known = event.who, self._known(event)
        if said := self._unfit(event, known):
            return Told(event, reason=said)
        if self._lives_in(home, known, event):
            return _needless(event, "此人已在这一户")
        key = (home.uid, name_key(known.name if known else who.name))
        proposed = self._pending.comes.get(key) or self._pending.new.get(who.number)
        if said := self._before(event, ("come", *key), proposed):
            return _needless(event, said)
        draft = drafting.coming(event, home, relation, known, self._around)
        villages = {home.village} | ({known.village} if known and known.valid_to is None else set())
        return Told(event, [draft], frozenset(villages))

    def _unfit(self, event: Event, known: KnownPerson | None) -> str:
        """Why this person can't be entered anywhere, "" where they can."""
        who, born = event.who, event.kind == EventKind.BIRTH
        if known is None:
            if not who.number:
                return "" if born else "不在册的人没有写证件号码，不能登记"
            return "" if drafting.is_number(who.number) else "不在册的人证件号码有误，不能登记"
        if known.id != event.person and name_key(known.name) != name_key(who.name):
            return "证件号码在户档案中是另一人的"
        if (
            born
            and known.valid_to is None
            and known.household != self._around.people[event.person or 0].household
        ):
            return "此人已登记在另一户，核对后在户页面上办理换户"
        return ""

    def _own_household(self, event: Event) -> Told:
        """Somebody comes, or moves, into a household of their own in the village that is named."""
        known = self._known(event)
        if event.home and not event.self_headed and not (known and self._names(event.home, known)):
            return Told(event, reason="在册的人里没有要迁入的户，不知迁入哪一户")
        try:
            village = self._village(event)
        except CellProblem as problem:
            return Told(event, reason=f"看不出迁入哪个村：{mask_numbers(problem.message)}")
        if village is None:
            return Told(event, reason="没有写迁入哪个村")
        if said := self._unfit(event, known):
            return Told(event, reason=said)
        lives = known if known is not None and known.valid_to is None else None
        if lives and lives.village == village:
            return _needless(event, f"此人已在{self._places.names[village]}")
        key = ("own", known.id if known else event.who.number)
        if said := self._before(event, key, self._pending.new.get(event.who.number)):
            return _needless(event, said)
        villages = frozenset({village} | ({lives.village} if lives else set()))
        left = self._around.homes_by_id[known.household] if known else None
        if left and self._families.whole(event, known):
            self._families.moved(left.id, event.row)
            return Told(event, [drafting.moving(event, left, village)], villages)
        made, home = drafting.new_household(event, known.name if known else event.who.name, village, left)
        self._families.found(event.who.number, home)
        return Told(event, [made, drafting.coming(event, home, HEAD, known, self._around)], villages)

    def _village(self, event: Event) -> int | None:
        """The one that is named, None where none is. Raises CellProblem where the county has none, or several, of that name."""
        return self._places.find(event.township, event.village) if event.village else None

    def _known(self, event: Event) -> KnownPerson | None:
        """Whom the register has, or had, of the one it happened to; alive before ended."""
        if event.kind != EventKind.BIRTH and event.found == "who":
            return self._anchor(event)
        found = self._owners(event.who.number)
        return found[0] if found else None

    def _named(self, who: Named) -> KnownPerson | None:
        """The one living person with this number, whose name agrees."""
        found = [one for one in self._owners(who.number) if one.valid_to is None]
        return next((one for one in found if not who.name or name_key(one.name) == name_key(who.name)), None)

    def _owners(self, number: str) -> list[KnownPerson]:
        owners = self._around.by_index.get(blind(number, "id"), []) if number else []
        return sorted(owners, key=lambda one: (one.valid_to is not None, one.id))

    def _is_who(self, one: KnownPerson, event: Event) -> bool:
        return event.found == "who" and one.id == event.person

    def _names(self, who: Named, one: KnownPerson) -> bool:
        if who.number and one.id_index:
            return blind(who.number, "id") == one.id_index
        return name_key(who.name) == name_key(one.name)

    def _lives_in(self, home: Home, known: KnownPerson | None, event: Event) -> bool:
        if known is not None:
            return known.valid_to is None and known.household == home.id
        key = name_key(event.who.name)
        of_the_name = [one for one in self._around.living.get(home.id or 0, []) if one.name_key == key]
        if event.who.number:
            return any(one.id_index is None for one in of_the_name)
        return any(event.kind != EventKind.BIRTH or one.birth in (None, event.on) for one in of_the_name)

    def _before(self, event: Event, key: tuple[object, ...], proposed: str | None) -> str:
        """Why this is no news: proposed already, or said by an earlier row of the file."""
        if proposed:
            return f"已经提请，等待审批（{proposed}）"
        first = self._seen.setdefault(key, event.row)
        return f"与第 {first} 行是同一件事" if first != event.row else ""


def _needless(event: Event, reason: str) -> Told:
    return Told(event, needless=True, reason=reason)
