"""The base of every topic. A room declares its topics as frozen dataclasses in its `topics.py`."""

import dataclasses
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, Self, get_type_hints
from uuid import UUID


def _same(value: Any) -> Any:
    return value


_READ: dict[Any, Callable[[Any], Any]] = {date: date.fromisoformat, UUID: UUID}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Topic:
    """Something that happened, said upward: ids, codes and days, nothing personal.

        @dataclass(frozen=True, kw_only=True)
        class BatchCommitted(Topic):
            batch_id: int

    topic_id: number of the announcement, given by `publish`; 0 before.
    """

    topic_id: int = 0
    _names: ClassVar[dict[str, type["Topic"]]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        Topic._names[cls.name()] = cls

    @classmethod
    def name(cls) -> str:
        """`warning.submissions.BatchCommitted`: the room and the class."""
        return f"{cls.__module__.removeprefix('dixian.').removesuffix('.topics')}.{cls.__qualname__}"

    @classmethod
    def named(cls, name: str) -> type["Topic"]:
        """The declared class of that name. Raises KeyError."""
        return cls._names[name]

    @classmethod
    def all_names(cls) -> list[str]:
        """Every declared topic."""
        return sorted(cls._names)

    def values(self) -> dict[str, Any]:
        """Its fields without the number."""
        return {
            field.name: getattr(self, field.name)
            for field in dataclasses.fields(self)
            if field.name != "topic_id"
        }

    @classmethod
    def restored(cls, topic_id: int, values: dict[str, Any]) -> Self:
        """The topic as it was announced; days and uids come back as such."""
        hints = get_type_hints(cls)
        told = {name: _READ.get(hints[name], _same)(value) for name, value in values.items()}
        return cls(topic_id=topic_id, **told)
