"""The posts of a simulated year, appointed when they are first needed: nobody signs in with them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from dixian.foundation.accounts.api import Post, acting_as, appoint, create_user, system_scope
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import Area, Unit, unit, unit_of_area
from dixian.foundation.audit.api import reading, writing
from dixian.simulation.drive.county import ACTOR, SINCE

BUREAU = "nyncj"


@contextmanager
def looking() -> Iterator[None]:
    """What the play itself sees, to know whose turn it is: every row, and nothing can be written."""
    with system_scope(ACTOR), reading():
        yield


@dataclass
class Posts:
    """Who acts for which unit; a post is loaded afresh each time, as a request does."""

    _known: dict[tuple[str, int], int] = field(default_factory=dict)

    @contextmanager
    def reporter(self, of: Unit) -> Iterator[Post]:
        """A department's clerk at work."""
        with self._at_work(Role.DEPARTMENT_CLERK, of) as post:
            yield post

    @contextmanager
    def bureau(self) -> Iterator[Post]:
        """The bureau's clerk at work."""
        with self._at_work(Role.BUREAU_CLERK, unit(BUREAU)) as post:
            yield post

    @contextmanager
    def reviewer(self) -> Iterator[Post]:
        """The bureau's reviewer at work."""
        with self._at_work(Role.BUREAU_REVIEWER, unit(BUREAU)) as post:
            yield post

    @contextmanager
    def township(self, of: Area) -> Iterator[Post]:
        """A township's clerk at work."""
        with self._at_work(Role.TOWNSHIP_CLERK, of) as post:
            yield post

    @contextmanager
    def head(self, of: Area) -> Iterator[Post]:
        """A township's head at work."""
        with self._at_work(Role.TOWNSHIP_HEAD, of) as post:
            yield post

    @contextmanager
    def village(self, of: Area) -> Iterator[Post]:
        """A village's cadre at work."""
        with self._at_work(Role.VILLAGE_CADRE, of) as post:
            yield post

    @contextmanager
    def _at_work(self, role: Role, of: Unit | Area) -> Iterator[Post]:
        key = (role.value, of.pk)
        if key not in self._known:
            self._known[key] = _appointed(role, of)
        with looking():
            post = Post.objects.select_related("unit", "area", "user").get(pk=self._known[key])
        with acting_as(post), writing():
            yield post


def _appointed(role: Role, of: Unit | Area) -> int:
    where, area = (_unit_of(of), of) if isinstance(of, Area) else (of, None)
    with system_scope(ACTOR), writing():
        user = create_user(
            username=f"{role.value}-{of.code}", name=f"{of.name}{role.label}"[:40], password=None
        )
        made: Post = appoint(user=user, role=role, unit=where, area=area, valid_from=SINCE)
        return made.pk


def _unit_of(area: Area) -> Unit:
    """A village without a unit of its own is its township's."""
    found = unit_of_area(area) or (area.parent and unit_of_area(area.parent))
    return found or unit(BUREAU)
