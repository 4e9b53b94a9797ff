"""The door of papers."""

from dixian.foundation.papers.paper import Paper
from dixian.foundation.papers.word import word_file

__all__ = ["Paper", "word_file"]
