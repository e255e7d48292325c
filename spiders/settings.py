"""Scrapy's settings for one run: polite, bounded, and without Scrapy's open doors (remote control, telnet)."""

from __future__ import annotations

import os
from typing import Any

from spiders.sources import Source

DOWNLOAD_LIMIT_BYTES = 128 * 1024 * 1024
RUN_LIMIT_S = 6 * 3600
"""A run that takes longer stops in good order; the next one goes on where it stopped."""
MEMORY_LIMIT_MB = 900


def crawl_settings(
    source: Source,
    *,
    version: str,
    user_agent: str,
    hosts: frozenset[str],
    allow_loopback: bool = False,
    replay: bool = False,
) -> dict[str, Any]:
    """Settings for a run of `source` that may go to `hosts` only.

    `allow_loopback` is for a copy of the portal on this machine, `replay` for captured answers; both go without pauses.
    """
    local = allow_loopback or replay
    settings: dict[str, Any] = {
        "BOT_NAME": "uj-caselaw",
        "USER_AGENT": user_agent,
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": "uj-caselaw",
        "UJ_VERSION": version,
        "UJ_HOSTS": sorted(hosts),
        "UJ_ALLOW_LOOPBACK": allow_loopback,
        # pace
        "DOWNLOAD_DELAY": 0 if local else 60 / source.requests_per_minute,
        "RANDOMIZE_DOWNLOAD_DELAY": False,
        "AUTOTHROTTLE_ENABLED": not local,
        "AUTOTHROTTLE_START_DELAY": 0 if local else max(1.0, 60 / source.requests_per_minute),
        "CONCURRENT_REQUESTS": 4 if local else 2,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 4 if local else 1,
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",  # in the order of the listing
        "RETRY_TIMES": 2,
        "RETRY_GIVE_UP_LOG_LEVEL": "WARNING",
        # bounds
        "DOWNLOAD_TIMEOUT": 90,
        "DOWNLOAD_MAXSIZE": DOWNLOAD_LIMIT_BYTES,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "REDIRECT_MAX_TIMES": 5,
        "METAREFRESH_ENABLED": False,
        "CLOSESPIDER_TIMEOUT": RUN_LIMIT_S,
        "EXTENSIONS": {"scrapy.extensions.memusage.MemoryUsage": None, "spiders.memory.OwnMemoryUsage": 0},
        "MEMUSAGE_LIMIT_MB": MEMORY_LIMIT_MB,
        "MEMUSAGE_CHECK_INTERVAL_SECONDS": 10.0,
        "TWISTED_DNS_RESOLVER": "spiders.addresses.PublicAddressResolver",
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": not local,
        "REFERER_ENABLED": False,
        # doors
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "DOWNLOADER_MIDDLEWARES": {
            "spiders.addresses.AddressMiddleware": 50,
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "spiders.politeness.RobotsMiddleware": 100,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            "spiders.politeness.PatientRetryMiddleware": 550,
        },
        "ITEM_PIPELINES": {"spiders.archiving.ArchivePipeline": 300},
        # words
        "LOG_LEVEL": os.environ.get("UJ_LOG_LEVEL", "ERROR"),
        "LOGSTATS_INTERVAL": 0,
        "STATS_DUMP": False,
    }
    if replay:
        settings["DOWNLOAD_HANDLERS"] = {
            scheme: "spiders.replay.ReplayHandler" if scheme in ("http", "https") else None
            for scheme in ("http", "https", "data", "file", "ftp", "s3")
        }
    else:
        settings["DOWNLOAD_HANDLERS"] = {
            scheme: "spiders.connections.KeptConnections" if scheme in ("http", "https") else None
            for scheme in ("http", "https", "data", "file", "ftp", "s3")
        }
    return settings
