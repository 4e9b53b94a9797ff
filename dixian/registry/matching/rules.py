"""The rules by which one row is placed, in the order they are tried. Plain values in and out.

A row is placed by itself only where exactly one person fits and two things agree: the number, as it stands or
by one named repair, and the name. Everything less waits for a person's decision.
"""

from collections.abc import Sequence

from dixian.registry.matching.bins import AMBIGUOUS, LINKED, REJECTED, REPAIRED, STRANGER, Match
from dixian.registry.matching.candidates import Asked, best, near
from dixian.registry.matching.edits import slip
from dixian.registry.matching.names import FORMERLY, SAME, key_of, likeness
from dixian.registry.matching.numbers import KEPT, fits_kept, is_possible
from dixian.registry.matching.register import Register

FAMILY = "用了家人的号码，姓名是同户的另一人"


def place(asked: Asked, register: Register) -> Match:
    """The bin of one row, with the reason."""
    if not asked.number.given:
        return _by_name_alone(asked, register)
    owners = register.owners(asked.number.text) if asked.number.text else []
    if owners:
        return _owned(asked, owners, register)
    namesakes = register.named(asked.names)
    return _repaired(asked, namesakes, register) or _unknown(asked, namesakes, register)


def _by_name_alone(asked: Asked, register: Register) -> Match:
    if not asked.names:
        return Match(REJECTED, "", "姓名和证件号码都没有填")
    namesakes = register.named(asked.names)
    if not namesakes:
        alike = _neighbours_alike(asked, register)
        if not alike:
            return Match(STRANGER, "", "没有证件号码，户档案中没有这个姓名")
        return _desk("没有证件号码，同村有姓名同音的人", asked, alike, register)
    return _desk(f"没有证件号码，户档案中有 {len(namesakes)} 人叫这个姓名", asked, namesakes, register)


def _owned(asked: Asked, owners: Sequence[int], register: Register) -> Match:
    """The number is somebody's: by name one of its owners, or one of their household, or written otherwise."""
    if not asked.names:
        if len(owners) == 1:
            return _placed(asked, owners[0], register, "只有证件号码，号码一致")
        return _desk(f"没有姓名，{len(owners)} 人登记了这个证件号码", asked, owners, register)
    named = [at for at in owners if key_of(register.residents[at].name) == asked.names[0]]
    if len(named) == 1:
        return _placed(asked, named[0], register, "证件号码和姓名都一致")
    if named:
        return _desk(f"户档案中有 {len(named)} 人登记了这个姓名和证件号码", asked, owners, register)
    namesakes = register.named(asked.names)
    homes = {register.residents[at].household for at in owners} - {""}
    family = [at for at in namesakes if register.residents[at].household in homes and at not in owners]
    if len(family) == 1:
        return _mended(family[0], register, *asked.number.how, FAMILY)
    if not family and len(owners) == 1 and (alike := _alike(asked, owners[0], namesakes, register)):
        return _mended(owners[0], register, *asked.number.how, f"证件号码一致，{alike}")
    return _desk("证件号码一致，姓名不一致", asked, [*owners, *namesakes], register)


def _alike(asked: Asked, owner: int, namesakes: Sequence[int], register: Register) -> str:
    if owner in namesakes:
        return FORMERLY
    true = key_of(register.residents[owner].name)
    return next((found for name in asked.names if (found := likeness(name, true)) not in ("", SAME)), "")


def _repaired(asked: Asked, namesakes: Sequence[int], register: Register) -> Match | None:
    """The number is nobody's: one namesake, and only one, whose number it was before one slip."""
    number = asked.number
    if len(number.kept) == KEPT:
        kept = [at for at in namesakes if fits_kept(register.numbers[at], number.kept)]
        if kept:
            return _only(kept, asked, register, "证件号码末几位被 Excel 破坏，前 15 位和姓名一致")
        if not is_possible(number.text):
            return None
    slips = {at: found for at in namesakes if (found := slip(number.text, register.numbers[at]))}
    # Between two possible numbers lies a person, not a slip: siblings have neighbouring numbers.
    if is_possible(number.text):
        slips = {at: found for at, found in slips.items() if not is_possible(register.numbers[at])}
        said = "姓名一致；户档案中的证件号码{}，请更正户档案"
    else:
        said = "姓名一致，证件号码{}"
    if not slips:
        return None
    return _only(list(slips), asked, register, said.format(next(iter(slips.values()))))


def _only(found: Sequence[int], asked: Asked, register: Register, reason: str) -> Match:
    persons = {register.residents[at].person for at in found}
    if len(persons) == 1:
        return _mended(found[0], register, *asked.number.how, reason)
    return _desk(f"{reason}，但有 {len(persons)} 人都符合", asked, found, register)


def _unknown(asked: Asked, namesakes: Sequence[int], register: Register) -> Match:
    """A possible number that nobody has is a stranger's; an impossible one may be anybody's of this name."""
    if asked.number.text and not asked.number.kept and is_possible(asked.number.text):
        fits = [at for at in namesakes if _may_be(asked, at, register)]
        if not fits:
            return Match(STRANGER, "", "户档案中没有这个证件号码")
        return _desk("户档案中没有这个证件号码，有同名且出生日期或住址相符的人", asked, fits, register)
    what = "证件号码被 Excel 破坏" if asked.number.kept else "证件号码有误"
    found = [*namesakes, *near(asked, register)] or _neighbours_alike(asked, register)
    if not found:
        return Match(REJECTED, "", f"{what}，户档案中没有相近的人，请核对证件后重报")
    return _desk(f"{what}，不能确定是谁", asked, found, register)


def _neighbours_alike(asked: Asked, register: Register) -> list[int]:
    """Whose name sounds the same, in the village or household the row names."""

    def at_home(at: int) -> bool:
        resident = register.residents[at]
        return resident.village == asked.village if asked.village else resident.household == asked.household

    if not (asked.village or asked.household):
        return []
    return [at for at in register.sounding(asked.names) if at_home(at)]


def _may_be(asked: Asked, at: int, register: Register) -> bool:
    """Of the same name, and born the same day, or without a number and of the same village."""
    number, resident = register.numbers[at], register.residents[at]
    if number:
        return number[6:14] == asked.number.text[6:14]
    return not asked.village or resident.village == asked.village


def _placed(asked: Asked, at: int, register: Register, reason: str) -> Match:
    if asked.number.how:
        return _mended(at, register, *asked.number.how, reason)
    return Match(LINKED, register.residents[at].person, reason)


def _mended(at: int, register: Register, *reasons: str) -> Match:
    return Match(REPAIRED, register.residents[at].person, "；".join(reasons))


def _desk(reason: str, asked: Asked, found: Sequence[int], register: Register) -> Match:
    return Match(AMBIGUOUS, "", reason, best(asked, found, register))
