"""The SQL behind publishing, one statement a table.

Which requirement tells whether there is a report, and whether it is of this year, is asked
of the requirements themselves (`check_type` and `document_kind`), not of fixed names. A
`not found` whose cause begins with "no " (no report, no SEN policy) had nothing to look in:
one missing document is one accusation, so it is counted apart.
"""

from __future__ import annotations

from sendwatch.store import standing

PUBLISHED = (
    "latest_findings",
    "school_documents",
    "school_summary",
    "requirement_summary",
    "authority_summary",
    "authority_lists",
)
"""Tables that are emptied and built again, children last."""

STANDING = f"""
CREATE TEMP TABLE standing_bodies AS
SELECT DISTINCT urn, sha256 FROM ({standing.of()})
"""
"""What stands at each school after its last visits."""

# A check against another day's law is for comparison and is never published.
LATEST_FINDINGS = """
INSERT INTO latest_findings
WITH last AS (
  SELECT urn, max(last_run_id) AS run_id FROM findings WHERE law_date = checked_on GROUP BY urn
)
SELECT f.urn, f.requirement, s.name, s.la_code, s.phase_name, s.type_name, s.trust_name,
  r.title, r.basis, r.document_kind, f.verdict, veiled(e.sha256, f.reason), f.cause, f.due,
  f.days_overdue, f.clock, f.voluntary, f.confidence, e.url, e.page,
  veiled(e.sha256, e.heading),
  veiled(e.sha256, e.quotation), e.sha256,
  (SELECT count(*) FROM evidence x WHERE x.finding_id = f.id),
  f.last_checked_on, f.last_run_id, f.rule_version, f.reader_version, 'rules', NULL, NULL
FROM last
JOIN findings f ON f.urn = last.urn AND f.last_run_id = last.run_id AND f.law_date = f.checked_on
JOIN schools s ON s.urn = f.urn AND s.is_open
JOIN requirements r ON r.id = f.requirement
LEFT JOIN evidence e ON e.finding_id = f.id AND e.position = 0
ORDER BY f.urn, r.position
"""

SCHOOL_DOCUMENTS = """
INSERT INTO school_documents
WITH wanted AS (
  SELECT sha256 FROM documents WHERE kind <> 'other' OR also <> '[]' OR problem IS NOT NULL
  UNION SELECT sha256 FROM latest_findings WHERE sha256 IS NOT NULL
), seen AS (
  SELECT c.urn, c.sha256, min(c.fetched_at) AS first_seen, max(c.last_seen_at) AS last_seen,
    max(v.sha256 IS NOT NULL) AS is_current
  FROM wanted w JOIN captures c ON c.sha256 = w.sha256
  LEFT JOIN temp.standing_bodies v ON v.urn = c.urn AND v.sha256 = c.sha256
  GROUP BY c.urn, c.sha256
)
SELECT seen.urn, seen.sha256,
  (SELECT c.final_url FROM captures c WHERE c.sha256 = seen.sha256 AND c.urn = seen.urn
   ORDER BY c.last_run_id DESC, c.score DESC, c.id LIMIT 1),
  d.kind, veiled(d.sha256, d.title), d.format, d.pages, d.problem,
  d.document_date, veiled(d.sha256,
    (SELECT as_written FROM dates WHERE sha256 = d.sha256 AND is_document_date)),
  d.next_review, veiled(d.sha256,
    (SELECT as_written FROM dates WHERE sha256 = d.sha256 AND is_next_review)),
  d.reading_age, d.words, seen.first_seen, seen.last_seen, coalesce(seen.is_current, 0)
FROM seen
JOIN documents d ON d.sha256 = seen.sha256
JOIN schools s ON s.urn = seen.urn AND s.is_open
"""

_REPORT = "r.document_kind = 'sen-information-report' AND r.check_type ="

