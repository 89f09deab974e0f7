"""From bytes to a Document: pure functions, no network, no database."""
