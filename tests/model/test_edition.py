"""The edition: settings, theme and language are resolved once, and pages are made of that alone."""

import pytest
from support import brochure, item, run_of

from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.model.brochure import PageCount
from pdfbrochure.model.edition import Edition


def edition(language: str = "en", **settings) -> Edition:
    """How a brochure with these settings is set."""
    return run_of(brochure(item(), language=language, settings=settings)).edition


def test_a_page_is_turned():
    """Landscape is wider than high, whichever way the size was typed; so is no page that was not asked to be."""
    assert (595, 842) == (round(edition().width), round(edition().height))
    for page in ("A4", [210, 297], [297, 210]):
        turned = edition(page=page, orientation="landscape")
        assert (842, 595) == (round(turned.width), round(turned.height))


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_what_is_not_asked_for_is_as_the_theme_has_it(theme):
    """Even edges and columns are those of the theme, unless the author says."""
    plain = edition(theme=theme)

    assert plain.justify is plain.theme.page.justify
    assert plain.columns is None
    assert [True, False] == [edition(theme=theme, justify=even).justify for even in (True, False)]
    assert edition(theme=theme, columns=3).columns == 3


def test_what_else_is_resolved():
    """Hyphens, title block, page count, colors and the sizes and the direction of the script."""
    asked = edition(hyphenate=False, masthead="plain", pages=4, accent="#123456")
    arabic = edition("ar")

    assert (False, True, PageCount(4, 4)) == (asked.hyphenate, asked.plain, asked.pages)
    assert asked.theme.colors["accent"] == "#123456"
    assert (True, False) == (arabic.backward, asked.backward)
    assert arabic.theme.unit > asked.theme.unit


def test_without_a_theme_there_is_no_edition():
    """The finding says so, the galley can be looked at all the same, and nothing is laid out."""
    run = run_of(brochure(item(), settings={"theme": "instituional"}))

    assert run.resolved.edition is None
    assert run.galley
    assert {"unknown-theme"} == run.report.error_codes()
    with pytest.raises(BrochureError):
        _pages = run.pages
