"""Reads of a CPD record: its owner's alone, in a fixed number of statements."""
