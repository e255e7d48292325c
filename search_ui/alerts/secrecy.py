"""Addresses and secrets at rest: sealed with the operator's key where there is one, found by a keyed hash."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from search_ui.alerts.model import AlertsError

_PLAIN, _SEALED = b"0:", b"1:"


class Vault:
    """Seals and opens. `key` is a Fernet key, or several with the newest first (older ones still open); without one
    nothing is encrypted."""

    def __init__(self, key: str | None) -> None:
        keys = [part.strip() for part in (key or "").split(",") if part.strip()]
        try:
            self._fernet = MultiFernet([Fernet(part) for part in keys]) if keys else None
        except ValueError as error:
            raise AlertsError(
                "UJ_ALERTS_KEY is no Fernet key; make one with "
                '`python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"`'
            ) from error

    @property
    def encrypts(self) -> bool:
        """Whether there is a key."""
        return self._fernet is not None

    def seal(self, data: bytes) -> bytes:
        """`data` in the form in which it is stored."""
        return _SEALED + self._fernet.encrypt(data) if self._fernet else _PLAIN + data

    def open(self, stored: bytes) -> bytes:
        """What was sealed. Raises `AlertsError` without the key it was sealed with."""
        if stored.startswith(_PLAIN):
            return stored[len(_PLAIN) :]
        if self._fernet is None:
            raise AlertsError("addresses of subscribers are encrypted; set UJ_ALERTS_KEY to the key in use")
        try:
            return self._fernet.decrypt(stored[len(_SEALED) :])
        except InvalidToken as error:
            raise AlertsError("addresses of subscribers are encrypted with another UJ_ALERTS_KEY") from error

    def is_stale(self, stored: bytes) -> bool:
        """Whether something is stored unencrypted although there is a key now."""
        return self.encrypts and stored.startswith(_PLAIN)

    def seal_text(self, text: str | None) -> bytes | None:
        """`seal` for text that may be missing."""
        return None if text is None else self.seal(text.encode())

    def open_text(self, stored: bytes | None) -> str | None:
        """`open` for text that may be missing."""
        return None if stored is None else self.open(stored).decode()


def normal_address(email: str) -> str:
    """An address in the form in which two are compared."""
    return unicodedata.normalize("NFC", email).strip().casefold()


def address_hash(address_key: bytes, email: str) -> str:
    """What an address is found by: useless without the key, which stands sealed in the same database."""
    return hmac.new(address_key, normal_address(email).encode(), hashlib.sha256).hexdigest()


def token_hash(token: str) -> str:
    """What a one-time token is kept as; tokens are long and random, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
