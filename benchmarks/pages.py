"""How long pages take in a county of 300,000 people: one visitor, one request after another.

Prepares a demo county as `make demo` does, plays this month's file into it, serves it with its worker
beside it. Then each page is asked for `--requests` times by HTTP after a warm-up, each search with
another person, as a township clerk and as a clerk of the bureau; then the lists of the month, and the history as an inspector. The push desk is
measured while it is full, everything else after all leads were pushed. Times are from sending the request to the last byte.

Target: 95 of 100 requests within 150 ms. The peer is /health/ready, the bare way through the server.
"""

import argparse
import random
import re
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.county import demo_county, prove_sums, release_all, served
from benchmarks.ground import environment
from benchmarks.support import Rows, Target, on_each_database, parser
from benchmarks.visitor import Answer, Visitor, form_with

CLERK, BUREAU, INSURER, INSPECTOR = "xiangzhen", "nongye", "yibao", "ducha"
WARM_UP = 10
TARGET = Target(150, "ms for 95 of 100 of the slowest page", lambda rows: max(row["p95"] for row in rows))
Ask = Callable[[int], Answer]


def main() -> int:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--people", type=int, default=300_000)
    arguments.add_argument("--requests", type=int, default=100)
    return on_each_database(arguments.parse_args(), measure, TARGET)


def measure(asked: argparse.Namespace) -> Rows:
    """Milliseconds of each page: median, 95th of 100, most."""
    random.seed(7)
    with environment(asked.database):
        facts = demo_county(asked.people)
        with served() as port:
            rows = list(measured(port, facts, asked))
        prove_sums()
    return rows


