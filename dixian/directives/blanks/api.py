"""The door of blanks."""

from dixian.directives.blanks.actions import fill, match, merged, part_of
from dixian.directives.blanks.models import Blank, BlankPart

__all__ = ["Blank", "BlankPart", "fill", "match", "merged", "part_of"]
