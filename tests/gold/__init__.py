"""Documents that we wrote and labelled ourselves, and how the readers are scored on them."""
