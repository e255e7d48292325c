"""SQLite's full-text index behind the same questions, as well as we can build it, to compare with.

Asked of both: words and their stems, other names of concepts, recorded facts, numbers and parts of numbers, phrases,
beginnings, exclusions, filters, dates, orders, relaxed queries, near spellings of unknown words, exact counts of all
facets, the best passages with marks, and why a decision was found (by the same code as ours).

SQLite is given texts that were folded and stemmed before, as our own index is; one row with all words of a decision for
matching and ranking; facets and numbers in tables of their own; sets of decisions by the cheapest plan we know. It is
spared what it has no means for: near spellings that differ in the first half of a word, words that stand near each
other, and weights for standing, headnotes and other names in its ranking.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from search_ui.index.engine import (
    AnyOf,
    Clause,
    Fact,
    Hit,
    Identifier,
    IndexedDecision,
    Passage,
    Phrase,
    Query,
    Results,
    Word,
)
from search_ui.index.folding import folded_words
from search_ui.index.highlight import Highlighter
from search_ui.index.hits import FoundPassage, Shown, build_hit, keys_of, recorded_facts
from search_ui.index.identifiers import partial_keys
from search_ui.index.meanings import text_forms
from search_ui.index.near_spellings import RARE, typos_allowed, within
from search_ui.index.order import days
from search_ui.index.relaxation import Relaxation, relaxation
from search_ui.index.stemming import STEMMERS, stems

_TABLES = """
CREATE VIRTUAL TABLE decision_words USING fts5(title, names, text, stems, content='', tokenize="unicode61 tokenchars ':@_'");
CREATE VIRTUAL TABLE passage_words USING fts5(text, stems, content='', tokenize="unicode61 tokenchars ':@_'");
CREATE VIRTUAL TABLE words USING fts5vocab(decision_words, row);
CREATE TABLE vocabulary(term TEXT PRIMARY KEY, doc INT) WITHOUT ROWID;
CREATE TABLE passage(row INTEGER PRIMARY KEY, data TEXT);
CREATE TABLE owner(row INTEGER PRIMARY KEY, n INT);
CREATE TABLE decision(n INTEGER PRIMARY KEY, data TEXT, first_day INT, last_day INT);
CREATE TABLE facet_value(v INTEGER PRIMARY KEY, name TEXT, value TEXT, UNIQUE(name, value));
CREATE TABLE facet(v INT, n INT, PRIMARY KEY(v, n)) WITHOUT ROWID;
CREATE TABLE facet_of(n INT, v INT, PRIMARY KEY(n, v)) WITHOUT ROWID;
CREATE TABLE fact(key TEXT, n INT, PRIMARY KEY(key, n)) WITHOUT ROWID;
CREATE TABLE identifier(key TEXT, n INT, whole INT, PRIMARY KEY(key, n)) WITHOUT ROWID;
"""
_LANGUAGES = ("de", "en", "fr", "nl", "es", "sv", "ar")
_MOST_NEAR = 20
_Set = tuple[str, list[object]]  # a SELECT of decisions and its parameters


class Fts5Index:
    """A library in one SQLite file. With `signs` other names of concepts are found by the signs that our own index
    writes for them (see `search_ui.index.meanings`); without, the usual way: the query asks for every name."""

    def __init__(self, file: Path, *, signs: bool = False) -> None:
        self._signs = signs
        self._values: dict[int, tuple[str, str]] = {}
        self._connection = sqlite3.connect(file, check_same_thread=False)
        self._connection.execute("PRAGMA cache_size = -400000")
        self._connection.execute("PRAGMA temp_store = MEMORY")
        self._connection.execute("PRAGMA mmap_size = 4000000000")

    # -- writing -----------------------------------------------------------------------------------------------------

    def build(self, decisions: Iterable[IndexedDecision]) -> None:
        """Index `decisions` in an empty file."""
        run, many = self._connection.execute, self._connection.executemany
        self._connection.executescript(_TABLES)
        row = 0
        numbers: dict[tuple[str, str], int] = {}
        for n, decision in enumerate(decisions):
            stemmer = STEMMERS.get(decision.language or "")
            heads = [text_forms(text, stemmer) for text in (decision.title, decision.court_name, *decision.names)]
            forms = [text_forms(passage.text, STEMMERS.get(passage.language or "")) for passage in decision.passages]
            meanings = [" ".join(form.meanings) for form in forms]
            all_forms = [*heads, *forms]
            run(
                "INSERT INTO decision_words(rowid, title, names, text, stems) VALUES (?, ?, ?, ?, ?)",
                (
                    n,
                    f"{heads[0].folded} {heads[1].folded}",
                    " | ".join(form.folded for form in heads[2:]),
                    " | ".join(form.folded for form in all_forms),
                    " | ".join([form.stems for form in all_forms] + (meanings if self._signs else [])),
                ),
            )
            facts = recorded_facts(decision)
            names_in_heads = sorted({meaning for form in heads for meaning in form.meanings})
            kept = [
                decision.id,
                decision.title,
                decision.court_name,
                decision.names,
                decision.identifiers,
                decision.language,
                facts,
                names_in_heads,
            ]
            first, last = days(decision.date) or (0, 0)
            run(
                "INSERT INTO decision VALUES (?, ?, ?, ?)",
                (n, json.dumps(kept, ensure_ascii=False), first, last),
            )
            many("INSERT INTO owner VALUES (?, ?)", [(at, n) for at in range(row, row + len(forms))])
            passages = list(zip(range(row, row + len(forms)), decision.passages, forms, meanings, strict=True))
            many(
                "INSERT INTO passage VALUES (?, ?)",
                [(at, json.dumps(_kept(passage, named), ensure_ascii=False)) for at, passage, _, named in passages],
            )
            many(
                "INSERT INTO passage_words(rowid, text, stems) VALUES (?, ?, ?)",
                [
                    (at, form.folded, f"{form.stems} | {named}" if self._signs else form.stems)
                    for at, _, form, named in passages
                ],
            )
            row += len(forms)
            pairs = {(name, value) for name, values in decision.facets.items() for value in values}
            mine = [numbers.setdefault(pair, len(numbers)) for pair in pairs]
            many("INSERT INTO facet VALUES (?, ?)", [(v, n) for v in mine])
            many("INSERT INTO facet_of VALUES (?, ?)", [(n, v) for v in mine])
            many("INSERT INTO fact VALUES (?, ?)", [(fact, n) for fact in facts])
            keys = {part: 0 for key in decision.identifiers for part in partial_keys(key)}
            keys |= dict.fromkeys(decision.identifiers, 1)
            many("INSERT INTO identifier VALUES (?, ?, ?)", [(key, n, whole) for key, whole in keys.items()])
        many("INSERT INTO facet_value VALUES (?, ?, ?)", [(v, *pair) for pair, v in numbers.items()])
        run("INSERT INTO decision_words(decision_words) VALUES ('optimize')")
        run("INSERT INTO passage_words(passage_words) VALUES ('optimize')")
        run("INSERT INTO vocabulary SELECT term, doc FROM words")
        self._connection.commit()
        run("ANALYZE")

    # -- reading -----------------------------------------------------------------------------------------------------

    def search(self, query: Query) -> Results:
        """The same page as `EmbeddedEngine.search` gives."""
        run = self._connection.execute
        self._frequency = cache(self._count_of)
        self._near = cache(self._near_spellings)
        run("CREATE TEMP TABLE IF NOT EXISTS found(n INTEGER PRIMARY KEY, score REAL)")
        run("DELETE FROM found")
        self._fill(query.must, query)
        total = self._inside(query)
        notes: tuple[str, ...] = ()
        if way := relaxation(query, total):
            weights = self._relax(way, query)
            notes = way.notes(total, total := self._inside(query), weights)
        page = self._page(query)
        facets: dict[str, dict[str, int]] = {facet: {} for facet in query.facets}
        self._count(query, None, [facet for facet in query.facets if not query.filters.get(facet)], facets)
        for facet in query.facets:
            if query.filters.get(facet):
                self._count(query, facet, [facet], facets)
        highlighter = Highlighter(query, frequency=self._frequency, near=self._near)
        passages = self._passages(page, query)
        hits = [self._hit(highlighter, n, passages.get(n, [])) for n in page]
        return Results(total, tuple(hits), facets, 0.0, notes)

    def _page(self, query: Query) -> list[int]:
        """The decisions of the page: best first, or in the order of their dates."""
        words = _any(part for clause in query.must for part in self._typed(clause))
        where, values = self._filter(query, None)
        if words and query.sort == "relevance":
            best = "SELECT rowid AS n, bm25(decision_words, 4, 6, 1, 0.7) AS rank FROM decision_words WHERE decision_words MATCH ?"
            ranked = f"SELECT f.n FROM found f LEFT JOIN ({best}) w ON w.n = f.n CROSS JOIN decision d ON d.n = f.n "
            order, parameters = "ORDER BY f.score DESC, coalesce(w.rank, 0), d.first_day DESC", [words]
        else:
            ranked, parameters = "SELECT f.n FROM found f CROSS JOIN decision d ON d.n = f.n ", []
            order = "ORDER BY d.first_day" + ("" if query.sort == "date" else " DESC")
        rows = self._connection.execute(
            f"{ranked} WHERE {where} {order} LIMIT ? OFFSET ?", [*parameters, *values, query.limit, query.offset]
        )
        return [n for (n,) in rows]

    def _fill(self, must: Sequence[Clause], query: Query) -> None:
        """Put the decisions that hold all of some clauses into `found`."""
        sets = [found for clause in must if (found := self._set(clause))]
        where = [f"n IN ({sql})" for sql, _ in sets]
        parameters = [value for _, values in sets for value in values]
        conditions, more = self._limits(query)
        self._connection.execute(
            f"INSERT INTO found SELECT n, 0 FROM decision WHERE {' AND '.join([*where, *conditions]) or 1}",
            [*parameters, *more],
        )

    def _limits(self, query: Query) -> tuple[list[str], list[object]]:
        """What is excluded, and the dates."""
        where: list[str] = []
        parameters: list[object] = []
        for clause in query.must_not:
            if found := self._set(clause, exactly=True):
                where.append(f"n NOT IN ({found[0]})")
                parameters += found[1]
        if lower := days(query.date_from):
            where.append(f"last_day >= {lower[0]}")
        if upper := days(query.date_to):
            where.append(f"first_day <= {upper[1]}")
        return where, parameters

    def _relax(self, way: Relaxation, query: Query) -> tuple[int, ...]:
        """Put the decisions that hold enough of a query into `found`; the weight of each of its groups."""
        run = self._connection.execute
        run("CREATE TEMP TABLE IF NOT EXISTS held(g INT, n INT)")
        run("DELETE FROM held")
        run("DELETE FROM found")
        self._fill(way.fixed, query)
        for number, group in enumerate(way.groups):
            sets = [found for clause in group.clauses if (found := self._set(clause))]
            if sets:
                sql = " INTERSECT ".join(f"SELECT n FROM ({sql})" for sql, _ in sets)
                values = [value for _, values in sets for value in values]
                run(f"INSERT INTO held SELECT {number}, n FROM ({sql}) WHERE +n IN (SELECT n FROM found)", values)
        counts = dict(run("SELECT g, count(*) FROM held GROUP BY g").fetchall())
        (every,) = run("SELECT count(*) FROM found").fetchone()
        weights = tuple(way.weights([counts.get(number, 0) for number in range(len(way.groups))], every))
        case = " ".join(f"WHEN {number} THEN {weight}" for number, weight in enumerate(weights))
        for needed in range(max(1, way.needed(weights)), 0, -1):
            run("DELETE FROM found")
            run(
                f"INSERT INTO found SELECT n, sum(CASE g {case} END) AS w FROM held GROUP BY n HAVING w >= ?",
                [needed],
            )
            if self._inside(query) >= query.relax_below:
                break
        return weights

    def _inside(self, query: Query) -> int:
        where, values = self._filter(query, None)
        total: int = self._connection.execute(f"SELECT count(*) FROM found f WHERE {where}", values).fetchone()[0]
        return total

    def _count(self, query: Query, without: str | None, wanted: Sequence[str], into: dict[str, dict[str, int]]) -> None:
        if not self._values:
            rows = self._connection.execute("SELECT v, name, value FROM facet_value")
            self._values = {v: (name, value) for v, name, value in rows}
        where, values = self._filter(query, without)
        counted = self._connection.execute(
            f"SELECT o.v, count(*) FROM found f CROSS JOIN facet_of o ON o.n = f.n WHERE {where} GROUP BY o.v ORDER BY 2 DESC",
            values,
        )
        for v, count in counted:
            name, value = self._values[v]
            if name in wanted:
                into[name][value] = count

    def _filter(self, query: Query, without: str | None) -> _Set:
        parts, values = ["1"], list[object]()
        for facet, allowed in query.filters.items():
            if allowed and facet != without:
                marks = ", ".join("?" * len(allowed))
                parts.append(
                    "f.n IN (SELECT n FROM facet WHERE v IN "
                    f"(SELECT v FROM facet_value WHERE name = ? AND value IN ({marks})))"
                )
                values += [facet, *allowed]
        return " AND ".join(parts), values

    def _passages(self, page: Sequence[int], query: Query) -> dict[int, list[FoundPassage]]:
        """The best passages of some decisions."""
        words = _any(part for clause in query.must for part in self._alternatives(clause))
        run = self._connection.execute
        found: dict[int, list[FoundPassage]] = {}
        if not words or not page:
            return found
        # one search for all of them: a search for each, of its own rows only, takes up to seven times as long
        best = run(
            "SELECT o.n, w.rowid, bm25(passage_words) FROM passage_words w CROSS JOIN owner o ON o.row = w.rowid "
            f"WHERE passage_words MATCH ? AND +o.n IN ({', '.join('?' * len(page))}) ORDER BY 1, 3",
            [words, *page],
        )
        for n, rows in groupby(best.fetchall(), key=itemgetter(0)):
            for _, row, rank in list(rows)[: query.passages_per_decision]:
                (data,) = run("SELECT data FROM passage WHERE row = ?", [row]).fetchone()
                found.setdefault(n, []).append(_read_passage(data, -rank))
        return found

    def _hit(self, highlighter: Highlighter, n: int, passages: Sequence[FoundPassage]) -> Hit:
        (data,) = self._connection.execute("SELECT data FROM decision WHERE n = ?", [n]).fetchone()
        id_, title, court, names, identifiers, language, facts, meanings = json.loads(data)
        shown = Shown(id_, title, court, tuple(names), tuple(identifiers), language, tuple(facts), frozenset(meanings))
        return build_hit(highlighter, shown, 0.0, passages)

    # -- what is asked -----------------------------------------------------------------------------------------------

    def _set(self, clause: Clause, *, exactly: bool = False) -> _Set | None:
        """The decisions that match a clause."""
        selects: list[str] = []
        values: list[object] = []
        if words := _any(self._alternatives(clause, exactly=exactly)):
            selects.append("SELECT rowid AS n FROM decision_words WHERE decision_words MATCH ?")
            values.append(words)
        for part in clause.parts if isinstance(clause, AnyOf) else (clause,):
            if isinstance(part, Fact):
                selects.append(f"SELECT n FROM fact WHERE key IN ({', '.join('?' * len(part.values))})")
                values += keys_of(part)
            elif isinstance(part, Identifier):
                selects.append("SELECT n FROM identifier WHERE key = ?" + (" AND whole" if exactly else ""))
                values.append(part.norm)
        return (" UNION ".join(selects), values) if selects else None

    def _alternatives(self, clause: Clause, *, exactly: bool = False) -> Iterator[str]:
        """What stands for a clause, in the query language of FTS5."""
        if isinstance(clause, Phrase):
            if words := folded_words(" ".join(clause.words)):
                yield f'"{" ".join(words)}"'
        elif isinstance(clause, Word):
            yield from self._word(clause, exactly)
        elif isinstance(clause, AnyOf):
            by_sign = self._signs and clause.meanings
            for part in _first_of(clause) if by_sign else clause.parts:
                yield from self._alternatives(part, exactly=exactly)
            if by_sign:
                yield from (f'"{meaning}"' for meaning in clause.meanings)

    def _typed(self, clause: Clause) -> Iterator[str]:
        """The same without other names, of which the ranking takes no account."""
        for part in _first_of(clause) if isinstance(clause, AnyOf) else (clause,):
            yield from self._alternatives(part)

    def _word(self, word: Word, exactly: bool) -> Iterator[str]:
        words = folded_words(word.text)
        if not words:
            return
        column = "names : " if word.accused else ""
        yield f'{column}"{" ".join(words)}"' + ("*" if word.prefix else "")
        if len(words) > 1 or exactly or word.accused:
            return
        stemmed = {stem for of_language in stems(word.text, _LANGUAGES).values() for stem in of_language}
        yield from (f'"{stem}"' for stem in sorted(stemmed) if stem != words[0] and stem.isalnum())
        if word.fuzzy and self._frequency(words[0]) < RARE:
            yield from (f'"{near}"' for near in self._near(words[0]))

    def _count_of(self, folded: str) -> int:
        row = self._connection.execute("SELECT doc FROM vocabulary WHERE term = ?", [folded]).fetchone()
        return int(row[0]) if row else 0

    def _near_spellings(self, folded: str) -> tuple[str, ...]:
        """Near spellings that begin like a word."""
        beginning = folded[: max(3, len(folded) // 2)]
        rows = self._connection.execute(
            "SELECT term FROM vocabulary WHERE term >= ? AND term < ?", [beginning, beginning + "\U0010ffff"]
        )
        alike = [term for (term,) in rows if term != folded]
        for distance in range(1, typos_allowed(folded) + 1):
            if near := [term for term in alike if within(folded, term, distance)]:
                return tuple(near[:_MOST_NEAR])
        return ()


def _first_of(clause: AnyOf) -> tuple[Clause, ...]:
    """What was typed: the first part, or the words of a name together and one of them."""
    two = clause.meanings and isinstance(clause.parts[0], Phrase) and isinstance(clause.parts[1], Word)
    return clause.parts[:2] if two else clause.parts[:1]


def _any(alternatives: Iterable[str]) -> str:
    return " OR ".join(dict.fromkeys(alternatives))


def _kept(passage: Passage, meanings: str) -> list[object]:
    return [passage.paragraph, passage.text, passage.number, passage.kind, passage.language, meanings]


def _read_passage(data: str, score: float) -> FoundPassage:
    *fields, meanings = json.loads(data)
    return FoundPassage(score, Passage(*fields), frozenset(meanings.split()))
