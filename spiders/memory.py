"""Stop a crawl that eats memory, by what it uses itself.

Linux hands a process's peak memory down to the program it becomes, so that Scrapy's own measure (`ru_maxrss`) counts
what the parent that started us had used: a crawl started by a large parent would end at once.
"""

from __future__ import annotations

import os
from pathlib import Path

from scrapy.extensions.memusage import MemoryUsage

_STATM = Path("/proc/self/statm")


class OwnMemoryUsage(MemoryUsage):
    """Scrapy's memory limit on the memory in use now (where /proc tells it)."""

    def get_virtual_size(self) -> int:
        """Bytes of resident memory."""
        try:
            return int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except OSError:
            return int(super().get_virtual_size())
