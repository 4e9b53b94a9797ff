"""What a post is told of a row. Plain values in and out.

Within its scope a post is told everything. Of a person beyond it only this: that they are in the county's register,
and only where the row gives their number and their name, both right. So a township learns to whom a row is to be
passed on and who is in no register, and nobody learns what they had not known: not the township or village, not
that a number is somebody's, not how a wrong number or name is to be mended. Everything else is answered as if the
register held nobody but those within the scope.

What is left is trying: whoever knows a name and a day of birth could send every number there can be and see which
one agrees. A list that tries numbers for a name is known by its rows (`guesses`), and is told nothing beyond the scope.
"""

from collections.abc import Iterable

from dixian.registry.matching.api import AMBIGUOUS, LINKED, Match, Row, key_of, read_number, swapped

ELSEWHERE = "在本县户档案中，不在您的范围"
SOMEBODY_ELSE = "您的范围内有相近的人，范围外也有符合的，不能确定是谁"
WITHIN, REGISTER = "（只比对了您范围内的户档案）", "户档案"
# Digits up to the day of birth.
BORN = 14
# More numbers than this parameter says for one name born on one day are no list of people.
MOST_ALIKE = "anomaly.tried"


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


def born_as(written: Row) -> tuple[str, str] | None:
    """The name of a row, and its number as far as it can be read, which says a day of birth; None where it says none."""
    row = swapped(written) or written
    number = read_number(row.number)
    text = number.text or number.kept
    return (key_of(row.name), text) if len(text) > BORN else None


def guesses(rows: Iterable[Row], *, most: int) -> set[int]:
    """Places of rows whose name comes with more than `most` numbers that begin alike up to the day of birth."""
    tried: dict[tuple[str, str], dict[str, list[int]]] = {}
    for place, row in enumerate(rows):
        if one := born_as(row):
            name, number = one
            numbers = tried.setdefault((name, number[:BORN]), {})
            numbers.setdefault(number, []).append(place)
    return {
        place
        for numbers in tried.values()
        if len(numbers) > most
        for places in numbers.values()
        for place in places
    }
