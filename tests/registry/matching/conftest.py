"""Matching is plain values: these tests need no database."""

from collections.abc import Callable

import pytest

from dixian.registry.matching.bins import Match
from dixian.registry.matching.register import Listed, Register
from dixian.registry.matching.rows import Row, match_rows
from tests.support.matching import number

Find = Callable[..., Match]


@pytest.fixture(autouse=True)
def someone() -> None:
    """No actor: nothing is stored."""


@pytest.fixture
def people() -> list[Listed]:
    """Three of one house, a namesake of the first elsewhere, and others with names that can be mistaken."""
    return [
        Listed("P1", "H1", "王建国", number("19700101", 123), "后头乡", "前进村"),
        Listed("P2", "H1", "李淑芬", number("19720315", 246), "后头乡", "前进村"),
        Listed("P3", "H1", "王垚", number("19950507", 357), "后头乡", "前进村"),
        Listed("P4", "H2", "王建国", number("19650909", 111), "上集镇", "永安村"),
        Listed("P5", "H3", "欧阳·娜", number("19810808", 468), "上集镇", "永安村"),
        Listed("P6", "H4", "萧伟", number("19880101", 135), "后头乡", "新生村", former="萧卫东"),
        Listed("P7", "H5", "赵未来", number("19990202", 579), "后头乡", "新生村"),
        Listed("P8", "H6", "孙无证", "", "后头乡", "新生村"),
    ]


@pytest.fixture
def find(people: list[Listed]) -> Find:
    """Match one row against these people."""
    register = Register(people)

    def found(name: object = None, number: object = None, **more: object) -> Match:
        (match,) = match_rows([Row(name, number, **more)], register)
        return match

    return found
