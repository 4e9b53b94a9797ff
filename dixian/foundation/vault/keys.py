"""The installation's keys: made once, kept in `keys/` of the home folder, readable by the owner only.

`master-<id>.key` seal values (the highest id seals, all can open), `index.key` makes blind
indexes, `signing.key` is Django's secret.
"""

import os
import secrets
from collections.abc import Iterable
from functools import cache
from pathlib import Path

KEY_BYTES = 32
MASTER_BYTES = 16  # SM4 takes 128 bits


class KeysMissing(RuntimeError):
    """The home folder has no keys (`dixian setup` makes them), or one that is not whole."""


def missing_keys(home: Path, master_ids: Iterable[int] = (1,)) -> list[Path]:
    """The key files of this installation that are not there; master_ids: those it has sealed with."""
    names = [*(f"master-{key_id}.key" for key_id in master_ids), "index.key", "signing.key"]
    return [path for name in names if not (path := home / "keys" / name).exists()]


def make_keys(home: Path) -> bool:
    """Make the keys in `home` unless they are there. Returns whether any was made.

    Only for an empty database: what another key has sealed stays unreadable for ever.
    """
    made = [
        _make(home, "master-1.key", MASTER_BYTES),
        _make(home, "index.key", KEY_BYTES),
        _make(home, "signing.key", KEY_BYTES),
    ]
    return any(made)


def signing_key(home: Path) -> str:
    """Django's SECRET_KEY. Before `dixian setup` has run, a random one that nothing is kept with."""
    path = home / "keys" / "signing.key"
    return _read(path, KEY_BYTES).hex() if path.exists() else secrets.token_hex(KEY_BYTES)


@cache
def master_keys(home: Path) -> dict[int, bytes]:
    """Key id (1-255) -> SM4 key. Raises KeysMissing."""
    paths = (home / "keys").glob("master-*.key")
    found = {int(path.stem.split("-")[1]): _read(path, MASTER_BYTES) for path in paths}
    if not found:
        raise KeysMissing(f"{home / 'keys'} 里没有密钥，请先运行 dixian setup")
    return found


@cache
def index_key(home: Path) -> bytes:
    """The key of the blind indexes. Raises KeysMissing."""
    path = home / "keys" / "index.key"
    if not path.exists():
        raise KeysMissing(f"{home / 'keys'} 里没有密钥，请先运行 dixian setup")
    return _read(path, KEY_BYTES)


def _read(path: Path, size: int) -> bytes:
    """A key of exactly `size`; one cut short by a crash would seal, and open nothing afterwards."""
    key = path.read_bytes()
    if len(key) != size:
        raise KeysMissing(f"密钥文件 {path} 不完整，请从备份恢复")
    return key


def _make(home: Path, name: str, size: int) -> bool:
    folder = home / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    if path.exists():
        return False
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(size))
        file.flush()
        os.fsync(file.fileno())
    return True
