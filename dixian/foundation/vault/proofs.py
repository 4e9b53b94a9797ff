"""Whether the keys at hand are those the database was sealed with, without reading anything of it."""

from dixian.foundation.kernel.home import home
from dixian.foundation.vault.blind import blind
from dixian.foundation.vault.ciphers import NotOurs, open_, seal
from dixian.foundation.vault.keys import master_keys

KNOWN, CONTEXT = "底线", "vault.proof"


def proofs() -> dict[int, tuple[bytes, bytes]]:
    """Master key id -> the known text sealed with it, and its blind index."""
    index = blind(KNOWN, CONTEXT)
    return {key_id: (seal(KNOWN.encode(), CONTEXT, key_id), index) for key_id in master_keys(home())}


def master_fits(sealed: bytes) -> bool:
    """Whether the key that made this proof is at hand."""
    try:
        return open_(sealed, CONTEXT).decode() == KNOWN
    except NotOurs:
        return False


def index_fits(index: bytes) -> bool:
    """Whether the index key is the one that made this proof."""
    return blind(KNOWN, CONTEXT) == index
