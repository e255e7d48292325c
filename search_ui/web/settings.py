"""What the operator of the site decides, as plain data: sources and their state, contact, where originals are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceState:
    """One court portal as the coverage page shows it.

    `publisher` to `covers` describe the source, `active` to `failures` its last runs. Times are ISO 8601, `country`
    ISO 3166-1 alpha-3, `languages` ISO 639-1, `schedule` a cron line. The web room never imports the spiders: whoever
    starts the site fills these in.
    """

    id: str
    name: str
    publisher: str
    country: str | None = None
    languages: tuple[str, ...] = ()
    landing_page: str | None = None
    licence: str = ""
    reuse_terms: str = ""
    robots_position: str = ""
    covers: str = ""
    schedule: str | None = None
    active: bool = True
    inactive_reason: str | None = None
    last_run: str | None = None
    last_success: str | None = None
    records: int | None = None
    quarantined: int | None = None
    gaps: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes a court served, and the media type and file name it gave them."""

    data: bytes
    media_type: str = "application/octet-stream"
    file_name: str | None = None


def _no_sources() -> Sequence[SourceState]:
    return ()


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How one site is run.

    `sources` is asked on every view of the coverage page, so that it never shows an old state. `original` finds the
    archived bytes by SHA-256 (None: not held, or may not be handed on); without it no download is offered.
    `public_url` is the address people reach the site by, without a final slash; feeds and citations use it, the
    address of the request otherwise. `contact` is the address for takedown and corrections (mail or https).
    """

    sources: Callable[[], Sequence[SourceState]] = _no_sources
    original: Callable[[str], Original | None] | None = None
    public_url: str | None = None
    operator: str | None = None
    contact: str | None = None
    page_size: int = 20
