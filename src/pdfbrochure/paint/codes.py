"""QR codes: an address to dark and light squares."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from sys import modules
from types import ModuleType
from typing import Any

from pdfbrochure.model.addresses import uri_of
from pdfbrochure.paint.document import number


@lru_cache(maxsize=64)
def make_code(address: str) -> tuple[tuple[int, ...], ...]:
    """Return the rows of the smallest QR code that holds an address, 1 for a dark square, without its quiet zone.

    A quarter of the squares may be lost or dirty (level M of ISO/IEC 18004), or more where that costs no larger code.

    Args:
        address: As `read_address` returns it.
    """
    return tuple(
        tuple(row) for row in _encoder().encode(uri_of(address), micro=False, error="m", boost_error=True).matrix
    )


@cache
def _encoder() -> Any:
    """Return the encoder of segno, without its writers: they load parsers of XML and of the network, for 20 ms."""
    spec = find_spec("segno")
    if spec is None or not spec.submodule_search_locations:
        return import_module("segno.encoder")
    # A package of the same files under another name, so that `segno` itself stays whole for others in the process.
    package = ModuleType("pdfbrochure_segno")
    package.__path__ = list(spec.submodule_search_locations)
    modules[package.__name__] = package
    return import_module(f"{package.__name__}.encoder")


def code_size(address: str) -> int:
    """Return how many squares a side the code of an address has."""
    return len(make_code(address))


def longest_address(squares: int) -> int:
    """Return how many characters an address may have in a code of at most so many squares a side; 0 for none."""
    low, high = 0, 2_000
    while low < high:
        middle = (low + high + 1) // 2
        if len(make_code("x" * middle)) <= squares:
            low = middle
        else:
            high = middle - 1
    return low


def squares(rows: Sequence[Sequence[int]], x: float, top: float, module: float) -> list[bytes]:
    """Return the operators of a code's dark squares, those beside each other as one.

    Args:
        rows: As `make_code` returns them.
        x: Its left edge, in points.
        top: Its upper edge, from the page's foot.
        module: The side of a square.
    """
    out = []
    for index, row in enumerate(rows):
        y = top - (index + 1) * module
        for start, end in _dark_runs(row):
            left = x + start * module
            out.append(f"{number(left)} {number(y)} {number((end - start) * module)} {number(module)} re".encode())
    return out


def _dark_runs(row: Sequence[int]) -> list[tuple[int, int]]:
    """Return start and end of each run of dark modules."""
    runs = []
    start = None
    for index, module in enumerate([*row, 0]):
        if module and start is None:
            start = index
        elif not module and start is not None:
            runs.append((start, index))
            start = None
    return runs
