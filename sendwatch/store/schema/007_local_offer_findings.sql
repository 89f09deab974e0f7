-- The authority's side: what was fetched of each Local Offer, what its directory lists, and
-- what was found. Apart from the schools' tables, and keyed by the authority's code: an
-- authority has no URN, and no figure about schools may ever count one. Authorities need not
-- be in `authorities`, which holds those of the imported register only.

CREATE TABLE offer_captures (
  id INTEGER PRIMARY KEY,
  la_code TEXT NOT NULL REFERENCES local_offers(la_code),
  run_id TEXT NOT NULL REFERENCES runs(id),
  last_run_id TEXT NOT NULL REFERENCES runs(id),
  sequence INTEGER NOT NULL,
  url TEXT NOT NULL,
  final_url TEXT NOT NULL,
  fetched_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  outcome TEXT NOT NULL,
  http_status INTEGER,
  content_type TEXT NOT NULL DEFAULT '',
  sha256 TEXT REFERENCES bodies(sha256),
  size INTEGER NOT NULL DEFAULT 0,
  transferred INTEGER NOT NULL DEFAULT 0,
  etag TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',
  found_on TEXT NOT NULL DEFAULT '',
  anchor TEXT NOT NULL DEFAULT '',
  why TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT ''
);

CREATE UNIQUE INDEX offer_captures_once ON offer_captures(la_code, url, ifnull(sha256, outcome));

CREATE INDEX offer_captures_run ON offer_captures(la_code, last_run_id);

CREATE INDEX offer_captures_body ON offer_captures(sha256);

CREATE TABLE offer_visits (
  la_code TEXT NOT NULL REFERENCES local_offers(la_code),
  run_id TEXT NOT NULL REFERENCES runs(id),
  started_at TEXT NOT NULL,
  finished_at TEXT NOT NULL,
  outcome TEXT NOT NULL,
  requests INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  transferred INTEGER NOT NULL,
  budget_left INTEGER NOT NULL,
  finished INTEGER NOT NULL,
  stopped_because TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (la_code, run_id)
);

-- Each version of each entry of a directory, from the run that first saw it to the run that
-- last did: what was taken out of a drop-down can still be shown.

CREATE TABLE offer_entries (
  id INTEGER PRIMARY KEY,
  la_code TEXT NOT NULL REFERENCES local_offers(la_code),
  url TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  name TEXT NOT NULL,
  postcode TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  updated TEXT,
  updated_as_written TEXT NOT NULL DEFAULT '',
  report_url TEXT NOT NULL DEFAULT '',
  sha256 TEXT REFERENCES bodies(sha256),
  urn INTEGER REFERENCES schools(urn),
  match TEXT NOT NULL,
  match_score REAL NOT NULL DEFAULT 0,
  match_reason TEXT NOT NULL DEFAULT '',
  first_run_id TEXT NOT NULL REFERENCES runs(id),
  last_run_id TEXT NOT NULL REFERENCES runs(id),
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL
);

CREATE UNIQUE INDEX offer_entries_once ON offer_entries(la_code, url, fingerprint);

CREATE INDEX offer_entries_school ON offer_entries(urn);

-- A person's answer to which school an entry is; it stands above the matching.

CREATE TABLE offer_entry_reviews (
  la_code TEXT NOT NULL REFERENCES local_offers(la_code),
  url TEXT NOT NULL,
  urn INTEGER REFERENCES schools(urn),
  author TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  decided_on TEXT NOT NULL,
  PRIMARY KEY (la_code, url)
);

CREATE TABLE offer_requirements (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  plain TEXT NOT NULL,
  meaning TEXT NOT NULL,
  citation TEXT NOT NULL,
  url TEXT NOT NULL,
  basis TEXT NOT NULL,
  what_counts TEXT NOT NULL,
  what_does_not TEXT NOT NULL,
  verified_on TEXT NOT NULL,
  verified_sure TEXT NOT NULL,
  law_version TEXT NOT NULL
);

CREATE TABLE offer_findings (
  id INTEGER PRIMARY KEY,
  la_code TEXT NOT NULL REFERENCES local_offers(la_code),
  requirement TEXT NOT NULL REFERENCES offer_requirements(id),
  run_id TEXT NOT NULL REFERENCES runs(id),
  last_run_id TEXT NOT NULL REFERENCES runs(id),
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  cause TEXT NOT NULL DEFAULT '',
  confidence REAL NOT NULL DEFAULT 1,
  rule_version TEXT NOT NULL DEFAULT '',
  search TEXT,
  due TEXT,
  days_overdue INTEGER,
  first_checked_on TEXT NOT NULL,
  last_checked_on TEXT NOT NULL,
  is_current INTEGER NOT NULL DEFAULT 1
);

CREATE INDEX offer_findings_la ON offer_findings(la_code, is_current);

CREATE INDEX offer_findings_requirement ON offer_findings(requirement, verdict);

CREATE TABLE offer_evidence (
  finding_id INTEGER NOT NULL REFERENCES offer_findings(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  url TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES bodies(sha256),
  quotation TEXT NOT NULL,
  page INTEGER,
  heading TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (finding_id, position)
);
