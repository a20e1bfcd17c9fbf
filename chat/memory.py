"""Memory that large files took goes back to the system when they are done with."""

import ctypes
import sys

ARENAS, MAPPED_FROM = -8, -3  # M_ARENA_MAX and M_MMAP_THRESHOLD of glibc's mallopt
LARGE = 1 << 20  # bytes: blocks of that size are mapped singly, and unmapped when they are freed


def give_back_large_blocks() -> None:
    """By itself glibc maps ever larger blocks from its heaps once one was freed, up to 32 MB, and keeps them:
    the bot would stay as large as its largest files. Elsewhere nothing need be done."""
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(MAPPED_FROM, LARGE)
        mallopt(ARENAS, 2)
