"""The second half of a one-time password that two persons agreed on.

Whoever draws the one-time password is not who may tell the let-in code (放行码): it is made from the proposal with a key of the
server and shown to its approver alone, so that neither of the two can come in as somebody else (decision 0030).
"""

from hmac import compare_digest
from uuid import UUID

from dixian.foundation.vault.marks import mark

LENGTH, PART = 8, 4


def let_in_code(agreed: UUID) -> str:
    """The code of what was agreed on, as it is read out: two groups of four."""
    made = mark(str(agreed), "let-in")[:LENGTH].upper()
    return f"{made[:PART]}-{made[PART:]}"


def lets_in(agreed: UUID, typed: str) -> bool:
    """Whether somebody typed the code, whatever stands between its signs."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return compare_digest(plain.encode(), let_in_code(agreed).replace("-", "").encode())
