"""Short forms of citations that certainly mean one earlier citation of the same text: `aaO`, `ibid.`, `cited above`.

Three kinds are read. *Place words* (`aaO`, `ebd.`, `ibid.`, `id. at`) mean the citation just before them; with a
court's name before the word, the one decision of that court the paragraph has cited. *Names* (`Jorgic, cited above`,
`the Eichmann case`, `arrêt Ould Dah, précité`) mean the only decision that was cited with this name of a party.
*Descriptions* (`voornoemd arrest`, `arrêt précité`) mean the only decision the paragraph has cited so far.

Wherever two decisions could be meant, or the antecedent is a book, nothing is read: a short form without a citation is
no error, a wrong antecedent is. A decision cited with several of its identifiers at once (`3 StR 57/17, BGHSt 62, 272`)
is one decision, and the first of them is what the short form points to.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enrichment.decision import Citation, CitationKind
from enrichment.facts.dockets import docket_key
from enrichment.facts.normalise import Folded, fold
from enrichment.text import Paragraph, Role

VERSION = "1"

_PLACE = re.compile(
    r"(?<!\w)(?:a\. ?a\. ?O\.|aaO\b|AaO\b|[Ee]bd\.|[Ee]benda\b|[Ii]bid\.?(?!\w)|[Ii]bidem\b|[Ll]oc\. ?cit\.|(?:Id|"
    r"id)\. at(?= ))"
)
_DESCRIBED = re.compile(
    r"(?<!\w)(?:(?:[Vv]oornoemde?|[Gg]enoemde?|[Aa]angehaalde?) (?:arrest|vonnis|uitspraak|beschikking)"
    r"|(?:arrêt|jugement|décision) (?:précitée?|susvisée?|susmentionnée?)|(?:[Nn]ämnda|[Oo]vannämnda) (?:avgörande|"
    r"dom|rättsfall)"
    r"|(?:citada|mencionada|referida) (?:sentencia|resolución)|(?:sentencia|resolución) (?:citada|precitada)"
    r"|(?:judge?ment|decision|ruling) cited above|(?:above-cited|aforementioned) (?:judge?ment|decision|case))(?!\w)"
)
_WORD = r"[A-ZÀ-Ž][\w’'-]+"
_PARTY = rf"(?:(?:Al|El|Van|Von|De|Ould|Ben|Abu|Ag)[ -])?{_WORD}"
_NAMED = re.compile(
    rf"(?<![\w-])(?:(?P<a>{_PARTY})(?: ?\(| ?,| ?–)? ?(?:cited above|above, (?:§|para)|précitée?|préc\.|aaO\b|"
    rf"a\. ?a\. ?O\.|"
    r"voornoemd|aangehaald|cit\.)"
    rf"|(?:[Tt]he|[Ii]n|im|des|der|dem|in|In) (?P<b>{_PARTY}) (?:case|judge?ment|Judge?ment|decision|Case|ruling)(?!\w)"
    rf"|(?:[Ii]m|den|dem|des) (?:Fall|Urteil|Verfahren|Rechtssache) (?P<c>{_PARTY})(?!\w)|(?:im|des|dem|"
    rf"das) (?P<h>{_WORD})-(?:Urteil|Fall|Verfahren|Entscheidung)s?(?!\w)"
    rf"|(?:l'arrêt|l'affaire|arrêt|affaire|décision) (?P<d>{_PARTY})(?:, | )(?:précitée?|susmentionnée?)"
    rf"|(?:het arrest|de zaak|arrest|zaak) (?P<e>{_PARTY})(?!\w)|(?:caso|asunto|sentencia) (?P<f>{_PARTY})(?!\w)|"
    rf"(?:målet|rättsfallet|fallet) (?P<g>{_PARTY})(?!\w))"
)
_VERSUS = r"(?:v\.?|vs\.?|versus|c\.|contre|gegen|g\.|\./\.|tegen|mot|contra|against)"
_PARTIES = re.compile(
    rf"(?P<first>{_WORD}(?:[ -]{_WORD}){{0,4}}(?: \([^()]{{1,40}}\))?(?: (?:and|et|und|en) (?:[Oo]thers|autres?|"
    rf"[Aa]ndere|anderen)| et al\.?)?) {_VERSUS} "
    rf"(?P<second>(?:the |la |le |l'|den |die |de )?{_WORD}(?: (?:of |de |du |des |the |and |"
    rf"v[oa]n ){{0,2}}{_WORD}){{0,5}})"
)
# a State or a prosecutor is a party in so many cases that its name tells none of them
_NOBODY = re.compile(
    r"(?:Prosecutor|Procureur|Public|Prosecution|State|Staat|States|Attorney-General|General|Secretary|Crown|Regina|"
    r"Rex|Ministère|"
    r"Ministerio|Minister|Government|Commissioner|Minister\w*|Kingdom|Republic\w*|United|Department|Germany|France|"
    r"Belgium|Israel|"
    r"Netherlands|Switzerland|Senegal|Sweden|Italy|Spain|Croatia|Bosnia|Herzegovina|Serbia|Turkey|Russia|Rwanda|"
    r"Congo|Deutschland|"
    r"Frankreich|Belgien|Schweiz|Allemagne|Belgique|Suisse|Sénégal|Italie|Espagne|Duitsland|Nederland|België|"
    r"Frankrijk|Tyskland|"
    r"Sverige|Norge|Danmark|Alemania|Francia|Österreich|Austria|Canada|Immigration|Citizenship|Poland|Polen|Latvia|"
    r"Lithuania|Court|"
    r"Others|Police|Commission|Council|Kroatien|Chile|Argentina|Libya|Syria|Iran|Iraq|The|Anklagemyndigheden|"
    r"Påtalemyndigheten)"
)
_COURTS = re.compile(
    r"(?<!\w)(BGH|BVerfG|BVerwG|BAG|BSG|BFH|EuGH|EGMR|EKMR|IStGH|JStGH|RStGH|IGH|OGH|VfGH|VwGH|BGer|BStGer|HR|EHRM|"
    r"CEDH|CJUE|"
    r"ECHR|ECtHR|ICJ|ICC|ICTY|ICTR|TS|TC|HD|(?:OLG|KG|LG|VG|OVG|Rb\.|Hof) ?[A-ZÄÖÜ]?[a-zäöü-]*)(?!\w)"
)
_APART = re.compile(
    r";|\.(?= [A-ZÀ-Ž])|(?<!\w)(?:und|sowie|and|et|en|och|y|vgl|cf|see|ferner|siehe|vergleiche|zie|jf|jämför)(?!\w)"
)
_BEFORE_PLACE = re.compile(
    r"(?:^|[;:(–-] ?|(?<=[\w)]{2})\. |(?<!\w)(?:[Vv]gl\.?|[Ss]ee|[Cc]f\.?|[Vv]oir|[Zz]ie|[Ss]o|[Ss]iehe|ebenso|auch|"
    r"also|bereits) )$"
)
_BOOK = re.compile(
    r"(?<!\w)(?:in:|Rz?\.|Rdn?r?\.?|Aufl\.|S\.|p\.|pp\.|Vol\.|ed\.|Hrsg|Kommentar|NJW|NStZ|JZ|Journal|Review|"
    r"Art\.)(?!\w)"
)
_SENTENCE = re.compile(r"[.;:!?](?= [A-ZÀ-Ž(])")
_NEXT_NOTE = 260  # characters a footnote may have whose only citation `Ibid.` in the next one means
_NEAR = 400  # characters between a citation and the place word that means it
_RIVALS = 12  # citations before the last that may stand beside it
_PLACES = re.compile(r"R[nz]\. ?\d+")
_FULL_NAME = re.compile(rf" {_VERSUS} ")
_REACH = 700  # characters before a place word with a court's name in which its decision is looked for


@dataclass(frozen=True, slots=True)
class _Decision:
    """A decision as cited at one place: its citations side by side, first to last."""

    citations: tuple[Citation, ...]
    court: str | None
    names: frozenset[str]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(_key(citation) for citation in self.citations)


def find_short_forms(paragraphs: Sequence[Paragraph], citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The short forms in `paragraphs` whose antecedent among `citations` (of the same paragraphs, in reading order) is
    certain, in reading order. Kind and norm are the antecedent's; `by` names the rule."""
    by_paragraph: dict[int, list[Citation]] = {}
    for citation in citations:
        if citation.kind is not CitationKind.PROVISION and citation.norm:
            by_paragraph.setdefault(citation.paragraph, []).append(citation)
    found: list[Citation] = []
    named: dict[str, _Decision | None] = {}  # None: several decisions were cited with the name
    note_before: list[_Decision] = []
    for index, paragraph in enumerate(paragraphs):
        cited = list(_decisions(paragraph.text, by_paragraph.get(index, [])))
        if cited or note_before or named:
            folded = fold(paragraph.text)
            if cited or note_before:
                found += _place_words(index, folded, paragraph, cited, note_before)
            if cited:
                found += _described(index, folded, cited)
            if any(decision.names for decision in cited) or named:
                found += _names(index, folded, cited, named)
        for decision in cited:
            for name in decision.names:
                named[name] = _one(named.get(name, decision), decision)
        if paragraph.role is Role.FOOTNOTE:
            note_before = cited if len(paragraph.text) <= _NEXT_NOTE and not _BOOK.search(paragraph.text) else []
    taken = {(citation.paragraph, place) for citation in citations for place in range(citation.start, citation.end)}
    return tuple(item for item in found if not any((item.paragraph, at) in taken for at in range(item.start, item.end)))


