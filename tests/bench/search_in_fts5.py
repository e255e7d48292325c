"""SQLite's full-text index behind the same questions, to compare with: filters, exact facets, ranking, relaxed queries,
best passages with marks. It has no stems and no near spellings, and is not asked for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from search_ui.index.engine import (
    AnyOf,
    Clause,
    Fact,
    Identifier,
    IndexedDecision,
    PassageHit,
    Phrase,
    Query,
    Word,
)
from search_ui.index.folding import fold, folded_words
from search_ui.index.order import days
from search_ui.index.relaxation import relaxation

_TABLES = """
CREATE VIRTUAL TABLE decision_words USING fts5(title, names, text, content='', detail=full);
CREATE VIRTUAL TABLE passage_words USING fts5(text, number UNINDEXED, detail=full);
CREATE TABLE passage(row INTEGER PRIMARY KEY, n INT);
CREATE TABLE decision(n INTEGER PRIMARY KEY, id TEXT, title TEXT, first_day INT, last_day INT, first INT, last INT);
CREATE TABLE facet(name TEXT, value TEXT, n INT, PRIMARY KEY(name, value, n)) WITHOUT ROWID;
CREATE TABLE facet_of(n INT, name TEXT, value TEXT, PRIMARY KEY(n, name, value)) WITHOUT ROWID;
CREATE TABLE identifier(key TEXT, n INT, PRIMARY KEY(key, n)) WITHOUT ROWID;
"""
_Set = tuple[str, list[object]]  # a SELECT of decisions and its parameters


class Fts5Index:
    """A library in one SQLite file, in one of two ways. Plain: a table of passages, grouped by decision when asked.
    `by_decision`: beside it a table that holds all words of each decision in one row, as our own index does."""

    def __init__(self, file: Path, *, by_decision: bool = False) -> None:
        self._by_decision = by_decision
        self._connection = sqlite3.connect(file, check_same_thread=False)
        self._connection.execute("PRAGMA cache_size = -400000")
        self._connection.execute("PRAGMA temp_store = MEMORY")

    def build(self, decisions: Iterable[IndexedDecision]) -> None:
        """Index `decisions` in an empty file."""
        run = self._connection.execute
        self._connection.executescript(_TABLES)
        row = 0
        for n, decision in enumerate(decisions):
            texts = [fold(passage.text) for passage in decision.passages]
            names = " | ".join(map(fold, decision.names))
            words = " | ".join([fold(decision.title), names, *texts])
            if self._by_decision:
                run(
                    "INSERT INTO decision_words(rowid, title, names, text) VALUES (?, ?, ?, ?)",
                    (n, fold(decision.title), names, words),
                )
            else:
                texts.append(f"{fold(decision.title)} | {names}")
            first, last = days(decision.date) or (0, 0)
            end = row + len(texts)
            run(
                "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?)",
                (n, decision.id, decision.title, first, last, row, end),
            )
            numbers = [*(passage.number for passage in decision.passages), None][: len(texts)]
            passages = zip(range(row, end), texts, numbers, strict=True)
            self._connection.executemany("INSERT INTO passage VALUES (?, ?)", [(at, n) for at in range(row, end)])
            self._connection.executemany("INSERT INTO passage_words(rowid, text, number) VALUES (?, ?, ?)", passages)
            row = end
            values = {(name, value) for name, values in decision.facets.items() for value in values}
            self._connection.executemany("INSERT INTO facet VALUES (?, ?, ?)", [(*value, n) for value in values])
            self._connection.executemany("INSERT INTO facet_of VALUES (?, ?, ?)", [(n, *value) for value in values])
            keys = {(key, n) for key in decision.identifiers}
            self._connection.executemany("INSERT INTO identifier VALUES (?, ?)", keys)
        run("INSERT INTO decision_words(decision_words) VALUES ('optimize')")
        run("INSERT INTO passage_words(passage_words) VALUES ('optimize')")
        self._connection.commit()
        run("ANALYZE")

    def search(self, query: Query) -> tuple[int, list[list[PassageHit]], dict[str, dict[str, int]]]:
        """Total, the passages of the page's decisions, and facets."""
        run = self._connection.execute
        run("CREATE TEMP TABLE IF NOT EXISTS found(n INTEGER PRIMARY KEY, score REAL)")
        run("DELETE FROM found")
        sets = [found for clause in query.must if (found := self._set(clause))]
        self._fill(" INTERSECT ".join(f"SELECT n FROM ({sql})" for sql, _ in sets), sets, query)
        total = self._inside(query)
        if way := relaxation(query, total):
            self._relax(query, way.groups, way.weights, way.needed)
            total = self._inside(query)
        words = _expression([leaf for clause in query.must for leaf in _typed(clause)])
        if words and query.sort == "relevance":
            best = (
                "SELECT rowid AS n, bm25(decision_words, 4, 6, 1) AS rank FROM decision_words WHERE decision_words MATCH ?"
                if self._by_decision
                else "SELECT p.n, min(w.rank) AS rank FROM passage_words w JOIN passage p ON p.row = w.rowid "
                "WHERE passage_words MATCH ? GROUP BY p.n"
            )
            ranked = f"SELECT f.n FROM found f LEFT JOIN ({best}) w ON w.n = f.n JOIN decision d ON d.n = f.n "
            order, parameters = "ORDER BY f.score DESC, coalesce(w.rank, 0), d.first_day DESC", [words]
        else:
            ranked, parameters = "SELECT f.n FROM found f JOIN decision d ON d.n = f.n ", []
            order = "ORDER BY d.first_day" + ("" if query.sort == "date" else " DESC")
        where, values = _filter(query, None)
        page = run(
            f"{ranked} WHERE {where} {order} LIMIT ? OFFSET ?", [*parameters, *values, query.limit, query.offset]
        ).fetchall()
        facets: dict[str, dict[str, int]] = {}
        together = [facet for facet in query.facets if not query.filters.get(facet)]
        self._count(query, None, together, facets)
        for facet in query.facets:
            if query.filters.get(facet):
                self._count(query, facet, [facet], facets)
        return total, [self._passages(n, query) for (n,) in page], facets

    def _fill(self, sql: str, sets: Sequence[_Set], query: Query) -> None:
        where = [f"n IN ({sql})"] if sets else []
        parameters = [value for _, values in sets for value in values]
        for clause in query.must_not:
            if found := self._set(clause):
                where.append(f"n NOT IN ({found[0]})")
                parameters += found[1]
        if lower := days(query.date_from):
            where.append(f"last_day >= {lower[0]}")
        if upper := days(query.date_to):
            where.append(f"first_day <= {upper[1]}")
        condition = " AND ".join(where) or "1"
        self._connection.execute(f"INSERT INTO found SELECT n, 0 FROM decision WHERE {condition}", parameters)

    def _relax(self, query: Query, groups, weights, needed) -> None:  # type: ignore[no-untyped-def]
        run = self._connection.execute
        run("CREATE TEMP TABLE IF NOT EXISTS held(g INT, n INT)")
        run("DELETE FROM held")
        for number, group in enumerate(groups):
            sets = [found for clause in group.clauses if (found := self._set(clause))]
            if sets:
                sql = " INTERSECT ".join(f"SELECT n FROM ({sql})" for sql, _ in sets)
                values = [value for _, values in sets for value in values]
                run(f"INSERT INTO held SELECT {number}, n FROM ({sql})", values)
        counts = dict(run("SELECT g, count(*) FROM held GROUP BY g").fetchall())
        (every,) = run("SELECT count(*) FROM decision").fetchone()
        weighed = weights([counts.get(number, 0) for number in range(len(groups))], every)
        case = " ".join(f"WHEN {number} THEN {weight}" for number, weight in enumerate(weighed))
        run("DELETE FROM found")
        if case:
            run(
                f"INSERT INTO found SELECT n, sum(CASE g {case} END) AS w FROM held GROUP BY n HAVING w >= ?",
                [max(1, needed(weighed))],
            )

    def _inside(self, query: Query) -> int:
        where, values = _filter(query, None)
        total: int = self._connection.execute(f"SELECT count(*) FROM found f WHERE {where}", values).fetchone()[0]
        return total

    def _count(self, query: Query, without: str | None, wanted: Sequence[str], into: dict[str, dict[str, int]]) -> None:
        where, values = _filter(query, without)
        marks = ", ".join("?" * len(wanted))
        rows = self._connection.execute(
            f"SELECT o.name, o.value, count(*) FROM found f JOIN facet_of o ON o.n = f.n WHERE o.name IN ({marks}) "
            f"AND {where} GROUP BY o.name, o.value ORDER BY 3 DESC",
            [*wanted, *values],
        )
        for name, value, count in rows:
            into.setdefault(name, {})[value] = count

    def _passages(self, n: int, query: Query) -> list[PassageHit]:
        words = _expression([leaf for clause in query.must for leaf in _leaves(clause)])
        if not words:
            return []
        first, last = self._connection.execute("SELECT first, last FROM decision WHERE n = ?", (n,)).fetchone()
        rows = self._connection.execute(
            "SELECT number, highlight(passage_words, 0, '\x02', '\x03') FROM passage_words WHERE passage_words MATCH ? "
            "AND rowid >= ? AND rowid < ? ORDER BY bm25(passage_words) LIMIT ?",
            (words, first, last, query.passages_per_decision),
        )
        return [PassageHit(0, number, "", text, (), 0.0) for number, text in rows]

    def _set(self, clause: Clause) -> _Set | None:
        """The decisions that match a clause."""
        selects: list[str] = []
        values: list[object] = []
        if words := _expression(_leaves(clause)):
            selects.append(
                "SELECT rowid AS n FROM decision_words WHERE decision_words MATCH ?"
                if self._by_decision
                else "SELECT p.n FROM passage_words w JOIN passage p ON p.row = w.rowid WHERE passage_words MATCH ?"
            )
            values.append(words)
        for part in clause.parts if isinstance(clause, AnyOf) else (clause,):
            if isinstance(part, Fact):
                marks = ", ".join("?" * len(part.values))
                selects.append(f"SELECT n FROM facet WHERE name = ? AND value IN ({marks})")
                values += [part.facet, *part.values]
            elif isinstance(part, Identifier):
                selects.append("SELECT n FROM identifier WHERE key = ?")
                values.append(part.norm)
        return (" UNION ".join(selects), values) if selects else None


