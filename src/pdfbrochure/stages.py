"""Values of stages that have no room of their own: what the pipeline itself puts together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from pdfbrochure.diagnostics import Findings

if TYPE_CHECKING:
    from pdfbrochure.assets.fonts import OwnFont


class Opened(Struct, frozen=True):
    """The user's own fonts, by the part of the brochure that they are for."""

    fonts: dict[str, OwnFont]
    findings: Findings


class Checked(Struct, frozen=True):
    """What a check has found, which gives nothing else."""

    findings: Findings


class Painted(Struct, frozen=True):
    """The PDF; empty where it could not be painted."""

    pdf: bytes
    findings: Findings
