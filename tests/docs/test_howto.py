"""What the how-tos say can be done as it stands there."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dixian.foundation.kernel.columns import KINDS, IdNumberColumn, Money
from dixian.warning.alerts import reference as rules
from dixian.warning.alerts.models import RuleSheet
from dixian.warning.submissions import kinds
from dixian.warning.submissions.api import DataKind, columns_of, template_file

ROOT = Path(__file__).resolve().parents[2]
HOWTO = ROOT / "docs" / "howto"


def text_of(name: str) -> str:
    return (HOWTO / name).read_text(encoding="utf8")


def blocks(name: str, language: str) -> list[str]:
    """The code blocks of one language, without their indent."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", text_of(name), re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in found]


@pytest.mark.django_db
def test_the_data_kind_of_the_how_to_is_loaded_as_it_stands(
    acting: Any, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.support.county import found_county

    found_county()
    for module, block in zip((kinds, rules), blocks("add-a-data-kind.md", "toml"), strict=True):
        path = tmp_path / module.FILE.name
        path.write_text(module.FILE.read_text(encoding="utf8") + "\n" + block, encoding="utf8")
        monkeypatch.setattr(module, "FILE", path)
        module.load_reference()
    kind = DataKind.objects.select_related("unit").get(code="mz_jiuzhu")
    columns = {column.code: type(column) for column in columns_of(kind)}
    assert columns["id_number"] is IdNumberColumn
    assert columns[kind.amount_column] is Money
    assert kind.unit.short_name == "县民政局"
    assert RuleSheet.objects.get(kind=kind).amount == 3000
    assert template_file(kind)
    roster = DataKind.objects.get(code="wj_chusheng")
    assert (roster.amount_column, roster.change["case"][0]["event"]) == ("", "birth")


def test_the_data_kind_of_the_how_to_uses_the_keys_of_the_packaged_ones() -> None:
    packaged = tomllib.loads(kinds.FILE.read_text(encoding="utf8"))["kind"]
    keys = {key for kind in packaged for key in kind}
    ours = tomllib.loads(blocks("add-a-data-kind.md", "toml")[0])["kind"]
    assert keys <= {key for kind in ours for key in kind}
    assert {column["type"] for kind in ours for column in kind["column"]} <= set(KINDS)


def test_functions_and_paths_a_how_to_names_exist() -> None:
    for path in HOWTO.glob("*.md"):
        text = path.read_text(encoding="utf8")
        for named in re.findall(r"`((?:dixian|tests|scripts|docs)/[\w/.-]+)`", text):
            assert (ROOT / named).exists(), f"{path.name}: {named}"
        for function in re.findall(r"`(\w+)\(", text):
            assert any(
                f"def {function}(" in one.read_text(encoding="utf8")
                for one in (ROOT / "dixian").rglob("*.py")
            ), f"{path.name}: {function}"


def test_every_component_of_the_templates_is_listed() -> None:
    from dixian.web.shell.templatetags.dixian import register

    text = (ROOT / "dixian" / "web" / "README.md").read_text(encoding="utf8")
    assert {name for name in (*register.tags, *register.filters) if name not in text} == set()


def test_make_targets_that_papers_name_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf8")
    targets = set(re.findall(r"^([\w-]+):", makefile, re.MULTILINE))
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        named = set(re.findall(r"`make ([\w-]+)", path.read_text(encoding="utf8")))
        assert named <= targets, path.name
