"""What Datasette serves: plugins, templates and static files."""
