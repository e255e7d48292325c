"""Addresses that messages carry, and the signatures that make them unguessable.

One secret of the operator gives a key for each purpose, so that an address made for one is worth nothing for another.
Signed addresses need no storage: who holds one may do the one thing it is for. What may be done only once (confirming,
signing in) is a random token kept in the alerts' database instead.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

Purpose = Literal["unsubscribe", "feed", "manage", "session", "form", "address"]
_TAG_BYTES = 18


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs with keys derived from `secret` (any length; 32 random bytes are wanted)."""

    secret: bytes = field(repr=False)

    def sign(self, purpose: Purpose, text: str) -> str:
        """`text` and its tag, fit for an address."""
        return f"{_encoded(text.encode())}.{self.tag(purpose, text)}"

    def read(self, purpose: Purpose, signed: str) -> str | None:
        """The text of what `sign` gave for this purpose, None for anything else."""
        body, dot, tag = signed.partition(".")
        text = _decoded(body) if dot and signed.isascii() else None
        return text if text is not None and hmac.compare_digest(tag, self.tag(purpose, text)) else None

    def tag(self, purpose: Purpose, text: str) -> str:
        """What only the holder of the secret can make for `text` and `purpose`."""
        key = hmac.new(self.secret, f"uj-caselaw alerts {purpose}".encode(), hashlib.sha256).digest()
        return _encoded(hmac.new(key, text.encode(), hashlib.sha256).digest()[:_TAG_BYTES])


def new_token() -> str:
    """A random token that counts once (256 bits)."""
    return secrets.token_urlsafe(32)


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _decoded(text: str) -> str | None:
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return data.decode() if _encoded(data) == text else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Links:
    """Full addresses on the site at `origin` (scheme and host, without a final slash)."""

    origin: str
    signer: Signer

    def decision(self, decision_id: str, paragraph: int | None = None) -> str:
        """The page of a decision, at a paragraph (its index) where one is given."""
        anchor = "" if paragraph is None else f"#p{paragraph}"
        return f"{self.origin}/decisions/{quote(decision_id, safe='')}{anchor}"

    @property
    def manage(self) -> str:
        """The page with a subscriber's alerts."""
        return f"{self.origin}/alerts"

    def record(self, subscription_id: str) -> str:
        """The record of one subscription: every match and what became of it."""
        return f"{self.origin}/alerts/{quote(subscription_id, safe='')}/record"

    def unsubscribe(self, subscription_id: str) -> str:
        """Ends one subscription: a page with a button, and one-click by POST (RFC 8058)."""
        return f"{self.origin}/alerts/stop/{self.signer.sign('unsubscribe', f'one:{subscription_id}')}"

    def unsubscribe_all(self, subscriber_id: str) -> str:
        """Ends everything a subscriber is sent."""
        return f"{self.origin}/alerts/stop/{self.signer.sign('unsubscribe', f'all:{subscriber_id}')}"

    def feed(self, subscription_id: str) -> str:
        """The Atom feed of one subscription."""
        return f"{self.origin}/alerts/feeds/{self.signer.sign('feed', subscription_id)}.atom"

    def key(self, subscription_id: str) -> str:
        """Opens the page of a subscription that has no mail address behind it."""
        return f"{self.origin}/alerts/key/{self.signer.sign('manage', subscription_id)}"

    def confirm(self, token: str) -> str:
        """Confirms a new alert, once."""
        return f"{self.origin}/alerts/confirm/{token}"

    def enter(self, token: str) -> str:
        """Signs in, once."""
        return f"{self.origin}/alerts/enter/{token}"
