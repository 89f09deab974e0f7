"""The Datasette plugin: hands Datasette's hooks to `portal`.

Datasette loads every file of this folder (`--plugins-dir`), so nothing else lies here.
"""

from portal.hooks import (
    asgi_wrapper,
    handle_exception,
    permission_allowed,
    prepare_jinja2_environment,
    register_routes,
    render_cell,
)

__all__ = [
    "asgi_wrapper",
    "handle_exception",
    "permission_allowed",
    "prepare_jinja2_environment",
    "register_routes",
    "render_cell",
]
