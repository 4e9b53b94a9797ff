"""Marks only our keys can make, on what lies outside the database or is kept by its owner."""

from dixian.foundation.vault.blind import blind


def mark(text: str, purpose: str) -> str:
    """32 hex digits of HMAC-SM3; `purpose` keeps marks of different things apart."""
    return blind(text, f"mark.{purpose}").hex()
