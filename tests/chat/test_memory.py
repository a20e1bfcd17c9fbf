"""What a large file took is given back."""

import subprocess
import sys

import pytest

PROGRAM = """
from pathlib import Path
from chat.memory import give_back_large_blocks
give_back_large_blocks()
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 >> 20
for _ in range(3):  # glibc learns from what is freed
    large = [bytearray(b"x") * (size << 20) for size in (30, 20, 10, 5)]
    del large[::2]
    kept, large = bytearray(b"y") * 300_000, None
print(resident())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how much memory a process has")
def test_large_blocks_leave_the_process_when_they_are_freed() -> None:
    told = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert int(told.stdout) < 40
