"""A village with its public address, and somebody nobody knows standing before it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from dixian.foundation.audit.api import Acting, acting
from dixian.foundation.files.api import Picture
from dixian.warning.declarations.api import Declaration, Told, declare, entrance_of, open_entrance

VISITOR = Acting(actor="visitor")
TOLD = {
    "name": "张三",
    "phone": "13800000101",
    "place": "前屯",
    "filled_by": "self",
    "troubles": ("illness",),
}


def told(**changed: Any) -> Told:
    return Told(**{**TOLD, **changed})


@pytest.fixture
def entrance(county: Any, people: Any) -> Any:
    return open_entrance(village=county.village, phone="04554622001", post=county["clerk"])


@pytest.fixture
def says(entrance: Any) -> Callable[..., tuple[Declaration, str]]:
    """Declared by a visitor: the declaration, and its code."""

    def declared(*, photos: int = 1, **changed: Any) -> tuple[Declaration, str]:
        with acting(VISITOR):
            door = entrance_of(entrance.token.open())
            assert door is not None
            pictures = [Picture(b"a photo", 4, 3)] * photos
            receipt = declare(entrance=door, told=told(**changed), form=uuid4(), pictures=pictures)
        return Declaration.objects.latest("id"), receipt.code

    return declared
