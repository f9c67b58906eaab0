"""QR codes: an address to dark and light squares."""

from __future__ import annotations

from pdfbrochure.model.addresses import uri_of


def make_code(address: str) -> list[list[int]]:
    """Return the rows of the smallest QR code that holds an address, 1 for a dark square, without its quiet zone.

    A quarter of the squares may be lost or dirty (level M of ISO/IEC 18004), or more where that costs no larger code.

    Args:
        address: As `read_address` returns it.
    """
    import segno  # 30 ms that a brochure without a code does not need

    return [list(row) for row in segno.make(uri_of(address), micro=False, error="m", boost_error=True).matrix]


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