def _filter(query: Query, without: str | None) -> tuple[str, list[object]]:
    parts, values = ["1"], []
    for facet, allowed in query.filters.items():
        if allowed and facet != without:
            marks = ", ".join("?" * len(allowed))
            parts.append(f"f.n IN (SELECT n FROM facet WHERE name = ? AND value IN ({marks}))")
            values += [facet, *allowed]
    return " AND ".join(parts), values


def _leaves(clause: Clause) -> list[Word | Phrase]:
    if isinstance(clause, AnyOf):
        return [leaf for part in clause.parts for leaf in _leaves(part)]
    return [clause] if isinstance(clause, Word | Phrase) else []


def _typed(clause: Clause) -> list[Word | Phrase]:
    return _leaves(clause.parts[0]) if isinstance(clause, AnyOf) and clause.parts else _leaves(clause)


def _expression(leaves: Iterable[Word | Phrase]) -> str:
    """Any of some words and phrases in the query language of FTS5."""
    found = dict.fromkeys(
        f'"{" ".join(words)}"' + ("*" if isinstance(leaf, Word) and leaf.prefix else "")
        for leaf in leaves
        if (words := folded_words(leaf.text if isinstance(leaf, Word) else " ".join(leaf.words)))
    )
    return " OR ".join(found)
