"""The project's tests; a package of its own, because some distributions install another `tests`."""
