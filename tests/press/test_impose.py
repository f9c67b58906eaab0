"""Pages on sheets, folded as paper is: in the order of reading, with the right page behind each."""

import itertools

import pytest

from pdfbrochure.model.shops import MILLIMETER
from pdfbrochure.press.impose import accordion, booklet, tri_fold

BLEED = 3 * MILLIMETER


def _row(sheet, backward=False):
    """The page numbers of one side, from left to right; 0 for a panel that is blank."""
    edges = [0.0, *sheet.folds, sheet.trim.width]
    row = []
    for left, right in itertools.pairwise(edges):
        middle = sheet.trim.left + (left + right) / 2
        on_it = [page.number for page in sheet.pages if page.clip.left <= middle <= page.clip.right]
        assert len(on_it) < 2
        row.append(on_it[0] if on_it else 0)
    return row


def _leaves(sheets, backward=False):
    """The pages of folded sheets that lie in each other, in the order in which one turns them."""
    halves = []
    for front, back in zip(sheets[::2], sheets[1::2], strict=True):
        (left, right), (behind_right, behind_left) = _row(front), _row(back)
        # Turned over about its short side, the back's left half lies behind the front's right one.
        first, last = (right, behind_right), (behind_left, left)
        if backward:
            first, last = (left, behind_left), (behind_right, right)
        halves.append((first, last))
    opened = [page for first, _last in halves for page in first]
    closed = [page for _first, last in reversed(halves) for page in last]
    return opened + closed


@pytest.mark.parametrize("count", range(4, 65, 4))
@pytest.mark.parametrize("backward", [False, True])
def test_folded_booklet_reads_in_order(count, backward):
    """Sheets folded and laid in each other give the pages from the first to the last."""
    made = booklet(count, 420, 595, 0, marks=False, backward=backward, paper=0.3)

    assert _leaves(made.sheets, backward) == list(range(1, count + 1))
    assert made.blank == ()
    assert [sheet.side for sheet in made.sheets] == ["front", "back"] * (count // 4)


@pytest.mark.parametrize(
    ("count", "wanted"), [(5, [1, 2, 3, 4, 0, 0, 0, 5]), (3, [1, 2, 0, 3]), (7, [*range(1, 7), 0, 7])]
)
def test_blank_pages_stand_before_the_last(count, wanted):
    """The last page is the back, whatever is missing; the numbers of the blank ones are told."""
    made = booklet(count, 420, 595, 0, marks=False, backward=False, paper=0.3)

    assert _leaves(made.sheets) == wanted
    assert made.blank == tuple(at for at, page in enumerate(wanted, 1) if not page)


def test_inner_pages_move_towards_the_spine():
    """By the thickness of the sheets round them; a thin booklet stays as it is."""
    made = booklet(16, 420, 595, BLEED, marks=False, backward=False, paper=0.3)
    fronts = made.sheets[::2]
    shifts = [round(sheet.pages[0].x - sheet.trim.left, 3) for sheet in fronts]
    others = [round(sheet.trim.left + 420 - sheet.pages[1].x, 3) for sheet in fronts]

    assert shifts == others == [0.0, 0.3, 0.6, 0.9]
    thin = booklet(12, 420, 595, BLEED, marks=False, backward=False, paper=0.3)
    assert {sheet.pages[0].x - sheet.trim.left for sheet in thin.sheets} == {0.0}


def test_nothing_is_printed_across_the_spine():
    """Each page ends at the fold; on the outer sides it bleeds."""
    sheet = booklet(4, 420, 595, BLEED, marks=True, backward=False, paper=0.3).sheets[0]
    left, right = sheet.pages

    assert left.clip.right == right.clip.left == sheet.trim.left + 420
    assert (left.clip.left, left.clip.top, right.clip.right) == (sheet.bleed.left, sheet.bleed.top, sheet.bleed.right)


def _faces(front, back):
    """The faces of a sheet in a zigzag from the top of the stack to its bottom, the last panel on top."""
    faces = []
    for at, panel in enumerate(reversed(range(len(front)))):
        upper, lower = front[panel], back[len(back) - 1 - panel]
        faces += [upper, lower] if at % 2 == 0 else [lower, upper]
    return faces


@pytest.mark.parametrize("count", [4, 6, 8, 10, 12])
def test_folded_accordion_begins_and_ends_right(count):
    """The cover lies on top, the last page at the back, and each pair that opens is two pages that follow."""
    front, back = (_row(sheet) for sheet in accordion(count, 280, 595, BLEED, marks=False, backward=False).sheets)
    faces = _faces(front, back)

    assert sorted(faces) == list(range(1, count + 1))
    assert (faces[0], faces[-1]) == (1, count)
    for one, other in zip(faces[1:-1:2], faces[2:-1:2], strict=True):
        assert abs(one - other) == 1
    assert front[-1] == 1


def test_panels_of_an_accordion_are_equal():
    """None is narrower: nothing is folded in."""
    sheet = accordion(6, 280, 595, BLEED, marks=False, backward=False).sheets[0]

    assert sheet.trim.width == 3 * 280
    assert sheet.folds == (280, 560)


@pytest.mark.parametrize("backward", [False, True])
def test_folded_leaflet_reads_in_order(backward):
    """The right panel inside is folded in, then the left one over it: cover, its back beside the flap, the inside."""
    outside, inside = tri_fold(6, 280, 595, BLEED, marks=False, backward=backward).sheets
    front, back = _row(outside), _row(inside)
    if backward:
        front, back = front[::-1], back[::-1]
    left, middle, right = back
    behind_left, behind_middle, behind_right = front[::-1]
    faces = [behind_left, left, behind_right, right, middle, behind_middle]

    assert (left, middle, right) == (2, 3, 4)
    assert faces == [1, 2, 5, 4, 3, 6]


def test_the_panel_folded_in_is_narrower():
    """By 2 mm on both sides of the paper, at the same place; its page loses its outer edge, not its fold."""
    outside, inside = tri_fold(6, 280, 595, BLEED, marks=False, backward=False).sheets
    narrow = 280 - 2 * MILLIMETER

    assert outside.trim.width == inside.trim.width == pytest.approx(narrow + 560)
    assert outside.folds == pytest.approx((narrow, narrow + 280))
    # Seen through the paper, the folds are the same.
    assert [inside.trim.width - fold for fold in reversed(inside.folds)] == pytest.approx(list(outside.folds))
    flap = next(page for page in outside.pages if page.number == 5)
    assert flap.x + 280 == pytest.approx(outside.trim.left + outside.folds[0])
    fourth = next(page for page in inside.pages if page.number == 4)
    assert fourth.x == pytest.approx(inside.trim.left + inside.folds[1])


def test_four_pages_of_a_leaflet_are_told_blank():
    """A sheet of six panels with four pages has two empty ones, and says which."""
    made = tri_fold(4, 280, 595, BLEED, marks=False, backward=False)

    assert made.blank == (4, 5)
    assert sorted(page.number for sheet in made.sheets for page in sheet.pages) == [1, 2, 3, 4]
