"""What higher rooms keep outside the database is verified along with the history: the originals on disk.

They say at the start how it is done; this room knows nothing of what they keep.
"""

from collections.abc import Callable, Iterator

# what, how many are done, of how many
Tell = Callable[[str, int, int], None]
# Whether contents are read too -> what is wrong, each in a sentence.
Witness = Callable[[bool, Tell], Iterator[str]]
_witnesses: list[Witness] = []


def silent(_what: str, _done: int, _total: int) -> None:
    """A `Tell` for when nobody watches."""


def verify_along(witness: Witness) -> None:
    """Have `verify` ask a higher room what is wrong with what it keeps; called in `AppConfig.ready`."""
    if witness not in _witnesses:
        _witnesses.append(witness)


def trouble_beside(*, contents: bool, tell: Tell) -> list[str]:
    """What all of them say. contents: everything is read, not only looked for."""
    return [said for witness in _witnesses for said in witness(contents, tell)]
