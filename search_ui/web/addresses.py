"""Addresses on this site, and which foreign ones may be linked."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode, urlsplit


def decision_address(decision_id: str) -> str:
    """The page of a decision."""
    return f"/decisions/{quote(decision_id, safe='')}"


def case_address(case_key: str) -> str:
    """The page of a case."""
    return f"/cases/{quote(case_key, safe='')}"


def concept_address(concept_id: str) -> str:
    """The page of a concept of the glossary."""
    return f"/concepts/{quote(concept_id, safe='')}"


def country_address(code: str) -> str:
    """The page of a State (ISO 3166-1 alpha-3), or of the international courts (`INTL`)."""
    return f"/countries/{quote(code, safe='')}"


def court_address(court_id: str) -> str:
    """The page of a court; its id has a stroke in it, which stays one."""
    return f"/courts/{quote(court_id, safe='/')}"


def search_address(parameters: Iterable[tuple[str, str]] = (), *, path: str = "/search") -> str:
    """A search with these parameters, in their order; empty values are left out."""
    written = urlencode([(name, value) for name, value in parameters if value])
    return f"{path}?{written}" if written else path


def following_address(kind: str, target: str) -> str:
    """The page that offers alerts for something to follow (`case`, `court`, `cites` ...)."""
    return search_address([("kind", kind), ("target", target)], path="/alerts/new")


def web_address(url: str | None) -> str | None:
    """`url` when it is an http or https address of another machine, without credentials, else None: what a portal or
    a file declares as its address may be anything (`javascript:`, a path on somebody's disk, the sample server of the
    demonstration that has long stopped)."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    elsewhere = host and host != "localhost" and not host.startswith("127.") and host != "::1"
    return url if parts.scheme in ("http", "https") and elsewhere and parts.username is None else None


def contact_address(contact: str | None) -> str | None:
    """A contact as something to click: a mail address as `mailto:`, a web address as it is, anything else None."""
    if contact and "@" in contact and "/" not in contact and " " not in contact:
        return f"mailto:{contact.removeprefix('mailto:')}"
    return web_address(contact)
