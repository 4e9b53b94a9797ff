"""When Python looks for circles among the values it made, and when it need not."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# A page makes some ten thousand values, nearly all of which go by themselves; Python would look every 700.
MADE_BETWEEN = 10_000


@contextmanager
def no_collection() -> Iterator[None]:
    """Millions of values are made, and none of them is rubbish: Python would go through all again and again and find none."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def loading() -> Iterator[None]:
    """The program itself is loaded: it stays, so it is not looked through now (a third of each start) nor later."""
    with no_collection():
        yield
    gc.freeze()
    gc.set_threshold(MADE_BETWEEN)
