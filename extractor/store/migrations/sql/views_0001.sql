-- Views an analyst would write first. Plain SQL that SQLite and PostgreSQL both read; statements end with ";" at a line's end.

CREATE VIEW people AS
SELECT e.id, e.key, e.name, count(DISTINCT a.article_id) AS articles
FROM entities e JOIN appearances a ON a.entity_id = e.id
WHERE e.kind = 'person'
GROUP BY e.id, e.key, e.name;

CREATE VIEW institutions AS
SELECT e.id, e.key, e.name, e.type AS kind, count(DISTINCT a.article_id) AS articles
FROM entities e JOIN appearances a ON a.entity_id = e.id
WHERE e.kind = 'institution'
GROUP BY e.id, e.key, e.name, e.type;

CREATE VIEW places AS
SELECT e.id, e.key, e.name, e.type AS kind, count(DISTINCT a.article_id) AS articles
FROM entities e JOIN appearances a ON a.entity_id = e.id
WHERE e.kind = 'place'
GROUP BY e.id, e.key, e.name, e.type;

-- One row for each figure and place: an indicator that holds for two places stands twice, one that names none once.
CREATE VIEW indicator_series AS
SELECT
    i.name AS indicator, i.base, p.name AS place, p.key AS place_key,
    (SELECT min(e.name) FROM indicator_about ia JOIN entities e ON e.id = ia.entity_id
     WHERE ia.indicator_id = i.id AND e.kind <> 'place') AS subject,
    i.period, i.first_day, i.last_day, i.period_relation,
    a.kind, a.value, a.number, a.low, a.low_number, a.high, a.high_number, a.comparator, a.unit, a.unit_text,
    a.per_value, a.per_unit, a.per_unit_text,
    i.status, i.change, i.change_since, s.name AS attributed_to,
    r.published_on, r.publisher, r.title, r.url, i.evidence, i.lemmas, i.id AS indicator_id, i.article_id
FROM indicators i
JOIN amounts a ON a.id = i.amount_id
JOIN articles r ON r.id = i.article_id
LEFT JOIN entities s ON s.id = i.attributed_to
LEFT JOIN (
    SELECT ia.indicator_id, e.name, e.key
    FROM indicator_about ia JOIN entities e ON e.id = ia.entity_id
    WHERE e.kind = 'place'
) p ON p.indicator_id = i.id;

CREATE VIEW person_roles AS
SELECT
    e.name AS person, e.key AS person_key, o.title, coalesce(b.name, l.name, o.of_text) AS of_body,
    o.former, o.acting, r.published_on, r.publisher, r.title AS article, r.url, o.evidence, o.person_id, o.article_id
FROM roles o
JOIN entities e ON e.id = o.person_id
JOIN articles r ON r.id = o.article_id
LEFT JOIN entities b ON b.id = o.institution_id
LEFT JOIN entities l ON l.id = o.place_id;

CREATE VIEW who_said_what AS
SELECT
    e.name AS speaker, e.kind AS speaker_kind,
    (SELECT min(o.title) FROM roles o
     WHERE o.person_id = q.speaker_id AND o.article_id = q.article_id AND o.position = 0) AS role,
    q.text, q.kind, r.published_on, r.publisher, r.title AS article, r.url, q.lemmas, q.id AS quote_id, q.speaker_id, q.article_id
FROM quotes q
JOIN articles r ON r.id = q.article_id
LEFT JOIN entities e ON e.id = q.speaker_id;
