"""The words people meet in code and pages stand in the glossary."""

import re
from pathlib import Path

import pytest

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "glossary.md").read_text(encoding="utf8")


@pytest.mark.parametrize(
    "word", ["digest", "escalation", "notice", "loop", "push desk", "pairing", "job", "topic"]
)
def test_a_word_of_the_code_has_its_line(word: str) -> None:
    assert re.search(rf"^\| {word} \| \S", TEXT, re.MULTILINE)


def test_a_word_stands_once() -> None:
    words = [word for line in re.findall(r"^\| ([^|]+) \|", TEXT, re.MULTILINE) for word in line.split(", ")]
    assert sorted(words) == sorted(set(words))
