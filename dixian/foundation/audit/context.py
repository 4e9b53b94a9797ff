"""Who acts, and what the database is told about it in every transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Acting:
    """Who is doing this.

    actor: `user:12`, `job:34`, `command:setup`; stands in every history entry.
    post: id of the acting post, if a person acts.
    on_behalf: id of the post for which something is entered (代录), if any.
    request: number to quote when something goes wrong.
    settings: names and values handed to the database at the start of each transaction
        (row security: `dixian.all`, `dixian.areas`, `dixian.units`, `dixian.post`, `dixian.secret`).
    """

    actor: str
    post: int | None = None
    on_behalf: int | None = None
    request: str = ""
    settings: tuple[tuple[str, str], ...] = ()


_acting: ContextVar[Acting | None] = ContextVar("dixian_acting", default=None)


class NobodyActs(RuntimeError):
    """Something is written and nobody has said who does it."""


def current() -> Acting | None:
    """Who acts now, or None."""
    return _acting.get()


def actor() -> str:
    """The acting actor. Raises NobodyActs where nobody acts."""
    who = _acting.get()
    if who is None:
        raise NobodyActs("每一笔写入都必须有操作人")
    return who.actor


def nobody() -> bool:
    """Whether nobody acts, or somebody without a name."""
    who = _acting.get()
    return who is None or not who.actor


def author() -> str:
    """The default of `Record.made_by`; "" where nobody acts, and then the database refuses the row."""
    who = _acting.get()
    return who.actor if who else ""


def author_post() -> int | None:
    """The default of `Record.made_by_post`: the acting post; None where the system acts."""
    who = _acting.get()
    return who.post if who else None


@contextmanager
def acting(who: Acting) -> Iterator[Acting]:
    """Everything enclosed is done by `who`. Open a transaction (`reading`, `writing`) inside it."""
    token = _acting.set(who)
    try:
        yield who
    finally:
        _acting.reset(token)
