"""The figures of a page as doors: where each leads, what it says, and how many rows lie behind it."""

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from django.test import Client

LINK = re.compile(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")
NUMBER = re.compile(r"\d+")


def main_of(client: Client, address: str) -> str:
    """What a page shows beside its frame."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().split("<main", 1)[1].split("</main>")[0]


def doors(client: Client, address: str) -> Iterator[tuple[str, int]]:
    """(where it leads, what it counts) for each link of a page whose words hold one number."""
    for href, words in LINK.findall(main_of(client, address)):
        numbers = NUMBER.findall(TAG.sub(" ", words))
        if len(numbers) == 1:
            yield urljoin(address, html.unescape(href)), int(numbers[0])


def rows_behind(client: Client, address: str) -> int:
    """How many rows a list holds, over all its pages; the kinds of a month stand on cards."""
    content = main_of(client, address)
    count = content.count("<tr data-row") + content.count('<section class="box kind"')
    further = re.search(r'href="([^"]+)" rel="next"', content)
    return count + (rows_behind(client, urljoin(address, html.unescape(further[1]))) if further else 0)


def wrong_doors(client: Client, *addresses: str) -> list[str]:
    """Each figure of these pages that isn't what its list holds; a list that several lead to is counted once."""
    behind: dict[str, int] = {}
    wrong = []
    for address in addresses:
        # Drawn twice, for wide pages and for phones, a figure is looked behind once.
        found = list(dict.fromkeys(doors(client, address)))
        assert found, f"{address} has no figure that opens"
        for where, count in found:
            if where not in behind:
                behind[where] = rows_behind(client, where)
            if behind[where] != count:
                wrong.append(f"{where}: {behind[where]}, not {count}")
    return wrong
