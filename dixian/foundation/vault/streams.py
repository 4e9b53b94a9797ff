"""Sealing of long contents in frames, so that memory stays bounded.

A sealed stream is frames of: length (4 bytes) | sealed frame. Frame number and whether it is the last
are part of the context, so frames can't be reordered, dropped or cut off.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from dixian.foundation.vault.ciphers import OVERHEAD, NotOurs, open_, seal

FRAME = 1 << 20
LENGTH = 4


def seal_stream(chunks: Iterable[bytes], context: str) -> Iterator[bytes]:
    """Sealed pieces of `chunks`, in order; an empty content still has one (last) frame."""
    number, held = 0, bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) > FRAME:
            yield _frame(bytes(held[:FRAME]), context, number, last=False)
            del held[:FRAME]
            number += 1
    yield _frame(bytes(held), context, number, last=True)


def open_stream(source: BinaryIO, context: str) -> Iterator[bytes]:
    """Plain pieces. Raises NotOurs where anything was changed, reordered or cut off."""
    number = 0
    head = source.read(LENGTH)
    while head:
        body = source.read(int.from_bytes(head))
        if len(body) != int.from_bytes(head):
            raise NotOurs("文件不完整")
        head = source.read(LENGTH)
        yield open_(body, _context(context, number, last=not head))
        number += 1
    if number == 0:
        raise NotOurs("文件是空的")


def sealed_size(plain: int) -> int:
    """How many bytes the sealed stream of so many plain ones has."""
    frames = max(1, -(-plain // FRAME))
    return plain + frames * (LENGTH + OVERHEAD)


def _frame(plain: bytes, context: str, number: int, *, last: bool) -> bytes:
    sealed = seal(plain, _context(context, number, last=last))
    return len(sealed).to_bytes(LENGTH) + sealed


def _context(context: str, number: int, *, last: bool) -> str:
    return f"{context}#{number}{'.' if last else '+'}"
