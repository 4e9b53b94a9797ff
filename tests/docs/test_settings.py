"""Every setting the program reads is documented, and every documented one is read."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"DIXIAN_[A-Z_]+")


def test_install_names_exactly_the_settings_the_program_reads() -> None:
    read = {
        name
        for path in (ROOT / "dixian").rglob("*.py")
        for name in NAME.findall(path.read_text(encoding="utf8"))
    }
    text = (ROOT / "docs" / "howto" / "install.md").read_text(encoding="utf8")
    documented = set(re.findall(r"^\| `(DIXIAN_[A-Z_]+)` \|", text, re.MULTILINE))
    # A name that ends open is the beginning of several.
    beginnings = tuple(name for name in read if name.endswith("_") and name != "DIXIAN_")
    assert read - {*beginnings, "DIXIAN_"} - documented == set()
    assert {name for name in documented - read if not name.startswith(beginnings)} == set()
    assert set(NAME.findall(text)) <= documented
