"""The script that runs before anything is installed: it says what begins, and names what is missing."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bootstrap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "scripts" / "bootstrap.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def test_a_step_is_announced_before_it_begins(bootstrap: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with bootstrap.saying("建立前端"):
        assert "建立前端……" in capsys.readouterr().out
    assert re.search(r"\d+ 秒", capsys.readouterr().out)


def test_what_is_missing_is_named_with_its_package(
    bootstrap: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "SYSTEM_PARTS", {"postgresql": "nowhere/*/bin/initdb", "there": "usr/bin"})
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _: None)
    with pytest.raises(SystemExit) as ended:
        bootstrap.install_system_parts()
    assert ended.value.code == 3
    assert "apt-get install postgresql\n" in capsys.readouterr().err


def test_the_server_of_postgresql_is_looked_for_not_its_folder(bootstrap: Any) -> None:
    assert bootstrap.SYSTEM_PARTS["postgresql"].endswith("initdb")
