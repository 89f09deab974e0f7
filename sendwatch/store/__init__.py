"""The SQLite store: numbered migrations and one module of queries per subject."""
