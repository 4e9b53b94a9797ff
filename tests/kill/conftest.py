"""Worker processes, none of which outlives its test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kill.process import Worker


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    """Start workers."""
    started: list[Worker] = []

    def begin(**options: Any) -> Worker:
        started.append(Worker(tmp_path, **options))
        return started[-1]

    yield begin
    for worker in started:
        if worker.process.poll() is None:
            worker.kill()
