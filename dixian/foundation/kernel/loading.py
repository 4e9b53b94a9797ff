"""How the program starts."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# A page makes some ten thousand objects, nearly all of which go by themselves; Python would search them every 700.
MADE_BETWEEN_SEARCHES = 10_000


@contextmanager
def loading() -> Iterator[None]:
    """While the program itself is loaded nobody searches for garbage: what is loaded stays, and is not searched later.

    The searches took a third of each start, and part of every page.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(MADE_BETWEEN_SEARCHES)
        gc.enable()
