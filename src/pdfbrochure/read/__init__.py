"""Turns the bytes of a YAML file into a Source: plain values, and the place of each.

Takes a file's name and a door to the disc; gives dictionaries, lists and texts exactly as typed. Knows YAML, lines
and columns, and how YAML goes wrong under people's hands. Does not know what a key means: every scalar stays text,
so that `no`, `12:30` and `007` are what the user typed, and the model decides what it wants of them.

Steps: decode (bytes to text), events (text to values and places), syntax (what libyaml could not read, in plain words).
"""

from pdfbrochure.read.events import parse, read
from pdfbrochure.read.source import Source

__all__ = ["Source", "parse", "read"]
