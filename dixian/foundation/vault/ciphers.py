"""SM4-GCM. A sealed value is key id (1 byte) | nonce (12) | text | tag (16).

The context (`table.column`) is authenticated with it: a value moved to another column does not open.
"""

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from dixian.foundation.kernel.home import home
from dixian.foundation.vault.keys import master_keys

NONCE = 12
TAG = 16
OVERHEAD = 1 + NONCE + TAG


class NotOurs(ValueError):
    """The bytes were not sealed with our keys for this context, or were changed."""


def seal(plain: bytes, context: str, key_id: int | None = None) -> bytes:
    """Seal `plain` for `context`, with the newest key where none is named."""
    key_id, algorithm = _newest() if key_id is None else (key_id, _keys()[key_id])
    nonce = os.urandom(NONCE)
    encryptor = Cipher(algorithm, modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(context.encode())
    text = encryptor.update(plain) + encryptor.finalize()
    return bytes((key_id,)) + nonce + text + encryptor.tag


def open_(sealed: bytes, context: str) -> bytes:
    """The plain bytes. Raises NotOurs where key, context or bytes do not fit."""
    if len(sealed) < OVERHEAD:
        raise NotOurs("密文太短")
    algorithm = _keys().get(sealed[0])
    if algorithm is None:
        raise NotOurs(f"没有编号为 {sealed[0]} 的密钥")
    nonce, text, tag = sealed[1 : 1 + NONCE], sealed[1 + NONCE : -TAG], sealed[-TAG:]
    decryptor = Cipher(algorithm, modes.GCM(nonce, tag)).decryptor()
    decryptor.authenticate_additional_data(context.encode())
    try:
        return decryptor.update(text) + decryptor.finalize()
    except InvalidTag:
        raise NotOurs("密文与密钥或位置不符") from None


@lru_cache(maxsize=1)
def _keys() -> dict[int, algorithms.SM4]:
    return {key_id: algorithms.SM4(key) for key_id, key in master_keys(home()).items()}


@lru_cache(maxsize=1)
def _newest() -> tuple[int, algorithms.SM4]:
    return max(_keys().items(), key=lambda item: item[0])
