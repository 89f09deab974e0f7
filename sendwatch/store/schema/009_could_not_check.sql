-- One row a school: whoever works down the list asks each school or its provider once.
-- Out of school_summary, so that one authority's list costs nothing for the others'.
DROP VIEW could_not_check;

CREATE VIEW could_not_check AS
SELECT s.urn, s.name AS school, s.la_code, s.phase_name, s.type_name, s.trust_name,
  s.could_not_check AS points,
  (SELECT group_concat(cause, '; ') FROM (
    SELECT f.cause FROM latest_findings f WHERE f.urn = s.urn AND f.verdict = 'could not check'
    GROUP BY f.cause ORDER BY count(*) DESC, f.cause)) AS cause,
  (SELECT group_concat(reason, ' ') FROM (
    SELECT min(f.reason) AS reason FROM latest_findings f
    WHERE f.urn = s.urn AND f.verdict = 'could not check'
    GROUP BY f.cause ORDER BY count(*) DESC, f.cause)) AS reason,
  s.checked_on
FROM school_summary s WHERE s.could_not_check > 0;
