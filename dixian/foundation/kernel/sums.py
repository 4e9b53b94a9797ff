"""Equations that must hold (R1.5)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sum:
    """A named equation; `difference` is 0 when it holds."""

    name: str
    left: int
    right: int

    @property
    def difference(self) -> int:
        """left - right."""
        return self.left - self.right
