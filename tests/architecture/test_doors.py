"""Others enter a room by its door only: `api`, `enums`, `topics` (architecture, furniture)."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WINGS = ("foundation", "registry", "commons", "warning", "directives")
DOORS = {"api", "enums", "topics"}
# Rooms that are tools, not keepers: every module of theirs is meant for all (decision 0002).
TOOLS = {"foundation.kernel", "foundation.vault"}
# What models are made of must be importable before the apps are ready, which a door is not.
BASES = {"foundation.audit.records", "foundation.audit.packaged", "foundation.audit.context",
         "foundation.audit.transactions", "foundation.audit.declared"}  # fmt: skip


def imports() -> Iterator[tuple[Path, str]]:
    """(file, imported module) of the whole program."""
    for path in sorted((ROOT / "dixian").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dixian."):
                for name in node.names:
                    target = ROOT / (node.module.replace(".", "/") + f"/{name.name}.py")
                    yield path, f"{node.module}.{name.name}" if target.exists() else node.module
            if isinstance(node, ast.Import):
                yield from ((path, name.name) for name in node.names if name.name.startswith("dixian."))


def test_rooms_are_entered_by_their_doors_only() -> None:
    wrong = []
    for path, module in imports():
        parts = module.split(".")[1:]
        if len(parts) < 3 or parts[0] not in WINGS:
            continue
        room, inside = ".".join(parts[:2]), parts[2]
        own = path.relative_to(ROOT / "dixian").as_posix().startswith(f"{parts[0]}/{parts[1]}/")
        if own or room in TOOLS or inside in DOORS or ".".join(parts[:3]) in BASES:
            continue
        wrong.append(f"{path.relative_to(ROOT)} enters {module}")
    assert wrong == []


def test_every_door_says_what_it_offers() -> None:
    doors = sorted((ROOT / "dixian").glob("*/*/api.py"))
    assert len(doors) > 10
    for door in doors:
        assert "__all__" in door.read_text(encoding="utf8"), door


def test_plain_modules_know_no_django() -> None:
    plain = [
        path
        for path in (ROOT / "dixian").rglob("*.py")
        if {*path.parts, path.stem} & {"rules", "states", "kernel"}
    ]
    assert {path.stem for path in plain} >= {"rules", "states", "idnumber"}
    wrong = [
        path.relative_to(ROOT).as_posix()
        for path in plain
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and (getattr(node, "module", None) or node.names[0].name).split(".")[0] == "django"
    ]
    assert wrong == []
