"""Whether words stand in a paper: sentence by sentence, whatever its blanks, signs and page breaks are."""

import re
import unicodedata

from dixian.directives.workplans.models import Item, PaperWords, Passage, Workplan
from dixian.directives.workplans.opening import open_paper
from dixian.foundation.files.api import content_of
from dixian.foundation.kernel.masking import mask_numbers
from dixian.foundation.kernel.problems import Refusal

ENDS = re.compile(r"[。；;！？!?\n]+")
SIGNS = re.compile(r"[\W_]+")


def stands_in(plan: Workplan, words: str) -> bool:
    """Whether each sentence of the words stands in what was kept of the paper."""
    left = [told for one in ENDS.split(words) if (told := bare(one))]
    kept = _kept(plan) if left else ""
    left = [one for one in left if one not in kept]
    if not left:
        return True
    whole = _whole(plan)
    return all(one in whole for one in left)


def bare(text: str) -> str:
    """Words as they are compared: numbers of people masked, blanks and signs off."""
    return SIGNS.sub("", unicodedata.normalize("NFKC", mask_numbers(text))).lower()


def _kept(plan: Workplan) -> str:
    """The paper's own words as they were read, page breaks within sentences healed."""
    items = Item.objects.filter(workplan=plan, by_hand=False).order_by("position")
    passages = Passage.objects.filter(workplan=plan).order_by("after", "id")
    told = [
        one
        for title, text, read in items.values_list("title", "text", "as_read")
        for one in (title, read or text)
    ]
    return "\0".join(map(bare, [*told, *passages.values_list("text", flat=True)]))


def _whole(plan: Workplan) -> str:
    """All words of the paper; of one read before they were kept, those of its file, "" where that can't be opened."""
    kept = PaperWords.objects.filter(workplan=plan).values_list("text", flat=True).first()
    if kept is not None:
        return kept
    try:
        return bare(open_paper(content_of(plan.source), name=plan.source.name).text)
    except (Refusal, FileNotFoundError):
        return ""