def with_short_forms(paragraphs: Sequence[Paragraph], citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """`citations` and the short forms of them, in reading order."""
    together = (*citations, *find_short_forms(paragraphs, citations))
    return tuple(sorted(together, key=lambda citation: (citation.paragraph, citation.start)))


def _key(citation: Citation) -> str:
    return docket_key(citation.norm or citation.text)


def _decisions(text: str, citations: Sequence[Citation]) -> Iterator[_Decision]:
    """Citations that stand side by side are identifiers of one decision."""
    group: list[Citation] = []
    end_before = 0
    for citation in [*citations, None]:
        if citation is not None and group:
            between = text[group[-1].end : citation.start]
            # two numbers of one kind are two decisions (or two files of one, which a short form would not tell apart)
            alike = any(citation.kind is other.kind for other in group)
            if not alike and len(between) <= 60 and not _APART.search(between):
                group.append(citation)
                continue
        if group:
            before = text[max(end_before, group[0].start - 200) : group[0].start]
            courts = _COURTS.findall(before)
            yield _Decision(tuple(group), courts[-1] if courts else None, frozenset(_party_names(before)))
            end_before = group[-1].end
        group = [citation] if citation is not None else []


def _party_names(before: str) -> Iterator[str]:
    matches = list(_PARTIES.finditer(before.rpartition(";")[2]))
    if not matches:
        return
    for side in (matches[-1]["first"], matches[-1]["second"]):
        words = [
            word for word in re.sub(r" \([^()]*\)", "", side).replace(" et al", "").split(" ") if word[:1].isupper()
        ]
        if words and not _NOBODY.fullmatch(words[-1]) and not (side is matches[-1]["second"] and _NOBODY.search(side)):
            yield _plain_name(words[-1])


def _plain_name(name: str) -> str:
    return re.sub(r"['’]s$", "", name).casefold()


def _one(first: _Decision | None, second: _Decision) -> _Decision | None:
    """The decision that both are, as first cited, or None."""
    return first if first is not None and first.keys & second.keys else None


def _same(decisions: Sequence[_Decision]) -> _Decision | None:
    """The one decision they all are, or None."""
    meant = decisions[0] if decisions else None
    for decision in decisions:
        meant = _one(meant, decision)
    return meant


def _place_words(
    index: int, folded: Folded, paragraph: Paragraph, cited: Sequence[_Decision], note_before: Sequence[_Decision]
) -> Iterator[Citation]:
    text = folded.text
    ends = [decision.citations[-1].end for decision in cited]
    for match in _PLACE.finditer(text):
        start, end = folded.span(*match.span())
        before = bisect_right(ends, start)
        lead = text[max(0, match.start() - 40) : match.start()]
        bare = lead.rstrip(" ,(")
        court = next((found for found in _COURTS.finditer(bare) if found.end() == len(bare)), None)
        meant: _Decision | None = None
        if court is not None:
            near = cited[bisect_right(ends, start - _REACH) : before]
            if all(item.court for item in near):
                meant = _same([item for item in near if item.court == court[1]])
        elif not _BEFORE_PLACE.search(lead) or (lead.endswith(". ") and match[0][0].islower()):
            continue
        elif before:
            meant = _last(paragraph.text, start, cited[max(0, before - _RIVALS) : before])
        elif paragraph.role is Role.FOOTNOTE and match.start() < 12:
            meant = _same(note_before) if len(note_before) == 1 else None
        if meant is not None:
            yield _short(meant, index, start, end, folded.original, "place")


def _last(text: str, start: int, before: Sequence[_Decision]) -> _Decision | None:
    """The decision cited last, if it is in this or the sentence before, no other stands beside it and no book after."""
    last = before[-1]
    between = fold(text[last.citations[-1].end : start]).text[: _NEAR + 1]
    if len(between) > _NEAR or len(_SENTENCE.findall(between)) > 1 or _BOOK.search(_PLACES.sub("", between)):
        return None
    first = last.citations[0].start
    for item in reversed(before[:-1]):
        if item.citations[-1].end < first - 250 or ". " in text[item.citations[-1].end : first]:
            break
        if not item.keys & last.keys:
            return None
    return last


def _described(index: int, folded: Folded, cited: Sequence[_Decision]) -> Iterator[Citation]:
    position, meant = 0, cited[0] if cited else None
    for match in _DESCRIBED.finditer(folded.text):
        start, end = folded.span(*match.span())
        while position < len(cited) and cited[position].citations[-1].end <= start:
            meant = _one(meant, cited[position])
            position += 1
        if meant is not None and position:
            yield _short(meant, index, start, end, folded.original, "described")


def _names(
    index: int, folded: Folded, cited: Sequence[_Decision], named: dict[str, _Decision | None]
) -> Iterator[Citation]:
    known, position = dict[str, _Decision | None](), 0
    for match in _NAMED.finditer(folded.text):
        group = next(name for name, value in match.groupdict().items() if value)
        start, end = folded.span(match.start(group), match.end())
        while position < len(cited) and cited[position].citations[-1].end <= start:
            for name in cited[position].names:
                earlier = known.get(name, named.get(name, cited[position]))
                known[name] = _one(earlier, cited[position])
            position += 1
        name = _plain_name(match[group].split(" ")[-1])
        meant = known[name] if name in known else named.get(name)
        if meant is not None and not _FULL_NAME.match(folded.text, match.end()):
            yield _short(meant, index, start, end, folded.original, "case_name")


def _short(meant: _Decision, paragraph: int, start: int, end: int, text: str, rule: str) -> Citation:
    first = meant.citations[0]
    return Citation(first.kind, text[start:end], first.norm, paragraph, start, end, f"short_form.{rule}/{VERSION}")
