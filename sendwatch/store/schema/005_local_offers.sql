-- Where each authority publishes its Local Offer, as the last list that was read says. Not a
-- part of `authorities`, which holds only those that the register names.

CREATE TABLE local_offers (
  la_code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  region TEXT NOT NULL DEFAULT '',
  website TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '',
  sure TEXT NOT NULL,
  verified_on TEXT,
  corrected INTEGER NOT NULL DEFAULT 0,
  note TEXT NOT NULL DEFAULT ''
);
