"""Sendwatch: finds, reads and checks the SEN documents that schools in England must publish."""

__version__ = "0.1.0"
