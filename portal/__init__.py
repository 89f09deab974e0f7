"""What Datasette serves: plugins, templates and static files."""

from pathlib import Path

HERE = Path(__file__).resolve().parent
PLUGINS = HERE / "plugins"
TEMPLATES = HERE / "templates"
STATIC = HERE / "static"
