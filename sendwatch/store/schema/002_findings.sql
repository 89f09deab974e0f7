-- What the law asks and what was found. A finding is kept for every run, so that a school's
-- history can be told.

CREATE TABLE requirements (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  plain TEXT NOT NULL,
  meaning TEXT NOT NULL,
  citation TEXT NOT NULL,
  url TEXT NOT NULL,
  draft_2014 TEXT NOT NULL DEFAULT '',
  code_2015 TEXT NOT NULL DEFAULT '',
  basis TEXT NOT NULL,
  document_kind TEXT NOT NULL,
  check_type TEXT NOT NULL,
  parts TEXT NOT NULL DEFAULT '[]',
  what_counts TEXT NOT NULL DEFAULT '',
  what_does_not TEXT NOT NULL DEFAULT '',
  in_force_from TEXT NOT NULL,
  in_force_to TEXT,
  verified_on TEXT NOT NULL,
  verified_sure TEXT NOT NULL,
  law_version TEXT NOT NULL
);

CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs(id),
  urn INTEGER NOT NULL REFERENCES schools(urn),
  requirement TEXT NOT NULL REFERENCES requirements(id),
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  cause TEXT NOT NULL DEFAULT '',
  confidence REAL NOT NULL DEFAULT 1,
  rule_version TEXT NOT NULL DEFAULT '',
  reader_version TEXT NOT NULL DEFAULT '',
  search TEXT,
  due TEXT,
  days_overdue INTEGER,
  clock TEXT NOT NULL DEFAULT '',
  voluntary INTEGER NOT NULL DEFAULT 0,
  checked_on TEXT NOT NULL,
  law_date TEXT NOT NULL
);

CREATE UNIQUE INDEX findings_once ON findings(urn, run_id, requirement);

CREATE INDEX findings_run ON findings(run_id);

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  finding_id INTEGER NOT NULL REFERENCES findings(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  url TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES bodies(sha256),
  quotation TEXT NOT NULL,
  page INTEGER,
  heading TEXT NOT NULL DEFAULT '',
  document_kind TEXT NOT NULL DEFAULT 'other'
);

CREATE UNIQUE INDEX evidence_once ON evidence(finding_id, position);

CREATE INDEX evidence_body ON evidence(sha256);
