-- What was registered, fetched and read. Captures are what stood there; documents,
-- passages, dates and contacts are a reading of it and can be dropped and made again.

CREATE TABLE authorities (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL
);

CREATE TABLE schools (
  urn INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  la_code TEXT REFERENCES authorities(code),
  type_code INTEGER,
  type_name TEXT NOT NULL DEFAULT '',
  phase_code INTEGER,
  phase_name TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT '',
  is_open INTEGER NOT NULL DEFAULT 1,
  close_date TEXT NOT NULL DEFAULT '',
  low_age INTEGER,
  high_age INTEGER,
  sixth_form INTEGER,
  hospital INTEGER NOT NULL DEFAULT 0,
  town TEXT NOT NULL DEFAULT '',
  postcode TEXT NOT NULL DEFAULT '',
  easting INTEGER,
  northing INTEGER,
  latitude REAL,
  longitude REAL,
  trust_code TEXT NOT NULL DEFAULT '',
  trust_name TEXT NOT NULL DEFAULT '',
  telephone TEXT NOT NULL DEFAULT '',
  website_raw TEXT NOT NULL DEFAULT '',
  website TEXT,
  website_note TEXT NOT NULL DEFAULT ''
);

CREATE INDEX schools_la ON schools(la_code, name);

CREATE INDEX schools_postcode ON schools(postcode);

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  options TEXT NOT NULL DEFAULT '{}',
  summary TEXT NOT NULL DEFAULT '{}'
);

CREATE TABLE bodies (
  sha256 TEXT PRIMARY KEY,
  content_type TEXT NOT NULL DEFAULT '',
  size INTEGER NOT NULL DEFAULT 0,
  warc_file TEXT NOT NULL DEFAULT '',
  warc_offset INTEGER NOT NULL DEFAULT 0,
  first_seen TEXT NOT NULL
);

CREATE TABLE captures (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs(id),
  urn INTEGER NOT NULL REFERENCES schools(urn),
  sequence INTEGER NOT NULL,
  url TEXT NOT NULL,
  final_url TEXT NOT NULL,
  fetched_at TEXT NOT NULL,
  outcome TEXT NOT NULL,
  http_status INTEGER,
  content_type TEXT NOT NULL DEFAULT '',
  filename TEXT NOT NULL DEFAULT '',
  sha256 TEXT REFERENCES bodies(sha256),
  size INTEGER NOT NULL DEFAULT 0,
  transferred INTEGER NOT NULL DEFAULT 0,
  warc_file TEXT NOT NULL DEFAULT '',
  warc_offset INTEGER NOT NULL DEFAULT 0,
  etag TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',
  found_on TEXT NOT NULL DEFAULT '',
  anchor TEXT NOT NULL DEFAULT '',
  near TEXT NOT NULL DEFAULT '',
  score REAL NOT NULL DEFAULT 0,
  why TEXT NOT NULL DEFAULT '',
  depth INTEGER NOT NULL DEFAULT 0,
  detail TEXT NOT NULL DEFAULT ''
);

CREATE UNIQUE INDEX captures_once ON captures(urn, run_id, sequence, fetched_at, url);

CREATE INDEX captures_body ON captures(sha256, urn);

CREATE INDEX captures_run ON captures(run_id);

CREATE TABLE visits (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs(id),
  urn INTEGER NOT NULL REFERENCES schools(urn),
  started_at TEXT NOT NULL,
  finished_at TEXT NOT NULL,
  outcome TEXT NOT NULL,
  requests INTEGER NOT NULL DEFAULT 0,
  pages INTEGER NOT NULL DEFAULT 0,
  documents INTEGER NOT NULL DEFAULT 0,
  sitemaps INTEGER NOT NULL DEFAULT 0,
  transferred INTEGER NOT NULL DEFAULT 0,
  budget_left INTEGER NOT NULL DEFAULT 0,
  finished INTEGER NOT NULL DEFAULT 1,
  stopped_because TEXT NOT NULL DEFAULT ''
);

CREATE UNIQUE INDEX visits_once ON visits(urn, run_id, started_at);

CREATE INDEX visits_run ON visits(run_id);

CREATE TABLE documents (
  sha256 TEXT PRIMARY KEY REFERENCES bodies(sha256),
  version TEXT NOT NULL,
  kind TEXT NOT NULL,
  also TEXT NOT NULL DEFAULT '[]',
  kind_confidence REAL NOT NULL DEFAULT 0,
  kind_reasons TEXT NOT NULL DEFAULT '[]',
  title TEXT NOT NULL DEFAULT '',
  school_name TEXT NOT NULL DEFAULT '',
  format TEXT NOT NULL,
  pages INTEGER,
  problem TEXT,
  reader TEXT NOT NULL DEFAULT '',
  document_date TEXT,
  next_review TEXT,
  review_interval INTEGER,
  conflicts TEXT NOT NULL DEFAULT '[]',
  words INTEGER,
  sentences INTEGER,
  reading_ease REAL,
  reading_age REAL,
  formula TEXT NOT NULL DEFAULT '',
  words_per_sentence REAL,
  unexplained_acronyms TEXT NOT NULL DEFAULT '[]',
  access TEXT NOT NULL DEFAULT '[]',
  properties TEXT NOT NULL DEFAULT '{}',
  links TEXT NOT NULL DEFAULT '[]'
);

CREATE INDEX documents_kind ON documents(kind);

CREATE TABLE passages (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  part TEXT NOT NULL,
  heading TEXT NOT NULL DEFAULT '',
  level INTEGER NOT NULL DEFAULT 0,
  trail TEXT NOT NULL DEFAULT '[]',
  page INTEGER,
  text TEXT NOT NULL,
  layout TEXT NOT NULL DEFAULT '[]',
  indexed INTEGER NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX passages_once ON passages(sha256, position);

CREATE INDEX passages_to_index ON passages(id) WHERE indexed = 0;

CREATE TABLE dates (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  as_written TEXT NOT NULL,
  start TEXT NOT NULL,
  end TEXT NOT NULL,
  precision TEXT NOT NULL,
  page INTEGER,
  is_claim INTEGER NOT NULL DEFAULT 1,
  is_document_date INTEGER NOT NULL DEFAULT 0,
  is_next_review INTEGER NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX dates_once ON dates(sha256, position);

CREATE TABLE contacts (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  name TEXT,
  kinds TEXT NOT NULL DEFAULT '[]',
  email TEXT,
  phone TEXT,
  page INTEGER,
  as_written TEXT NOT NULL DEFAULT ''
);

CREATE UNIQUE INDEX contacts_once ON contacts(sha256, position);
