"""Small jobs to try the queue with, and someone who acts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dixian.foundation.audit.context import Acting, acting
from dixian.foundation.jobs import kinds
from dixian.foundation.jobs.kinds import JobKind

Function = Callable[..., None]


@pytest.fixture(autouse=True)
def someone() -> Iterator[None]:
    with acting(Acting(actor="user:1", post=7, settings=(("dixian.all", "1"),))):
        yield


@pytest.fixture
def declared() -> Iterator[Callable[..., str]]:
    """Declare a function as a job for the length of a test; gives its name."""
    names: list[str] = []

    def declare(function: Function, **options: Any) -> str:
        name = f"test.{function.__name__}"
        kinds.register(JobKind(name=name, function=function, **options))
        names.append(name)
        return name

    yield declare
    for name in names:
        kinds._kinds.pop(name)
