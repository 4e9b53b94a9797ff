"""The words people write for the entries of a code table."""

from dixian.foundation.kernel.text import tidy
from dixian.foundation.policy.api import items

# Between a word and the entry it stands for, in the label of an entry of a table of words.
MEANS = "→"


def words_of(table: str, also: str = "") -> dict[str, str]:
    """Word, tidied as cells are -> code of an entry in force today.

    also: a table whose entries say `常住 → 户籍在，常住`; one that names no entry in force adds nothing.
    """
    known = {tidy(one.label): one.code for one in items(table)}
    said = [one.label.partition(MEANS) for one in items(also)] if also else []
    others = {tidy(word): known.get(tidy(label), "") for word, _, label in said}
    return {**{word: code for word, code in others.items() if code}, **known}
