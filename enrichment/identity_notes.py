"""What is noted while the identity of a document is read: facts with their evidence, reasons, contradictions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from enrichment.decision import Certainty, Evidence, Fact
from enrichment.text import Declared, DeclaredField, Text

VERSION = "1"

DECLARED_BY = f"identity.declared/{VERSION}"
_TEXT_BY = f"identity.caption/{VERSION}"


@dataclass(slots=True)
class Notes:
    """What is collected while the fields are read."""

    facts: list[Fact] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def declared(self, name: str, value: str, item: Declared) -> str:
        """Note a value that the portal declares; the value."""
        evidence = Evidence(quote=item.value, declared=item.path)
        self.facts.append(Fact(name, value, DECLARED_BY, evidence=(evidence,)))
        return value

    def read(self, name: str, value: str, evidence: Evidence | None, certainty: Certainty = Certainty.CERTAIN) -> str:
        """Note a value read from the text; the value."""
        self.facts.append(Fact(name, value, _TEXT_BY, certainty, (evidence,) if evidence else ()))
        return value


def all_declared(text: Text, wanted: DeclaredField) -> Iterable[Declared]:
    """What the portal declares for a field, without what is blank."""
    return (item for item in text.declared if item.field is wanted and item.value.strip())


def first_declared(text: Text, wanted: DeclaredField) -> Declared | None:
    """The first of what the portal declares for a field."""
    return next(iter(all_declared(text, wanted)), None)
