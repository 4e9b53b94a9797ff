"""The chips over a list of duties; the address bar holds what is chosen."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import at_place


@dataclass(frozen=True)
class Chosen:
    """What of a list is asked for: by lateness, kind of duty, place."""

    only: str = ""
    kind: str = ""
    place: str = ""

    @classmethod
    def of(cls, request: Any) -> "Chosen":
        """What the address says."""
        asked = request.GET.get
        return cls(asked("only", ""), asked("kind", ""), asked("place", ""))

    def narrowed(self, duties: Any, post: Post, *, warn: int) -> Any:
        """The list narrowed to it."""
        today = clock.today()
        if self.only == "late":
            duties = duties.overdue(today)
        elif self.only == "soon":
            duties = duties.due_within(today, warn)
        elif self.only == "later":
            duties = duties.open().filter(due_on__gt=today + timedelta(days=warn))
        if self.kind:
            duties = duties.filter(kind=self.kind)
        return at_place(duties, post, self.place) if self.place else duties

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.only or self.kind or self.place)
