"""Events beside the register as it is now: which changes follow. Nothing here writes.

What the register says already yields nothing; what it can't know yields nothing either, and says what is missing.
"""

from collections.abc import Sequence

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.kernel.text import name_key
from dixian.foundation.vault.blind import blind
from dixian.registry.households.changes.rules import relation_word
from dixian.registry.households.enums import EndCause, EventKind
from dixian.registry.households.events import drafting
from dixian.registry.households.events.event import Event, Named, Told
from dixian.registry.households.events.pending import Pending
from dixian.registry.households.events.rules import OTHER, relation_of_child, relation_of_spouse, wrong_day
from dixian.registry.households.importing.known import Around, KnownHousehold, KnownPerson
from dixian.registry.households.importing.places import Places

ENDINGS = {EventKind.DEATH: EndCause.DEATH, EventKind.MOVE_OUT: EndCause.MOVED_AWAY}


def read_events(events: Sequence[Event]) -> list[Told]:
    """What follows from each, in order. A few queries, however many they are; events of one file belong together."""
    reader = _Reader(events)
    return [reader.told(event) for event in events]


class _Reader:
    def __init__(self, events: Sequence[Event]) -> None:
        named = [one.number for event in events for one in (event.who, event.home) if one.number]
        self._around = Around(
            ids={event.person for event in events}, indexes={blind(number, "id") for number in named}
        )
        self._pending = Pending(persons=self._around.people, households=self._around.homes_by_id)
        self._places = Places()
        self._today = clock.today()
        self._seen: dict[tuple[object, ...], int] = {}

    def told(self, event: Event) -> Told:
        """What follows from one event, given those before it."""
        if why := wrong_day(event.on, self._today):
            return Told(event, reason=why)
        if event.kind in ENDINGS:
            return self._ending(event)
        if event.kind == EventKind.BIRTH:
            return self._birth(event)
        if not (event.home or event.village):
            return self._staying(event)
        return self._coming(event, *self._home_of(event))

    def _ending(self, event: Event) -> Told:
        one = self._around.people[event.person]
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

    def _birth(self, event: Event) -> Told:
        parent = self._around.people[event.person]
        if parent.valid_to is not None:
            return Told(event, reason="父母或户主已注销，不知新生儿登记在哪一户")
        home = self._around.homes_by_id[parent.household]
        relation = relation_word(event.relation) or relation_of_child(parent.relation, event.sex)
        return self._coming(event, home, relation)

    def _staying(self, event: Event) -> Told:
        """Nobody changes the household: a marriage or divorce is not in the register, a move leads somewhere."""
        if event.kind == EventKind.MOVE_IN:
            return Told(event, reason="没有写迁入哪一户、哪个村")
        return _needless(event, "没有写迁户；户档案不登记婚姻状况")

    def _home_of(self, event: Event) -> tuple[KnownHousehold | None, str]:
        """The household somebody comes into, and what they are to its head; None where it can't be told."""
        at_home = self._around.people[event.person] if event.found == "home" else self._named(event.home)
        if at_home is None or at_home.valid_to is not None or self._is_who(at_home, event):
            return None, ""
        home = self._around.homes_by_id[at_home.household]
        if event.relation:
            return home, relation_word(event.relation)
        return home, relation_of_spouse(at_home.relation) if event.kind == EventKind.MARRIAGE else OTHER

    def _coming(self, event: Event, home: KnownHousehold | None, relation: str) -> Told:
        if home is None:
            return self._own_household(event)
        who, known = event.who, self._known(event)
        if known is None and event.kind != EventKind.BIRTH and not who.number:
            return Told(event, reason="不在册的人没有写证件号码，不能登记")
        if known is not None and known.id != event.person and name_key(known.name) != name_key(who.name):
            return Told(event, reason="证件号码在户档案中是另一人的")
        if self._lives_in(home, known, event):
            return _needless(event, "此人已在这一户")
        key = (str(home.uid), name_key(known.name if known else who.name))
        if said := self._before(event, ("come", *key), self._pending.comes.get(key)):
            return _needless(event, said)
        if known is None and who.number and not drafting.is_number(who.number):
            return Told(event, reason="不在册的人证件号码有误，不能登记")
        if known is not None and known.valid_to is None and event.kind == EventKind.BIRTH:
            return Told(event, reason="此人已登记在另一户，核对后在户页面上办理换户")
        draft = drafting.coming(event, home, relation, known, self._around)
        villages = {home.village} | ({known.village} if known and known.valid_to is None else set())
        return Told(event, [draft], frozenset(villages))

    def _own_household(self, event: Event) -> Told:
        """Somebody known comes back, or moves, into a household of their own in the village that is named."""
        known = self._known(event)
        if event.home and not (known and self._names(event.home, known)):
            return Told(event, reason="在册的人里没有要迁入的户，不知迁入哪一户")
        if known is None:
            return Told(event, reason="此人不在户档案中，立新户用导入文件办理")
        village = self._village(event)
        if village is None:
            return Told(event, reason=f"看不出迁入哪个村（{event.township}{event.village}）")
        if known.valid_to is None and known.village == village:
            return _needless(event, f"此人已在{self._places.names[village]}")
        if said := self._before(event, ("own", known.id), None):
            return _needless(event, said)
        made, moves = drafting.own_household(event, known, village, self._around)
        villages = {village} | ({known.village} if known.valid_to is None else set())
        return Told(event, [made, moves], frozenset(villages))

    def _village(self, event: Event) -> int | None:
        try:
            return self._places.find(event.township, event.village) if event.village else None
        except CellProblem:
            return None

    def _known(self, event: Event) -> KnownPerson | None:
        """Whom the register has, or had, of the one it happened to; alive before ended."""
        if event.kind != EventKind.BIRTH and event.found == "who":
            return self._around.people[event.person]
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

    def _lives_in(self, home: KnownHousehold, known: KnownPerson | None, event: Event) -> bool:
        if known is not None:
            return known.valid_to is None and known.household == home.id
        key = name_key(event.who.name)
        of_the_name = [one for one in self._around.living.get(home.id, []) if one.name_key == key]
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
