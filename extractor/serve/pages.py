"""The pages: a corpus with search and facets, an article with its facts beside the text, the series of an indicator.

All that comes from a news page is escaped, and a Content-Security-Policy forbids scripts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any
from urllib.parse import urlencode, urlsplit

from datasette.utils.asgi import Response

from extractor.serve.plot import legend, svg
from extractor.store.query import keys_named, search_terms
from extractor.store.report import figure, unit_words

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:1250px;margin:0 auto;padding:1em}nav a{margin-right:1em}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3em .6em;border-bottom:1px solid #ddd;"
    "vertical-align:top}main.two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.3fr);gap:2em}.text{white-space:pre-wrap}"
    "mark.amounts{background:#ffe08a}mark.roles{background:#bfe3c6}mark.quotes{background:#d5e4f7}"
    "mark.mentions{background:#eadcf5}svg{width:100%;max-width:760px}svg text{font:12px sans-serif}"
    ".facets a{margin-right:.8em;white-space:nowrap}input,button{font:inherit;padding:.2em .4em}"
    ".day,td.figure{white-space:nowrap}main.two h2{margin:1em 0 .2em}main.two h2:first-child{margin-top:0}"
    "main.two table{font-size:14px}"
)


_CLASS = {"published": "day"}  # of a column's cells; the others' is the column's name
_MARKED = {"amounts": "amount", "roles": "role", "quotes": "quote", "mentions": "name"}
_MOST_PLOTS = 12


def _page(title: str, body: str, status: int = 200) -> Any:
    nav = '<nav><a href="/-/corpus">Corpus</a><a href="/-/series">Series</a><a href="/">Tables</a></nav>'
    html = (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style></head>'
        f"<body>{nav}<h1>{escape(title)}</h1>{body}</body></html>"
    )
    return Response.html(html, status=status, headers={"Content-Security-Policy": _POLICY})


async def _rows(datasette: Any, query: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    result = await datasette.get_database().execute(query, values)
    return [dict(row) for row in result.rows]


def _cell(value: object) -> str:
    return escape("" if value is None else str(value))


def _period(value: str | None) -> str:
    """A period that may be broken at its slash only."""
    return "/<wbr>".join(f'<span class="day">{escape(day)}</span>' for day in (value or "").split("/"))


def _table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    cells = (
        "".join(f'<td class="{_CLASS.get(c, c)}">{cell}</td>' for c, cell in zip(columns, row, strict=True))
        for row in rows
    )
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<table><tr>{head}</tr>{body}</table>"


def _link(url: str | None) -> str:
    """A page's own address, as a link where it is one of the web's."""
    if url and urlsplit(url).scheme in ("http", "https"):
        return f'<a rel="noreferrer nofollow" href="{escape(url)}">{escape(url)}</a>'
    return _cell(url)


async def corpus(request: Any, datasette: Any) -> Any:
    """Articles, newest first, searched by dictionary form, with facets."""
    words, where = request.args.get("q") or "", ["1 = 1"]
    values: dict[str, Any] = {}
    if terms := search_terms(words, sqlite=True):
        where.append("seq IN (SELECT rowid FROM articles_search WHERE articles_search MATCH :terms)")
        values["terms"] = terms
    chosen = {name: request.args.get(name) for name in ("publisher", "language", "section") if request.args.get(name)}
    for name, value in chosen.items():
        where.append(f"{name} = :{name}")
        values[name] = value
    condition = " AND ".join(where)
    facets = ""
    for name in ("publisher", "language", "section"):
        query = (
            f"SELECT {name} AS v, count(*) AS n FROM articles WHERE {condition} AND {name} IS NOT NULL "
            "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 12"
        )
        links = []
        for row in await _rows(datasette, query, values):
            address = escape(urlencode({"q": words, **chosen, name: row["v"]}))
            links.append(f'<a href="/-/corpus?{address}">{_cell(row["v"])} ({row["n"]})</a>')
        if name in chosen:
            others = escape(urlencode({"q": words, **{n: value for n, value in chosen.items() if n != name}}))
            links.append(f'<a href="/-/corpus?{others}">any {name}</a>')
        facets += f'<p class="facets"><b>{name}:</b> {" ".join(links)}</p>'
    query = (
        "SELECT id, title, publisher, published_on FROM articles "
        f"WHERE {condition} ORDER BY published_on DESC, id LIMIT 100"
    )
    rows = [
        (
            _cell(r["published_on"]),
            _cell(r["publisher"]),
            f'<a href="/-/article/{escape(r["id"])}">{_cell(r["title"] or r["id"])}</a>',
        )
        for r in await _rows(datasette, query, values)
    ]
    box = f'<input name="q" size="40" placeholder="индустрия" value="{escape(words)}">'
    form = f"<form>{box} <button>Search</button></form>"
    return _page("Corpus", form + facets + _table(("published", "publisher", "title"), rows))


def highlighted(text: str, spans: list[tuple[int, int, str]]) -> str:
    """The text escaped, with the spans marked; of spans that overlap the first and longest is marked."""
    parts, at = [], 0
    for start, end, kind in sorted(spans, key=lambda s: (s[0], -s[1])):
        if start >= at and end <= len(text):
            parts.append(f'{escape(text[at:start])}<mark class="{escape(kind)}">{escape(text[start:end])}</mark>')
            at = end
    return "".join([*parts, escape(text[at:])])


async def article(request: Any, datasette: Any) -> Any:
    """One article, its evidence marked in the text and its facts beside it."""
    values = {"id": request.url_vars["ident"]}
    found = await _rows(datasette, "SELECT * FROM articles WHERE id = :id", values)
    if not found:
        return _page("No such article", "", 404)
    row, spans = found[0], []
    for table in _MARKED:
        query = f"SELECT start_char, end_char FROM {table} WHERE article_id = :id"
        spans += [(r["start_char"], r["end_char"], table) for r in await _rows(datasette, query, values)]
    roles = await _rows(
        datasette, "SELECT DISTINCT person, title, of_body FROM person_roles WHERE article_id = :id", values
    )
    figures = await _rows(datasette, "SELECT * FROM indicator_series WHERE article_id = :id", values)
    quotes = await _rows(datasette, "SELECT speaker, text FROM who_said_what WHERE article_id = :id", values)
    beside = "<h2>People</h2>" + _table(("name", "role", "of"), [tuple(map(_cell, r.values())) for r in roles])
    beside += "<h2>Figures</h2>" + _table(
        ("indicator", "figure", "place", "period", "status"),
        [
            (*map(_cell, (r["indicator"], figure(r), r["place"])), _period(r["period"]), _cell(r["status"]))
            for r in figures
        ],
    )
    beside += "<h2>Quotes</h2>" + _table(("speaker", "words"), [tuple(map(_cell, r.values())) for r in quotes])
    facts = f"<p>{_cell(row['publisher'] or 'publisher unknown')} · {_cell((row['published_at'] or '')[:16].replace('T', ' '))} · {_link(row['canonical_url'] or row['url'])}</p>"
    facts += "<p>" + " ".join(f'<mark class="{kind}">{word}</mark>' for kind, word in _MARKED.items()) + "</p>"
    body = f'<main class="two"><div class="text">{highlighted(row["text"], spans)}</div><div>{beside}</div></main>'
    return _page(row["title"] or row["id"], facts + body)


async def _place_keys(datasette: Any, place: str) -> list[str]:
    """Keys of the places whose name has these words in any case; extractor query's own rule."""
    rows = await _rows(datasette, "SELECT key, name FROM entities WHERE kind = 'place' ORDER BY key", {})
    return keys_named(place, ((row["key"], row["name"]) for row in rows))


