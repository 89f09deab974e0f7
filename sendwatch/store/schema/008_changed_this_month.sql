-- A list for officers: what changed at schools in the month before the last publication.

CREATE VIEW changed_this_month AS
SELECT c.id, c.urn, s.name AS school, s.la_code, s.phase_name, s.type_name, s.trust_name,
  c.night, c.since, c.kind, c.document_kind, c.requirement, r.title, r.basis, c.before, c.after,
  c.cause, c.detail, c.same_text
FROM changes c JOIN schools s ON s.urn = c.urn LEFT JOIN requirements r ON r.id = c.requirement
WHERE c.cause = 'site'
  AND c.night > (SELECT date(max(checked_on), '-31 days') FROM publications);
