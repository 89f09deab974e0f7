-- What people decided is a handful among a nation's findings, all of which were read to list it.
CREATE INDEX latest_findings_decided ON latest_findings(school, title) WHERE decided_by = 'person';