async def series(request: Any, datasette: Any) -> Any:
    """The figures of an indicator, plotted one picture a unit, and as a table."""
    words, place = request.args.get("q") or "", request.args.get("place") or ""
    form = (
        f'<form><input name="q" size="30" placeholder="занятость" value="{escape(words)}"> '
        f'<input name="place" placeholder="Алматы" value="{escape(place)}"> <button>Show</button></form>'
    )
    values: dict[str, Any] = {"terms": search_terms(words, sqlite=True)}
    if not values["terms"]:
        return _page("Series", form)
    query = (
        "SELECT * FROM indicator_series WHERE indicator_id IN (SELECT id FROM indicators WHERE seq IN "
        "(SELECT rowid FROM indicators_search WHERE indicators_search MATCH :terms)) "
    )
    if place.strip():
        values |= {f"place{n}": key for n, key in enumerate(await _place_keys(datasette, place))}
        query += f"AND place_key IN ({', '.join(f':{name}' for name in values if name != 'terms')}) "
    query += "ORDER BY first_day, published_on, indicator_id LIMIT 500"
    rows = await _rows(datasette, query, values)
    pictures = _plots(rows)
    cells = [
        (
            _cell(r["place"]),
            _period(r["period"]),
            *map(_cell, (figure(r), r["status"], r["indicator"])),
            f'<a href="/-/article/{escape(r["article_id"])}">{_cell(r["title"] or r["article_id"])}</a>',
        )
        for r in rows
    ]
    table = _table(("place", "period", "figure", "status", "indicator", "article"), cells)
    title = f"Series: {words}, {place}" if place.strip() else f"Series: {words}"
    return _page(title, form + (legend() if pictures else "") + pictures + (table if rows else "<p>No figure.</p>"))


def _plots(rows: list[dict[str, Any]]) -> str:
    """One picture for each unit, levels apart from changes; those with most points first."""
    plots: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["first_day"] and row["number"] is not None:
            unit = unit_words(row["unit"]) or row["unit_text"] or "number"
            per = row["per_unit_text"] or row["per_unit"]
            heading = unit + (f" / {per}" if per else "") + (": changes" if row["change"] else "")
            label = f"{row['indicator']}: {figure(row)}, {row['place'] or ''} {row['period']} ({row['status']})"
            line = f"{row['indicator']}|{row['place_key']}|{row['period_relation'] or ''}"
            point = {"day": date.fromisoformat(row["first_day"]), "number": row["number"], "status": row["status"]}
            plots.setdefault(heading, []).append({**point, "line": line, "label": label})
    shown = sorted(plots.items(), key=lambda plot: (-len(plot[1]), plot[0]))[:_MOST_PLOTS]
    return "".join(f"<h2>{escape(heading)}</h2>{svg(points)}" for heading, points in shown)
