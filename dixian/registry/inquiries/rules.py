"""What a post is told of a row. Plain values in and out.

Within its scope a post is told everything. Of a person beyond it only this: that they are in the county's register,
and only where the row gives their number and their name, both right. So a township learns to whom a row is to be
passed on and who is in no register, and nobody learns what they had not known: not the township or village, not
that a number is somebody's, not how a wrong number or name is to be mended. Everything else is answered as if the
register held nobody but those within the scope.

What is left is trying: whoever knows a name and a day of birth could send every number there can be and see which
one agrees. A list that tries numbers for a name is known by its rows (`guesses`), and is told nothing beyond the scope;
nor is one of many lists that try a few each (`trying`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from dixian.foundation.vault.blind import blind
from dixian.registry.matching.api import (
    AMBIGUOUS,
    LINKED,
    Match,
    Number,
    Row,
    read_number,
    swapped,
    written_key,
)

ELSEWHERE = "在本县户档案中，不在您的范围"
SOMEBODY_ELSE = "您的范围内有相近的人，范围外也有符合的，不能确定是谁"
WITHIN, REGISTER = "（只比对了您范围内的户档案）", "户档案"
# Digits up to the day of birth; of a number a spreadsheet has destroyed before it says more, up to the month.
BORN, MONTH = 14, 12
# More numbers than this parameter says for one name born on one day are no list of people.
MOST_ALIKE = "anomaly.tried"
# More of them than the first within so many days as the second says, over several lists or files.
MOST_OVER, DAYS = "anomaly.tried_over", "anomaly.tried_days"
# Bytes of a blind index by which a name with a birth, and a number, are told from others among those one person asks.
HALF = 8


# Number -> places of the rows that give it.
Numbers = dict[str, list[int]]


def told(*, whole: Match, own: Match, reached: bool, guess: bool) -> Match:
    """The answer to a row.

    whole, own: its place in the whole register, and in what the post reaches of it. reached: whether the post
    reaches everybody, or the person `whole` names. guess: whether the row is one of those that try numbers.
    """
    if reached:
        return whole
    if whole.person and whole.agrees and not guess:
        return Match(LINKED, "", ELSEWHERE)
    if own.person:
        return Match(AMBIGUOUS, "", SOMEBODY_ELSE, (own.person,))
    return own._replace(reason=own.reason + WITHIN) if REGISTER in own.reason else own


def born_as(written: Row) -> tuple[str, str, str] | None:
    """The name of a row, the digits of its number up to birth, and the number as far as it can be read or was left.

    None where it says no more than when somebody was born.
    """
    row = swapped(written) or written
    number = read_number(row.number)
    born = born_of(number)
    return (written_key(row.name), born, number.text or number.kept) if born else None


def born_of(number: Number) -> str:
    """The digits of a number up to birth, or of a destroyed one up to its month; "" where it says no more than that."""
    text = number.text or number.kept
    if len(text) > BORN:
        return text[:BORN]
    return number.kept[:MONTH] if len(number.kept) > MONTH else ""


def guesses(rows: Iterable[Row], *, most: int, near: int | None = None) -> set[int]:
    """Places of rows whose name comes with more than `most` numbers that begin alike up to birth.

    near: the same of numbers of which the beginnings differ in one digit, which matching would mend; namesakes born in
    one year or month are no guesses, so it is more than `most`.
    """
    tried: dict[tuple[str, str], Numbers] = {}
    for place, row in enumerate(rows):
        if one := born_as(row):
            name, born, number = one
            numbers = tried.setdefault((name, born), {})
            numbers.setdefault(number, []).append(place)
    many = [numbers for numbers in tried.values() if len(numbers) > most]
    if near is not None:
        many += _slipping(tried, near)
    return {place for numbers in many for places in numbers.values() for place in places}


def _slipping(tried: Mapping[tuple[str, str], Numbers], near: int) -> list[Numbers]:
    """What comes with one name under beginnings that differ in one digit, where it is more than `near`."""
    by_name = Counter[str]()
    for (name, _), numbers in tried.items():
        by_name[name] += len(numbers)
    alike: dict[tuple[str, str], Numbers] = {}
    for (name, born), numbers in tried.items():
        if by_name[name] > near:
            for at in range(len(born)):
                alike.setdefault((name, f"{born[:at]}*{born[at + 1 :]}"), {}).update(numbers)
    return [numbers for numbers in alike.values() if len(numbers) > near]


def trying(rows: Iterable[Row], *, before: bytes, most: int) -> tuple[set[int], bytes]:
    """Places of rows for whose name and birth more than `most` numbers were asked, and the marks of this list.

    before: marks of the lists the person asked about earlier.
    """
    places: dict[bytes, list[int]] = {}
    for place, row in enumerate(rows):
        if one := born_as(row):
            name, born, number = one
            mark = _mark(f"{name}/{born}", "born") + _mark(number, "id")
            places.setdefault(mark, []).append(place)
    asked = Counter(mark[:HALF] for mark in {*places, *_single(before)})
    over = {place for mark, own in places.items() if asked[mark[:HALF]] > most for place in own}
    return over, b"".join(places)


def _mark(text: str, domain: str) -> bytes:
    return blind(text, domain)[:HALF]


def _single(marks: bytes) -> Iterator[bytes]:
    return (marks[start : start + 2 * HALF] for start in range(0, len(marks), 2 * HALF))
