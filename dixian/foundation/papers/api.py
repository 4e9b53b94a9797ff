"""The door of papers."""

from dixian.foundation.papers.paper import Paper

__all__ = ["Paper", "word_file"]


def word_file(paper: Paper) -> bytes:
    """The bytes of a .docx."""
    # Its library takes longer to load than most commands run, and few of them write a paper.
    from dixian.foundation.papers.word import word_file as written

    return written(paper)
