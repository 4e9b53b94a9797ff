"""The rules by which one row is placed, in the order they are tried. Plain values in and out.

A row is placed by itself only where exactly one person fits and two things agree: the number, as it stands or
by one named repair, and the name. Everything less waits for a person's decision.
"""

from collections.abc import Iterable, Sequence

from dixian.foundation.kernel.idnumber import LENGTH
from dixian.registry.matching.bins import AGREED, AMBIGUOUS, LINKED, REJECTED, REPAIRED, STRANGER, Match
from dixian.registry.matching.candidates import Asked, best, near
from dixian.registry.matching.edits import slip
from dixian.registry.matching.listed import Listed, bears
from dixian.registry.matching.masked import told
from dixian.registry.matching.names import FORMERLY, SAME, key_of, likeness
from dixian.registry.matching.namesakes import (
    DAY,
    HOUSEHOLD,
    NONE,
    TAIL,
    VILLAGE,
    Namesakes,
    kept_of,
    slipped,
)
from dixian.registry.matching.numbers import OLD, TOO_YOUNG, Number, is_possible, of_this_century, read_number
from dixian.registry.matching.register import LookUp
from dixian.registry.matching.sexes import contradicts

NOBODY = Namesakes()
NOTHING_GIVEN, NOBODY_NEAR = "姓名和证件号码都没有填", "户档案中没有相近的人"
FAMILY = "用了家人的号码，姓名是同户的另一人"
OTHER_SEX = "但填的性别和这个人的不符，不能确定是谁"
TWO_PEOPLE = "姓名是户主等人的，证件号码是同户另一人的，不能确定说的是谁"


def place(asked: Asked, register: LookUp) -> Match:
    """The bin of one row, with the reason."""
    number = asked.number
    if not number.given:
        return _by_name_alone(asked, register)
    owners = register.owners(number.text) if number.text else []
    if owners:
        return _owned(asked, owners, register)
    namesakes = register.named(asked.names)
    if number.seen:
        return _unreadable(asked, namesakes, register)
    if number.how and (young := of_this_century(number)):
        return _unreadable(asked._replace(number=young), namesakes, register)
    if number.kept and (kept := kept_of(number.kept, namesakes)):
        return _only(kept, asked, "证件号码末几位被 Excel 破坏，前 15 位和姓名一致", register)
    close = slipped(number.text, namesakes)
    possible = is_possible(number.text)
    if found := _repaired(asked, close, register, possible=possible):
        return found
    if possible and not number.kept:
        return _nobodys(asked, namesakes, close, register)
    return _unreadable(asked, namesakes, register)


def _by_name_alone(asked: Asked, register: LookUp) -> Match:
    if not asked.names:
        return Match(REJECTED, "", NOTHING_GIVEN)
    if read_number(asked.names[0]).text:
        return Match(REJECTED, "", "姓名一栏填的是号码，证件号码一栏没有号码，请核对这两栏")
    namesakes = register.named(asked.names)
    if not namesakes:
        alike = _neighbours_alike(asked, register)
        if not alike:
            return Match(STRANGER, "", "没有证件号码，户档案中没有这个姓名")
        return _desk("没有证件号码，同村有姓名同音的人", asked, register, alike)
    return _desk(f"没有证件号码，户档案中有 {len(namesakes)} 人叫这个姓名", asked, register, (), namesakes)


def _owned(asked: Asked, owners: Sequence[Listed], register: LookUp) -> Match:
    """The number is somebody's: by name one of its owners, or one of their household, or written otherwise."""
    if not asked.names:
        # Noughts at the end may be all a spreadsheet left of another's number.
        if len(owners) == 1 and not asked.number.kept:
            return placed(asked.number, owners[0], "只有证件号码，号码一致")
        return _desk(f"没有姓名，{len(owners)} 人登记了这个证件号码", asked, register, owners)
    named = [one for one in owners if key_of(one.name) == asked.names[0]]
    if len(named) == 1:
        return placed(asked.number, named[0], AGREED)
    if named:
        return _desk(f"户档案中有 {len(named)} 人登记了这个姓名和证件号码", asked, register, owners)
    namesakes = register.named(asked.names)
    homes = {one.household for one in owners} - {""}
    family = [one for home in homes for one in namesakes.where(HOUSEHOLD, home) if one not in owners]
    alike = _alike(asked, owners[0], namesakes) if len(owners) == 1 else ""
    if family and asked.of_another:
        return _desk(TWO_PEOPLE, asked, register, [*owners, *family])
    if len(family) == 1 and not _theirs(asked, owners):
        return _likely(family[0], FAMILY, asked, register, [*owners, *family])
    kin = [] if family or alike == FORMERLY else _kin(asked, owners, homes, register)
    if alike and not (family or kin):
        return _likely(owners[0], f"证件号码一致，{alike}", asked, register, owners)
    said = f"{alike}，不能确定是谁" if alike else "姓名不一致"
    return _desk(f"证件号码一致，{said}", asked, register, [*owners, *kin], namesakes)


def _theirs(asked: Asked, owners: Sequence[Listed]) -> bool:
    """Whether the name may be one of the owners', written otherwise or given up."""
    return any(likeness(asked.names[0], key_of(one.name)) or bears(one, asked.names) for one in owners)


