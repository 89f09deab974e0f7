-- How long each authority's worklists are, counted when publishing: its page counted them anew,
-- which read some hundreds of findings all over the file.
CREATE TABLE authority_lists (
  la_code TEXT NOT NULL REFERENCES authorities(code),
  list TEXT NOT NULL,
  points INTEGER NOT NULL,
  schools INTEGER NOT NULL,
  PRIMARY KEY (la_code, list)
) WITHOUT ROWID;

-- The states of an authority's reports, and which schools have a place on the map, without
-- reading the schools themselves.
DROP INDEX school_summary_la;

CREATE INDEX school_summary_la ON school_summary(la_code, report_state, name, latitude);

-- The longest list, in its order, with what it is filtered by (its last four columns only let
-- SQLite see that it need not read the findings to apply the list's own condition).
CREATE INDEX latest_findings_missing ON latest_findings(
  la_code, school, title, urn, requirement, phase_name, type_name, trust_name,
  verdict, basis, voluntary, cause)
WHERE verdict = 'not found' AND basis = 'statutory' AND NOT voluntary AND cause NOT LIKE 'no %';

-- What was published before this table was there.
INSERT INTO authority_lists
SELECT la_code, 'overdue', count(*), count(DISTINCT urn) FROM overdue
WHERE la_code IS NOT NULL GROUP BY la_code
UNION ALL SELECT la_code, 'undated', count(*), count(DISTINCT urn) FROM undated
WHERE la_code IS NOT NULL GROUP BY la_code
UNION ALL SELECT la_code, 'missing_statutory', count(*), count(DISTINCT urn) FROM missing_statutory
WHERE la_code IS NOT NULL GROUP BY la_code
UNION ALL SELECT la_code, 'due_soon', count(*), count(DISTINCT urn) FROM due_soon
WHERE la_code IS NOT NULL GROUP BY la_code
UNION ALL SELECT la_code, 'could_not_check', sum(points), count(DISTINCT urn) FROM could_not_check
WHERE la_code IS NOT NULL GROUP BY la_code;
