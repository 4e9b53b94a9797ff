"""What people, forms and spreadsheets make of a name and a number. One function per kind of dirt.

Each takes a person and chance and gives (name, number) as a cell holds them, or None where this person can't
have it: a number without X has no small x.
"""

import random
from collections.abc import Callable

from dixian.foundation.kernel.idnumber import check_digit
from dixian.simulation.world.characters import RARE, SHAPES, SOUNDS, SPELLED
from dixian.simulation.world.people import Villager

Cells = tuple[str, object]
Dirt = Callable[[Villager, random.Random], Cells | None]


def clean(person: Villager, chance: random.Random) -> Cells | None:
    """As it should be."""
    return person.name, person.id_number


def lower_x(person: Villager, chance: random.Random) -> Cells | None:
    """…x for …X."""
    return (person.name, person.id_number.lower()) if person.id_number.endswith("X") else None


def blanks(person: Villager, chance: random.Random) -> Cells | None:
    """Blanks in the number, in the name, or in both."""
    number, name = person.id_number, person.name
    blank = chance.choice((" ", "\u3000", "\u00a0", "\t"))
    number = chance.choice(
        (blank + number, number + blank, f"{number[:6]} {number[6:14]} {number[14:]}", "'" + number)
    )
    return chance.choice(((name, number), (blank.join(name), person.id_number), (name + blank, number)))


def full_width(person: Villager, chance: random.Random) -> Cells | None:
    """Digits of an input method left in full width."""
    return person.name, "".join(chr(ord(char) + 0xFEE0) for char in person.id_number)


def letters(person: Villager, chance: random.Random) -> Cells | None:
    """O for 0, I or l for 1."""
    found = [place for place, char in enumerate(person.id_number[:17]) if char in "01"]
    chosen = set(chance.sample(found, min(len(found), chance.randint(1, 3))))
    as_letter = {"0": "Oo", "1": "Il"}
    typed = (
        chance.choice(as_letter[char]) if place in chosen else char
        for place, char in enumerate(person.id_number)
    )
    return (person.name, "".join(typed)) if found else None


def fifteen(person: Villager, chance: random.Random) -> Cells | None:
    """The number as it was before 1999."""
    number = person.id_number
    return (person.name, number[:6] + number[8:17]) if number[6:8] == "19" else None


def card(person: Villager, chance: random.Random) -> Cells | None:
    """A disability card: the number, class, level, perhaps B1 of a second issue."""
    return (
        person.name,
        f"{person.id_number}{chance.randint(1, 7)}{chance.randint(1, 4)}{chance.choice(('', '', 'B1'))}",
    )


def wrong_digit(person: Villager, chance: random.Random) -> Cells | None:
    """One digit is another."""
    return person.name, wrong_number(person.id_number, chance)


def missing_digit(person: Villager, chance: random.Random) -> Cells | None:
    """One digit left out."""
    place = chance.randrange(18)
    return person.name, person.id_number[:place] + person.id_number[place + 1 :]


def extra_digit(person: Villager, chance: random.Random) -> Cells | None:
    """One digit too many, most often one typed twice."""
    place = chance.randrange(17)
    digit = person.id_number[place] if chance.random() < 0.6 else chance.choice("0123456789")
    return person.name, person.id_number[:place] + digit + person.id_number[place:]


def swapped(person: Villager, chance: random.Random) -> Cells | None:
    """Two digits in each other's place, most often neighbours."""
    number = person.id_number
    one = chance.randrange(16)
    two = one + 1 if chance.random() < 0.8 else chance.randrange(one + 1, 17)
    if number[one] == number[two]:
        return None
    return person.name, number[:one] + number[two] + number[one + 1 : two] + number[one] + number[two + 1 :]


def noughts(person: Villager, chance: random.Random) -> Cells | None:
    """Excel took it for a number: …000."""
    return None if _is_text(person) else (person.name, person.id_number[:15] + "000")


def eights(person: Villager, chance: random.Random) -> Cells | None:
    """The same, through a reader that invents digits: …008 or another multiple of 32."""
    return None if _is_text(person) else (person.name, str(int(float(person.id_number[:15] + "000"))))


def as_float(person: Villager, chance: random.Random) -> Cells | None:
    """The same, as a numeric cell."""
    return None if _is_text(person) else (person.name, float(person.id_number[:15] + "000"))


def scientific(person: Villager, chance: random.Random) -> Cells | None:
    """2.31226E+17, saved as text."""
    return None if _is_text(person) else (person.name, f"{int(person.id_number):.5E}")


def spelled(person: Villager, chance: random.Random) -> Cells | None:
    """A rare character that could not be typed, in pinyin."""
    if not any(char in RARE for char in person.name):
        return None
    return "".join(SPELLED.get(char, char) for char in person.name), person.id_number


def sound(person: Villager, chance: random.Random) -> Cells | None:
    """One character that sounds the same."""
    name = _sounding(person.name, chance)
    return (name, person.id_number) if name else None


def shape(person: Villager, chance: random.Random) -> Cells | None:
    """One character that looks the same."""
    places = [place for place, char in enumerate(person.name) if place and char in SHAPES]
    if not places:
        return None
    place = chance.choice(places)
    return person.name[:place] + SHAPES[person.name[place]] + person.name[place + 1 :], person.id_number


def no_number(person: Villager, chance: random.Random) -> Cells | None:
    """The cell is empty, or says so."""
    return person.name, chance.choice(("", "", "无", "不详"))


def nickname(person: Villager, chance: random.Random) -> Cells | None:
    """The name they are called by, which is none of the register."""
    return person.name[0] + chance.choice(("小二", "老三", "大宝", "四丫", "铁柱")), person.id_number


def twice(person: Villager, chance: random.Random) -> Cells | None:
    """A wrong digit and a homophone in one row."""
    name = _sounding(person.name, chance)
    return (name, wrong_number(person.id_number, chance)) if name else None


def stranger(person: Villager, chance: random.Random) -> Cells:
    """Somebody of elsewhere who bears this name; the caller makes sure of the number."""
    first17 = f"{chance.choice(('110105', '230102', '231226'))}{chance.randint(1940, 2019)}" + (
        f"{chance.randint(1, 12):02}{chance.randint(1, 28):02}{chance.randrange(1000):03}"
    )
    return person.name, first17 + check_digit(first17)


def sibling(person: Villager, chance: random.Random) -> Cells:
    """A twin who is in no register: the next number, another name of the family."""
    sequence = (int(person.id_number[14:17]) + chance.choice((1, 2, 3))) % 1000
    first17 = f"{person.id_number[:14]}{sequence:03}"
    return person.name[:-1] + chance.choice("强刚丽艳军红"), first17 + check_digit(first17)


def wrong_number(number: str, chance: random.Random) -> str:
    """The number with one digit that is another."""
    place = chance.randrange(18)
    others = [digit for digit in "0123456789" if digit != number[place]]
    return number[:place] + chance.choice(others) + number[place + 1 :]


def _sounding(name: str, chance: random.Random) -> str:
    ways = [
        name[:place] + other + name[place + 1 :]
        for place, char in enumerate(name)
        for group in SOUNDS
        if char in group
        for other in group
        if other != char
    ]
    return chance.choice(ways) if ways else ""


def _is_text(person: Villager) -> bool:
    return person.id_number.endswith("X")
