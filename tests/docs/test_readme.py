"""The README and its Chinese twin say the same, and show every picture there is."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TWINS = ("README.md", "README.zh.md")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf8")


def links(name: str) -> set[str]:
    """Where a paper leads to, its twin left out."""
    return set(re.findall(r"\]\(([^)#]+)", text_of(name))) - set(TWINS)


def typed(name: str) -> set[str]:
    """What it tells one to type."""
    return set(re.findall(r"`((?:make|dixian|\.venv/bin|DIXIAN)[^`\n]*)`", text_of(name))) | {
        line.partition("#")[0].strip()
        for block in re.findall(r"```sh\n(.*?)```", text_of(name), re.DOTALL)
        for line in block.splitlines()
    }


def test_the_twins_lead_to_the_same_places() -> None:
    english, chinese = map(links, TWINS)
    assert english == chinese


def test_the_twins_tell_one_to_type_the_same() -> None:
    english, chinese = map(typed, TWINS)
    assert english == chinese


def test_both_name_every_command_and_what_make_takes() -> None:
    from dixian.cli.main import COMMANDS

    for name in TWINS:
        text = text_of(name)
        assert [
            word for word in (*COMMANDS, "PORT", "PEOPLE", "test-all", "screenshots") if word not in text
        ] == []


def test_every_picture_is_shown_somewhere() -> None:
    shown = " ".join(text_of(name) for name in (*TWINS, "docs/manual.md"))
    pictures = {path.name for path in (ROOT / "docs" / "screenshots").glob("*.png")}
    assert pictures
    assert {name for name in pictures if name not in shown} == set()
