"""From spider to archive: the bytes first, then the catalogue row, so that a kill between the two loses nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from spiders.catalogue import FetchRecord

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from spiders.crawl_run import CrawlRun


@dataclass(slots=True, repr=False)
class FetchedOriginal:
    """An answer that was checked and is to be kept. `record.sha256` is filled in by the pipeline."""

    record: FetchRecord
    data: bytes

    def __repr__(self) -> str:
        """What Scrapy's log may show of it: never the text of a decision."""
        return f"<{self.record.source} {self.record.record_id}, {len(self.data)} bytes>"


class ArchivePipeline:
    """Scrapy's item pipeline: archives, catalogues, counts."""

    def __init__(self, run: CrawlRun) -> None:
        self._run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler.spider.run)  # type: ignore[union-attr]

    def process_item(self, item: FetchedOriginal) -> FetchedOriginal:
        """Keep the original; running this twice with the same item changes nothing."""
        sha256 = self._run.archive.put(item.data)
        item.record = replace(item.record, sha256=sha256)
        change = self._run.catalogue.record(item.record)
        self._run.report.count(change)
        self._run.keep_report()
        return item
