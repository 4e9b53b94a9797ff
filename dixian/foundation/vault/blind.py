"""Blind indexes: the same value gives the same bytes, and the bytes tell nothing about the value."""

from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC

from dixian.foundation.kernel.home import home
from dixian.foundation.vault.keys import index_key

SIZE = 16
TAIL = 4


def blind(text: str, domain: str) -> bytes:
    """16 bytes of HMAC-SM3; `domain` ("id", "id_tail", "phone", "name") keeps kinds apart."""
    state = _state(domain).copy()
    state.update(text.encode())
    return state.finalize()[:SIZE]


@lru_cache(maxsize=32)
def _state(domain: str) -> HMAC:
    state = HMAC(index_key(home()), SM3())
    state.update(domain.encode() + b"\0")
    return state
