from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import subprocess, sys
hoard = bytearray(700 * 1024 * 1024)  # a large parent
hoard[::4096] = b"x" * len(hoard[::4096])
sys.exit(subprocess.call([sys.executable, "-c", sys.argv[1]]))
"""
CHILD = """
from scrapy.utils.test import get_crawler
from spiders.memory import OwnMemoryUsage
usage = OwnMemoryUsage(get_crawler(settings_dict={"MEMUSAGE_ENABLED": True}))
assert usage.get_virtual_size() < 400 * 1024 * 1024, usage.get_virtual_size()
"""


def test_the_memory_of_the_parent_does_not_count() -> None:
    result = subprocess.run([sys.executable, "-c", SCRIPT, CHILD], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
