"""Views a person saves, and the columns a person chooses; each touches nobody else's."""

from collections.abc import Sequence
from uuid import UUID

from dixian.foundation.accounts.models import SavedView, User
from dixian.foundation.kernel.problems import Refusal

MOST = 12


def views_of(user: User, listing: str) -> list[SavedView]:
    """The person's views of a list, the nameless one with the chosen columns first."""
    return list(SavedView.objects.filter(user=user, listing=listing).order_by("name"))


def save_view(*, user: User, listing: str, name: str, query: str, columns: Sequence[str] = ()) -> None:
    """Keep a view under a name; one that has the name already is replaced. Raises Refusal."""
    if not name:
        raise Refusal("视图没有名称", "起一个认得出的名称，例如“永安乡超期”")
    others = SavedView.objects.filter(user=user, listing=listing).exclude(name__in=("", name))
    if others.count() >= MOST:
        raise Refusal(f"这个名单已有 {MOST} 个视图", "先删去不用的")
    _keep(user, listing, name, query, columns)


def choose_columns(*, user: User, listing: str, columns: Sequence[str]) -> None:
    """From now on the list has these columns, in its own order; none means those it comes with."""
    _keep(user, listing, "", "", columns)


def drop_view(*, user: User, uid: UUID) -> SavedView:
    """Take a view away and return what it was. Raises SavedView.DoesNotExist where the person has no such view."""
    view = SavedView.objects.exclude(name="").get(user=user, uid=uid)
    SavedView.objects.filter(pk=view.pk).delete()
    return view


def _keep(user: User, listing: str, name: str, query: str, columns: Sequence[str]) -> None:
    kept = {"query": query, "columns": ",".join(columns)}
    view, made = SavedView.objects.get_or_create(user=user, listing=listing, name=name, defaults=kept)
    if not made:
        view.query, view.columns, view.version = query, kept["columns"], view.version + 1
        view.save(update_fields=["query", "columns", "version"])
