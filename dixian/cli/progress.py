"""What a long command says while it works: on standard error, so that `--json` stays clean."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

# what, how many are done, of how many
Tell = Callable[[str, int, int], None]
COLUMNS = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))


@contextmanager
def telling() -> Iterator[Tell]:
    """A bar per piece of work, from its beginning on; where nobody watches, one line as it begins."""
    console = Console(stderr=True)
    lines: dict[str, TaskID] = {}
    with Progress(
        *COLUMNS, TimeElapsedColumn(), console=console, disable=not console.is_terminal
    ) as progress:

        def tell(what: str, done: int, total: int) -> None:
            if what not in lines:
                lines[what] = progress.add_task(what, total=total)
                if not console.is_terminal:
                    click.echo(f"{what}……", err=True)
            progress.update(lines[what], completed=done, total=total)

        yield tell


@contextmanager
def busy(what: str) -> Iterator[None]:
    """One piece of work that says nothing of how far it is."""
    with telling() as tell:
        tell(what, 0, 1)
        yield
        tell(what, 1, 1)