def _kin(asked: Asked, owners: Sequence[Listed], homes: Iterable[str], register: LookUp) -> list[Listed]:
    """Who of the owners' families may bear the name as well, written otherwise."""
    return [
        one
        for home in homes
        for one in register.family(home)
        if one not in owners and any(likeness(name, key_of(one.name)) for name in asked.names)
    ]


def _alike(asked: Asked, owner: Listed, namesakes: Namesakes) -> str:
    """How the name can be the owner's; not where somebody next door bears it as it is written."""
    if bears(owner, asked.names):
        return FORMERLY
    true = key_of(owner.name)
    found = next((found for name in asked.names if (found := likeness(name, true)) not in ("", SAME)), "")
    return "" if found and owner.village and namesakes.where(VILLAGE, owner.village) else found


def _repaired(asked: Asked, close: Sequence[Listed], register: LookUp, *, possible: bool) -> Match | None:
    """The number is nobody's: one namesake, and only one, whose number it was before one slip."""
    number, said = asked.number, "姓名一致，证件号码{}"
    found = [one for one in register.flawed(asked.names) if slip(number.text, one.number)]
    # Between two possible numbers lies a person, not a slip: siblings have neighbouring numbers.
    if possible:
        said = "姓名一致；户档案中的证件号码{}，请更正户档案"
    else:
        found += close
    if not found:
        return None
    found.sort()
    return _only(found, asked, said.format(slip(number.text, found[0].number)), register)


def _only(found: Sequence[Listed], asked: Asked, reason: str, register: LookUp) -> Match:
    persons = {one.person for one in found}
    if len(persons) == 1:
        return _likely(found[0], reason, asked, register, found)
    return _desk(f"{reason}，但有 {len(persons)} 人都符合", asked, register, found)


def _nobodys(asked: Asked, namesakes: Namesakes, close: list[Listed], register: LookUp) -> Match:
    """A possible number that nobody has is a stranger's, unless a namesake may be meant."""
    fits = _born_alike(asked, namesakes) + close
    if not fits:
        return Match(STRANGER, "", "户档案中没有这个证件号码")
    return _desk("户档案中没有这个证件号码，有同名且出生日期或住址相符的人", asked, register, fits)


def _unreadable(asked: Asked, namesakes: Namesakes, register: LookUp) -> Match:
    """An impossible number may be anybody's of this name."""
    what = "证件号码有误"
    if kept := asked.number.kept:
        what = f"证件号码被 Excel 破坏，末 {LENGTH - len(kept)} 位已丢失"
    if TOO_YOUNG in asked.number.how:
        what = TOO_YOUNG
    if asked.number.piece:
        what = f"证件号码不完整，只有 {len(asked.number.piece)} 位"
    if seen := asked.number.seen:
        what = f"证件号码被遮盖，{told(seen)}"
    found = near(asked, register) or ([] if namesakes else _neighbours_alike(asked, register))
    if not (found or namesakes):
        return Match(REJECTED, "", f"{what}，{NOBODY_NEAR}，请核对证件后重报")
    return _desk(f"{what}，不能确定是谁", asked, register, found, namesakes)


def _neighbours_alike(asked: Asked, register: LookUp) -> list[Listed]:
    """Whose name sounds the same, in the village or household the row names."""

    def at_home(one: Listed) -> bool:
        return one.village == asked.village if asked.village else one.household == asked.household

    if not (asked.village or asked.household):
        return []
    return [one for one in register.sounding(asked.names) if at_home(one)]


def _born_alike(asked: Asked, namesakes: Namesakes) -> list[Listed]:
    """Of the same name, and born the same day; or without a number and of the same village."""
    written = asked.number.text
    if OLD in asked.number.how:
        # The date itself may be written wrong, and the check character was reckoned from whatever digits stood there.
        return [
            one for one in namesakes if _may_be(asked, one) or slip(written, one.number[:17] + written[17])
        ]
    some = namesakes.having(written[DAY:TAIL], DAY) + namesakes.having(NONE, DAY)
    return [one for one in some if _may_be(asked, one)]


def _may_be(asked: Asked, one: Listed) -> bool:
    if not one.number:
        return not asked.village or one.village == asked.village
    return one.number[6:14] == asked.number.text[6:14]


def placed(number: Number, one: Listed, reason: str) -> Match:
    """Put on somebody as the row has it: linked, or repaired where the number had to be mended to be read."""
    if number.how:
        return _mended(one, *number.how, reason)
    return Match(LINKED, one.person, reason)


def _likely(one: Listed, reason: str, asked: Asked, register: LookUp, found: Sequence[Listed]) -> Match:
    """Put on somebody by one repair; what the row says of their sex must not be against it."""
    if contradicts(asked.sex, one.number):
        return _desk(f"{reason}；{OTHER_SEX}", asked, register, found)
    return _mended(one, *asked.number.how, reason)


def _mended(one: Listed, *reasons: str) -> Match:
    return Match(REPAIRED, one.person, "；".join(reasons))


def _desk(
    reason: str, asked: Asked, register: LookUp, found: Sequence[Listed], namesakes: Namesakes = NOBODY
) -> Match:
    return Match(AMBIGUOUS, "", reason, best(asked, found, namesakes, register))
