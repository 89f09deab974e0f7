-- The night since which a body is known to be missing from the archive or damaged in it, ''
-- while it is whole. Where it still stands on a website the next night fetches it again.

ALTER TABLE bodies ADD COLUMN lost TEXT NOT NULL DEFAULT '';