SCHOOL_SUMMARY = f"""
INSERT INTO school_summary
WITH counted AS (
  SELECT f.urn, max(f.checked_on) AS checked_on, max(f.run_id) AS run_id,
    sum(f.verdict <> 'not applicable') AS owed,
    sum(f.verdict = 'met') AS met,
    sum(f.verdict = 'partly') AS partly,
    sum(f.verdict = 'not found') AS not_found,
    sum(f.verdict = 'overdue') AS overdue,
    sum(f.verdict = 'undated') AS undated,
    sum(f.verdict = 'could not check') AS could_not_check,
    sum(f.verdict = 'needs review') AS needs_review,
    sum(f.basis = 'statutory' AND f.verdict <> 'not applicable') AS statutory_owed,
    sum(f.basis = 'statutory' AND f.verdict = 'met') AS statutory_met,
    sum(f.basis = 'statutory' AND f.verdict = 'not found' AND NOT f.voluntary
      AND f.cause NOT LIKE 'no %') AS statutory_not_found,
    sum(f.basis = 'statutory' AND f.verdict IN ('could not check', 'needs review'))
      AS statutory_unclear,
    min(CASE WHEN f.verdict NOT IN ('overdue', 'not applicable')
      AND f.due >= f.checked_on THEN f.due END) AS next_due
  FROM latest_findings f GROUP BY f.urn
), existing AS (
  SELECT f.urn, f.verdict, f.url, f.sha256 FROM latest_findings f
  JOIN requirements r ON r.id = f.requirement WHERE {_REPORT} 'existence'
), currency AS (
  SELECT f.urn, f.verdict FROM latest_findings f
  JOIN requirements r ON r.id = f.requirement WHERE {_REPORT} 'currency'
)
SELECT s.urn, s.name, s.la_code, s.phase_name, s.type_name, s.trust_name,
  CASE
    WHEN e.verdict IS NULL THEN 'not checked'
    WHEN e.verdict = 'not applicable' THEN 'not owed'
    WHEN e.verdict = 'not found' THEN 'not found'
    WHEN e.verdict IN ('could not check', 'needs review') THEN e.verdict
    WHEN c.verdict = 'met' THEN 'current'
    WHEN c.verdict IN ('overdue', 'undated') THEN c.verdict
    ELSE 'found'
  END,
  e.url, e.sha256, d.document_date, d.next_review, d.reading_age,
  n.owed, n.met, n.partly, n.not_found, n.overdue, n.undated, n.could_not_check,
  n.needs_review, n.statutory_owed, n.statutory_met, n.statutory_not_found,
  n.statutory_unclear, n.next_due,
  (SELECT search FROM findings x WHERE x.urn = s.urn AND x.last_run_id = n.run_id
   AND x.search IS NOT NULL LIMIT 1),
  n.checked_on, coalesce(s.latitude, grid_latitude(s.easting, s.northing)),
  coalesce(s.longitude, grid_longitude(s.easting, s.northing))
FROM counted n
JOIN schools s ON s.urn = n.urn
LEFT JOIN existing e ON e.urn = s.urn
LEFT JOIN currency c ON c.urn = s.urn
LEFT JOIN documents d ON d.sha256 = e.sha256
GROUP BY s.urn
"""

REQUIREMENT_SUMMARY = """
INSERT INTO requirement_summary
SELECT requirement, la_code, sum(verdict = 'met'), sum(verdict = 'partly'),
  sum(verdict = 'not found' AND cause NOT LIKE 'no %'),
  sum(verdict = 'not found' AND cause LIKE 'no %'),
  sum(verdict = 'overdue'), sum(verdict = 'undated'),
  sum(verdict = 'could not check'), sum(verdict = 'needs review'),
  sum(verdict = 'not applicable')
FROM latest_findings WHERE la_code IS NOT NULL GROUP BY requirement, la_code
"""

AUTHORITY_SUMMARY = """
INSERT INTO authority_summary
WITH registered AS (
  SELECT la_code, count(*) AS schools FROM schools WHERE is_open GROUP BY la_code
), summed AS (
  SELECT la_code, count(*) AS checked,
    sum(report_state NOT IN ('not owed', 'not checked')) AS report_owed,
    sum(report_state IN ('current', 'overdue', 'undated', 'found', 'not found'))
      AS report_searched,
    sum(report_state IN ('current', 'overdue', 'undated', 'found')) AS report_found,
    sum(report_state = 'current') AS report_current,
    sum(report_state = 'overdue') AS report_overdue,
    sum(report_state = 'undated') AS report_undated,
    sum(report_state = 'not found') AS report_not_found,
    sum(report_state = 'could not check') AS could_not_check,
    sum(report_state = 'needs review') AS needs_review,
    sum(statutory_owed > 0 AND statutory_met = statutory_owed) AS nothing_missing,
    sum(statutory_not_found > 0) AS something_missing,
    sum(next_due <= date(checked_on, '+60 days')) AS due_soon,
    max(checked_on) AS checked_on
  FROM school_summary GROUP BY la_code
)
SELECT a.code, a.name, coalesce(g.schools, 0), coalesce(n.checked, 0),
  coalesce(n.report_owed, 0), coalesce(n.report_searched, 0), coalesce(n.report_found, 0),
  coalesce(n.report_current, 0), coalesce(n.report_overdue, 0), coalesce(n.report_undated, 0),
  coalesce(n.report_not_found, 0), coalesce(n.could_not_check, 0),
  coalesce(n.needs_review, 0), coalesce(n.nothing_missing, 0),
  coalesce(n.something_missing, 0), coalesce(n.due_soon, 0), n.checked_on
FROM authorities a
LEFT JOIN registered g ON g.la_code = a.code
LEFT JOIN summed n ON n.la_code = a.code
"""

LISTS = {
    "overdue": "count(*)",
    "undated": "count(*)",
    "missing_statutory": "count(*)",
    "due_soon": "count(*)",
    "could_not_check": "sum(points)",
}
"""Worklists that stay the same until the next publication, with how their points are counted."""

AUTHORITY_LISTS = "INSERT INTO authority_lists " + " UNION ALL ".join(
    f"SELECT la_code, '{view}', {points}, count(DISTINCT urn) FROM {view}"
    " WHERE la_code IS NOT NULL GROUP BY la_code"
    for view, points in LISTS.items()
)

SUMMARIES = (SCHOOL_SUMMARY, REQUIREMENT_SUMMARY, AUTHORITY_SUMMARY, AUTHORITY_LISTS)
"""Built one after the other when the findings stand: each may read the ones before."""

TO_INDEX = """
CREATE TEMP TABLE to_index AS
SELECT id FROM passages
WHERE indexed = 0 AND part = 'body' AND sha256 IN (SELECT sha256 FROM school_documents)
"""
