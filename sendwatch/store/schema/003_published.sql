-- What readers see. Everything here is built by publishing, in one transaction, from the
-- tables before; nothing here holds a name or an e-mail address of a member of staff.

CREATE TABLE publications (
  id INTEGER PRIMARY KEY,
  published_at TEXT NOT NULL,
  checked_on TEXT,
  schools INTEGER NOT NULL,
  findings INTEGER NOT NULL
);

CREATE TABLE latest_findings (
  urn INTEGER NOT NULL REFERENCES schools(urn),
  requirement TEXT NOT NULL REFERENCES requirements(id),
  school TEXT NOT NULL,
  la_code TEXT REFERENCES authorities(code),
  phase_name TEXT NOT NULL,
  type_name TEXT NOT NULL,
  trust_name TEXT NOT NULL,
  title TEXT NOT NULL,
  basis TEXT NOT NULL,
  document_kind TEXT NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  cause TEXT NOT NULL,
  due TEXT,
  days_overdue INTEGER,
  clock TEXT NOT NULL,
  voluntary INTEGER NOT NULL,
  confidence REAL NOT NULL,
  url TEXT,
  page INTEGER,
  heading TEXT,
  quotation TEXT,
  sha256 TEXT REFERENCES bodies(sha256),
  pieces_of_evidence INTEGER NOT NULL,
  checked_on TEXT NOT NULL,
  run_id TEXT NOT NULL REFERENCES runs(id),
  rule_version TEXT NOT NULL,
  reader_version TEXT NOT NULL,
  PRIMARY KEY (urn, requirement)
);

CREATE INDEX latest_findings_la ON latest_findings(la_code, verdict);

CREATE INDEX latest_findings_requirement ON latest_findings(requirement, verdict, la_code);

CREATE INDEX latest_findings_verdict ON latest_findings(verdict, basis);

CREATE INDEX latest_findings_due ON latest_findings(la_code, due) WHERE due IS NOT NULL;

CREATE INDEX latest_findings_body ON latest_findings(sha256);

CREATE TABLE school_documents (
  urn INTEGER NOT NULL REFERENCES schools(urn),
  sha256 TEXT NOT NULL REFERENCES bodies(sha256),
  url TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  format TEXT NOT NULL,
  pages INTEGER,
  problem TEXT,
  document_date TEXT,
  date_as_written TEXT,
  next_review TEXT,
  next_review_as_written TEXT,
  reading_age REAL,
  words INTEGER,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  is_current INTEGER NOT NULL,
  PRIMARY KEY (urn, sha256)
);

CREATE INDEX school_documents_body ON school_documents(sha256);

CREATE INDEX school_documents_kind ON school_documents(kind, next_review);

CREATE TABLE school_summary (
  urn INTEGER PRIMARY KEY REFERENCES schools(urn),
  name TEXT NOT NULL,
  la_code TEXT REFERENCES authorities(code),
  phase_name TEXT NOT NULL,
  type_name TEXT NOT NULL,
  trust_name TEXT NOT NULL,
  report_state TEXT NOT NULL,
  report_url TEXT,
  report_sha256 TEXT REFERENCES bodies(sha256),
  report_date TEXT,
  next_review TEXT,
  reading_age REAL,
  owed INTEGER NOT NULL,
  met INTEGER NOT NULL,
  partly INTEGER NOT NULL,
  not_found INTEGER NOT NULL,
  overdue INTEGER NOT NULL,
  undated INTEGER NOT NULL,
  could_not_check INTEGER NOT NULL,
  needs_review INTEGER NOT NULL,
  statutory_owed INTEGER NOT NULL,
  statutory_met INTEGER NOT NULL,
  statutory_not_found INTEGER NOT NULL,
  statutory_unclear INTEGER NOT NULL,
  next_due TEXT,
  search TEXT,
  checked_on TEXT NOT NULL
);

CREATE INDEX school_summary_la ON school_summary(la_code, report_state, name);

CREATE TABLE authority_summary (
  la_code TEXT PRIMARY KEY REFERENCES authorities(code),
  name TEXT NOT NULL,
  schools INTEGER NOT NULL,
  checked INTEGER NOT NULL,
  report_owed INTEGER NOT NULL,
  report_searched INTEGER NOT NULL,
  report_found INTEGER NOT NULL,
  report_current INTEGER NOT NULL,
  report_overdue INTEGER NOT NULL,
  report_undated INTEGER NOT NULL,
  report_not_found INTEGER NOT NULL,
  could_not_check INTEGER NOT NULL,
  needs_review INTEGER NOT NULL,
  nothing_missing INTEGER NOT NULL,
  something_missing INTEGER NOT NULL,
  due_soon INTEGER NOT NULL,
  checked_on TEXT
);

CREATE TABLE requirement_summary (
  requirement TEXT NOT NULL REFERENCES requirements(id),
  la_code TEXT NOT NULL REFERENCES authorities(code),
  met INTEGER NOT NULL,
  partly INTEGER NOT NULL,
  not_found INTEGER NOT NULL,
  nothing_to_read INTEGER NOT NULL,
  overdue INTEGER NOT NULL,
  undated INTEGER NOT NULL,
  could_not_check INTEGER NOT NULL,
  needs_review INTEGER NOT NULL,
  not_applicable INTEGER NOT NULL,
  PRIMARY KEY (requirement, la_code)
);

CREATE INDEX requirement_summary_la ON requirement_summary(la_code);

CREATE VIEW overdue AS
SELECT urn, school, la_code, phase_name, type_name, trust_name, requirement, title, basis,
  days_overdue, due, clock, reason, url, page, quotation, checked_on
FROM latest_findings WHERE verdict = 'overdue';

CREATE VIEW undated AS
SELECT urn, school, la_code, phase_name, type_name, trust_name, requirement, title, basis,
  reason, url, checked_on
FROM latest_findings WHERE verdict = 'undated';

CREATE VIEW missing_statutory AS
SELECT urn, school, la_code, phase_name, type_name, trust_name, requirement, title,
  cause, reason, checked_on
FROM latest_findings
WHERE verdict = 'not found' AND basis = 'statutory' AND NOT voluntary AND cause NOT LIKE 'no %';

CREATE VIEW due_soon AS
SELECT urn, school, la_code, phase_name, type_name, trust_name, requirement, title, basis,
  due, clock, url, page, checked_on
FROM latest_findings
WHERE due IS NOT NULL AND verdict <> 'overdue'
  AND due BETWEEN checked_on AND date(checked_on, '+60 days');

CREATE VIEW could_not_check AS
SELECT urn, school, la_code, phase_name, type_name, trust_name, requirement, title, basis,
  cause, reason, checked_on
FROM latest_findings WHERE verdict = 'could not check';

CREATE VIRTUAL TABLE passages_fts USING fts5(
  heading, text, content = 'passages', content_rowid = 'id', tokenize = 'porter unicode61'
);

CREATE TRIGGER passages_unindex AFTER DELETE ON passages WHEN old.indexed BEGIN
  INSERT INTO passages_fts(passages_fts, rowid, heading, text)
  VALUES ('delete', old.id, old.heading, old.text); END;
