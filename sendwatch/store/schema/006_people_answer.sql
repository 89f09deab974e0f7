-- What people say: a school's reply to what is published of it, and a person's decision that
-- goes before the rules'.

CREATE TABLE replies (
  id INTEGER PRIMARY KEY,
  urn INTEGER NOT NULL REFERENCES schools(urn),
  requirement TEXT REFERENCES requirements(id),
  text TEXT NOT NULL,
  received_on TEXT NOT NULL,
  withdrawn_on TEXT
);

CREATE INDEX replies_school ON replies(urn);

CREATE VIEW school_replies AS
SELECT r.id, r.urn, s.name AS school, s.la_code, r.requirement, r.text, r.received_on
FROM replies r JOIN schools s ON s.urn = r.urn WHERE r.withdrawn_on IS NULL;

CREATE TABLE reviews (
  id INTEGER PRIMARY KEY,
  urn INTEGER NOT NULL REFERENCES schools(urn),
  requirement TEXT NOT NULL REFERENCES requirements(id),
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  author TEXT NOT NULL,
  made_on TEXT NOT NULL,
  until TEXT NOT NULL,
  bodies TEXT NOT NULL,
  texts TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting'
);

CREATE INDEX reviews_finding ON reviews(urn, requirement);

ALTER TABLE latest_findings ADD COLUMN decided_by TEXT NOT NULL DEFAULT 'rules';

ALTER TABLE latest_findings ADD COLUMN rules_verdict TEXT;

ALTER TABLE latest_findings ADD COLUMN decided_until TEXT;

ALTER TABLE school_summary ADD COLUMN latitude REAL;

ALTER TABLE school_summary ADD COLUMN longitude REAL;
