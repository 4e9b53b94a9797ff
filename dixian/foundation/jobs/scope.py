"""Who a job acts as. What a post reaches is decided higher up, by `foundation.accounts`."""

from collections.abc import Callable

from dixian.foundation.audit.context import Acting

Settings = tuple[tuple[str, str], ...]


def _everything(_post_id: int | None) -> Settings:
    return (("dixian.all", "1"),)


_provider: Callable[[int | None], Settings] = _everything


def set_scope_provider(provider: Callable[[int | None], Settings]) -> None:
    """Let `provider(post_id | None)` say what row security is told; called in `AppConfig.ready`.

    None stands for the system itself, which reaches everything.
    """
    global _provider
    _provider = provider


def acting_for(actor: str, post_id: int | None) -> Acting:
    """Who acts, with the scope of that post, or of the system."""
    return Acting(actor=actor, post=post_id, settings=_provider(post_id))
