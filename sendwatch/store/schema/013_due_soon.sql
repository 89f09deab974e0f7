-- What is to be renewed: a document that a school has. A day by which all of them must first
-- have one (an inclusion strategy) has no document, no address and no clock, and is no renewal.
DROP VIEW due_soon;

CREATE VIEW due_soon AS
SELECT urn, school, la_code, phase_name, type_name, trust_name, requirement, title, basis,
  due, clock, url, page, checked_on
FROM latest_findings
WHERE verdict NOT IN ('overdue', 'not applicable')
  AND due BETWEEN checked_on AND date(checked_on, '+60 days');
