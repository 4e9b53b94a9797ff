"""Small jobs to try the queue with, and someone who acts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.database import as_worker

Function = Callable[..., None]


@pytest.fixture(autouse=True)
def someone(request: pytest.FixtureRequest) -> None:
    """The test acts and reaches everything, as commands do."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        request.getfixturevalue("acting")


@pytest.fixture(autouse=True)
def worker(request: pytest.FixtureRequest, someone: None) -> Iterator[None]:
    """The test plays the worker and has its rights."""
    if not request.node.get_closest_marker("django_db"):
        yield
        return
    with as_worker():
        yield


@pytest.fixture
def declared() -> Iterator[Callable[..., str]]:
    """Declare a function as a job for the length of a test; gives its name."""
    from dixian.foundation.jobs import kinds

    names: list[str] = []

    def declare(function: Function, **options: Any) -> str:
        name = f"test.{function.__name__}"
        kinds.register(kinds.JobKind(name=name, function=function, **options))
        names.append(name)
        return name

    yield declare
    for name in names:
        kinds._kinds.pop(name)
