"""From documents and the law in force to findings: pure functions, no network, no database."""