def measured(port: int, facts: dict[str, Any], asked: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """The push desk while it is full, then everything else with all leads pushed."""
    passwords = {one["username"]: one["password"] for one in facts["accounts"]}
    visitors = {name: Visitor(port) for name in (CLERK, BUREAU, INSURER, INSPECTOR)}
    for name, visitor in visitors.items():
        visitor.sign_in(name, passwords[name])
    bare, desk = Visitor(port), visitors[BUREAU]
    yield timed("anyone", "/health/ready", lambda _: bare.get("/health/ready"), asked.requests)
    yield timed(BUREAU, "push desk, full", lambda _: desk.get("/push-desk/"), asked.requests)
    print(f"{release_all()} leads pushed", file=sys.stderr)
    for name, within in ((CLERK, facts["village"][:9]), (BUREAU, "")):
        known = people(asked.people, within)
        for what, ask in pages(visitors[name], known):
            yield timed(name, what, ask, asked.requests)
    for name, path in lists(visitors[INSURER]):
        shown = path.partition("?")[0][:10] + " " + path.partition("?")[2]
        yield timed(name, shown, lambda _, at=path, by=name: visitors[by].get(at), asked.requests)
    for what, paths in history(visitors[INSPECTOR]):
        yield timed(
            INSPECTOR,
            what,
            lambda turn, at=paths: visitors[INSPECTOR].get(at[turn % len(at)]),
            asked.requests,
        )


def history(inspector: Visitor) -> Iterator[tuple[str, list[str]]]:
    """The history as it is narrowed, and entries opened; an inspector is told the values, which is noted."""
    from dixian.foundation.kernel import clock

    entries = re.findall(r'href="(/logs/[^"/?]+/)">', inspector.get("/logs/").text)
    today = clock.today()
    yield "history", ["/logs/"]
    yield "history of a person", [f"/logs/?who={BUREAU}"]
    yield "history of a day", [f"/logs/?since={today - timedelta(days=1)}&until={today + timedelta(days=1)}"]
    yield "history of a kind", ["/logs/?what=warning_submissions_row"]
    yield "an entry of the history", entries
    yield "reads", ["/logs/reads/"]


def lists(insurer: Visitor) -> Iterator[tuple[str, str]]:
    """Who asks for which list of the month: the desks, the loop, the rows behind its counts, lists in other orders."""
    yield from ((BUREAU, f"/households/?sort={order}") for order in ("-size", "village", "number"))
    yield from ((BUREAU, path) for path in ("/leads/?sort=-village", "/rows/?bin=linked&sort=-amount"))
    yield from ((BUREAU, path) for path in ("/brief/", "/duties/"))
    yield CLERK, "/confirm-desk/?step=answer"
    yield from ((CLERK, path) for path in ("/confirm-desk/", "/push-sheets/", "/loop/"))
    yield from ((BUREAU, path) for path in ("/rows/?bin=linked", "/rows/?bin=rejected", "/results/"))
    yield from ((BUREAU, path) for path in ("/loop/", "/loop/?by=department"))
    yield from ((INSURER, f"/rows/?{of}") for of in ("bin=linked", "bin=rejected"))
    result = _links(insurer, "/results/", "/results/")[0]
    yield INSURER, result
    batch = result.replace("results", "batches")
    yield from ((INSURER, f"{batch}{of}") for of in ("", "?bin=linked", "?outcome=raised"))


def timed(who: str, what: str, ask: Ask, count: int) -> dict[str, Any]:
    """Ask, and refuse to measure anything that is not a page."""
    taken = []
    for turn in range(-WARM_UP, count):
        answer = ask(turn + WARM_UP)
        if answer.status != 200:
            raise RuntimeError(f"{what} as {who}: {answer.status}")
        if turn >= 0:
            taken.append(answer.milliseconds)
    p95 = quantiles(taken, n=20, method="inclusive")[-1]
    return {
        "who": who,
        "page": what,
        "p50": round(median(taken), 1),
        "p95": round(p95, 1),
        "max": round(max(taken), 1),
    }


def pages(visitor: Visitor, known: list[Any]) -> Iterator[tuple[str, Ask]]:
    """What is asked for, by name."""
    from dixian.registry.households.pinyin import initials

    homes = [home for home, _ in known]
    searches: dict[str, list[str]] = {
        "name": [one.name for _, one in known],
        "part of a name": [one.name[1:] for _, one in known if len(one.name) > 2],
        "surname": [one.name[0] for _, one in known],
        "name nobody has": [one.name[::-1] + "囍" for _, one in known],
        "pinyin initials": [initials(one.name) for _, one in known],
        "id number": [one.id_number for _, one in known],
        "last four of id": [one.id_number[-4:] for _, one in known],
        "phone": [one.phone for _, one in known if one.phone],
        "household number": [home.number for home in homes],
        "village": [home.village_name for home in homes],
        "beginning of a village": [home.village_name[:-1] for home in homes],
    }
    hidden = form_with(visitor.get("/").text, 'role="search"').values
    for what, texts in searches.items():
        yield f"search: {what}", _search(visitor, hidden, texts)
    links = _links(visitor, "/households/", "/households/")
    for what, paths in {
        "inbox": ["/"],
        "household": links,
        "households": ["/households/"],
        "leads": ["/leads/"],
        "a lead": _links(visitor, "/leads/", "/leads/"),
    }.items():
        yield what, lambda turn, paths=paths: visitor.get(paths[turn % len(paths)])


def _search(visitor: Visitor, hidden: list[tuple[str, str]], texts: list[str]) -> Ask:
    return lambda turn: visitor.post("/search/", [*hidden, ("q", texts[turn % len(texts)])])


def _links(visitor: Visitor, page: str, begin: str) -> list[str]:
    parts = visitor.get(page).text.split(f'href="{begin}')[1:]
    return [begin + part.split('"')[0] for part in parts if len(part.split('"')[0]) == 37]


def people(count: int, township: str) -> list[Any]:
    """(home, person) of 200 people within a township, all over the county where it is empty."""
    from dixian.foundation.areas.api import packaged_villages
    from dixian.simulation.world.people import make_county

    homes = make_county(people=count, seed=7, villages=packaged_villages())
    return random.choices(
        [(home, random.choice(home.persons)) for home in homes if home.village.startswith(township)], k=200
    )


if __name__ == "__main__":
    sys.exit(main())
