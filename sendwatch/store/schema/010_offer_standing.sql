-- The visit that speaks for each Local Offer: the last that read it to its end, and where there
-- is none in the fortnight before the last visit, the last one with whatever stopped it. A night
-- on which a portal is down takes nothing back and calls nothing gone.

CREATE VIEW offer_standing AS
SELECT l.la_code, coalesce(max(w.run_id), l.run_id) AS run_id, l.run_id AS last_visit
FROM offer_visits l
LEFT JOIN offer_visits w ON w.la_code = l.la_code AND w.finished AND w.outcome = 'done'
  AND julianday(l.finished_at) - julianday(w.finished_at) <= 14
WHERE l.run_id = (SELECT max(run_id) FROM offer_visits x WHERE x.la_code = l.la_code)
GROUP BY l.la_code;

-- What anybody may read of the entries: all but what an entry says, which can name people.

CREATE VIEW offer_listings AS
SELECT e.la_code, e.url, e.name, e.postcode, e.updated, e.updated_as_written, e.report_url, e.urn,
  e.match, e.match_reason, e.first_seen, e.last_seen, e.last_run_id >= s.run_id AS is_listed
FROM offer_entries e JOIN offer_standing s ON s.la_code = e.la_code;

-- Whether schools' reports give this address for the Local Offer: then its last answer says
-- whether their links work, for whatever reason it was fetched.

ALTER TABLE offer_captures ADD COLUMN in_reports INTEGER NOT NULL DEFAULT 0;
