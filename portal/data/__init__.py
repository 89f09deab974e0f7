"""What the pages ask of the database: one function a page, rows as dictionaries."""
