"""Whether words stand in a paper: sentence by sentence, whatever its blanks, signs and page breaks are."""

import re
import unicodedata

from dixian.directives.workplans.models import Item, Passage, Workplan
from dixian.directives.workplans.opening import open_paper
from dixian.foundation.files.api import content_of
from dixian.foundation.kernel.masking import mask_numbers
from dixian.foundation.kernel.problems import Refusal

ENDS = re.compile(r"[。；;！？!?\n]+")
SIGNS = re.compile(r"[\W_]+")


def stands_in(plan: Workplan, words: str) -> bool:
    """Whether each sentence of the words stands in what was kept of the paper, or in its file."""
    left = [told for one in ENDS.split(words) if (told := _bare(one))]
    kept = _kept(plan) if left else ""
    left = [one for one in left if one not in kept]
    if not left:
        return True
    try:
        source = _bare(open_paper(content_of(plan.source), name=plan.source.name).text)
    except (Refusal, FileNotFoundError):
        return False
    return all(one in source for one in left)


def _kept(plan: Workplan) -> str:
    """The paper's own words as they were read, page breaks within sentences healed."""
    items = Item.objects.filter(workplan=plan, by_hand=False).order_by("position")
    passages = Passage.objects.filter(workplan=plan).order_by("after", "id")
    told = [text for row in items.values_list("title", "text") for text in row]
    return "\0".join(map(_bare, [*told, *passages.values_list("text", flat=True)]))


def _bare(text: str) -> str:
    return SIGNS.sub("", unicodedata.normalize("NFKC", mask_numbers(text))).lower()
