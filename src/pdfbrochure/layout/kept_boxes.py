"""What stands once in a brochure, as it was laid out of the same things: in this layout, or by the last build."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pdfbrochure.diagnostics import Findings

Value = TypeVar("Value")


class KeptBoxes:
    """The title block, the closing in its forms and the imprint of one edition, with what they were made of."""

    def __init__(self) -> None:
        self._laid: dict[object, tuple[object, Any]] = {}
        # Those on which there was something to tell: the next build is to tell it too.
        self._told: set[object] = set()

    def begin(self) -> None:
        """Begin the layouts of a build."""
        for name in self._told:
            self._laid.pop(name, None)
        self._told = set()

    def laid(self, name: object, inputs: object, findings: Findings, make: Callable[[], Value]) -> Value:
        """Return what has been made of equal inputs, or is made now.

        Args:
            name: Of the last of this name it is known.
            inputs: All that it is made of, beside the edition and its photos.
            findings: Take what is found on the way.
            make: Makes it.
        """
        known = self._laid.get(name)
        if known is None or known[0] != inputs:
            seen = findings.seen
            known = self._laid[name] = inputs, make()
            if findings.seen != seen:
                self._told.add(name)
        value: Value = known[1]
        return value
