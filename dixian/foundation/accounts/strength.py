"""What makes a password easy to guess, beyond its length and the lists of common ones."""

from collections.abc import Iterable

RUNS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv")
# So many signs of a run on end, or the same again, are no choice of anybody's.
LONGEST_RUN = 5
SHORTEST_NAME = 3


def is_guessable(password: str, *, username: str, words: Iterable[str] = ()) -> bool:
    """Whether it holds the user name, a run of the keyboard, the alphabet or the digits, or one sign over and over.

    words: what everybody of this county would try first; any of them in it is enough.
    """
    text, name = password.lower(), username.lower()
    if len(name) >= SHORTEST_NAME and name in text:
        return True
    if any(word.lower() in text for word in words):
        return True
    pieces = [text[at : at + LONGEST_RUN + 1] for at in range(len(text) - LONGEST_RUN)]
    return any(len(set(piece)) == 1 or _runs(piece) for piece in pieces)


def _runs(piece: str) -> bool:
    return any(piece in run or piece[::-1] in run for run in RUNS)
