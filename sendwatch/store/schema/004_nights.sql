-- Every night. What stays the same from night to night is not written again: a capture, like
-- a finding, holds from the run that first made it to the run that last confirmed it.

ALTER TABLE runs ADD COLUMN night TEXT NOT NULL DEFAULT '';

UPDATE runs SET night = substr(started_at, 1, 10);

ALTER TABLE captures ADD COLUMN last_run_id TEXT REFERENCES runs(id);

ALTER TABLE captures ADD COLUMN last_seen_at TEXT NOT NULL DEFAULT '';

ALTER TABLE captures ADD COLUMN nights INTEGER NOT NULL DEFAULT 1;

UPDATE captures SET last_run_id = run_id, last_seen_at = fetched_at;

CREATE INDEX captures_place ON captures(urn, url);

ALTER TABLE visits ADD COLUMN reach TEXT NOT NULL DEFAULT 'full';

ALTER TABLE findings ADD COLUMN last_run_id TEXT REFERENCES runs(id);

ALTER TABLE findings ADD COLUMN last_checked_on TEXT NOT NULL DEFAULT '';

UPDATE findings SET last_run_id = run_id, last_checked_on = checked_on;

CREATE INDEX findings_last ON findings(urn, last_run_id);

-- GIAS links: the school that took another's place. History follows them.

CREATE TABLE successions (
  urn INTEGER NOT NULL,
  successor INTEGER NOT NULL,
  established TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (urn, successor)
);

CREATE INDEX successions_successor ON successions(successor);

-- Each version of a school's documents: same text and same dates are one edition, whatever
-- bytes carried them.

CREATE TABLE editions (
  id INTEGER PRIMARY KEY,
  urn INTEGER NOT NULL REFERENCES schools(urn),
  kind TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES bodies(sha256),
  url TEXT NOT NULL,
  first_night TEXT NOT NULL,
  last_night TEXT NOT NULL,
  is_current INTEGER NOT NULL DEFAULT 0,
  document_date TEXT,
  next_review TEXT,
  follows INTEGER REFERENCES editions(id),
  same_text REAL,
  moved TEXT NOT NULL DEFAULT ''
);

CREATE UNIQUE INDEX editions_once ON editions(urn, kind, fingerprint);

CREATE INDEX editions_body ON editions(sha256);

CREATE INDEX editions_follows ON editions(follows);

CREATE TABLE school_states (
  urn INTEGER NOT NULL REFERENCES schools(urn),
  subject TEXT NOT NULL,
  state TEXT NOT NULL,
  since TEXT NOT NULL,
  waiting TEXT NOT NULL DEFAULT '',
  waiting_since TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (urn, subject)
) WITHOUT ROWID;

CREATE TABLE changes (
  id INTEGER PRIMARY KEY,
  urn INTEGER NOT NULL REFERENCES schools(urn),
  night TEXT NOT NULL,
  since TEXT NOT NULL,
  kind TEXT NOT NULL,
  document_kind TEXT NOT NULL DEFAULT '',
  requirement TEXT REFERENCES requirements(id),
  before TEXT NOT NULL DEFAULT '',
  after TEXT NOT NULL DEFAULT '',
  cause TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '',
  same_text REAL,
  run_id TEXT NOT NULL REFERENCES runs(id)
);

CREATE INDEX changes_school ON changes(urn, night);

CREATE INDEX changes_night ON changes(night);

CREATE INDEX changes_requirement ON changes(requirement);

CREATE INDEX changes_run ON changes(run_id);

CREATE TABLE run_reports (
  run_id TEXT PRIMARY KEY REFERENCES runs(id),
  night TEXT NOT NULL,
  exit_code INTEGER NOT NULL,
  report TEXT NOT NULL,
  markdown TEXT NOT NULL
);

CREATE TABLE deliveries (
  subscription TEXT PRIMARY KEY,
  last_change INTEGER NOT NULL DEFAULT 0,
  last_sent TEXT NOT NULL DEFAULT '',
  failing_since TEXT NOT NULL DEFAULT '',
  failure TEXT NOT NULL DEFAULT ''
);

-- Kept between nights, such as the versions that read and judged the last one.

CREATE TABLE memory (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

