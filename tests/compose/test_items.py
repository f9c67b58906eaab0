"""Composing: the model becomes a galley with roles, styles and origins in reading order."""

import pytest
from support import brochure, composed, item, photo

from pdfbrochure.compose.blocks import Element, Role


def tree(galley) -> list:
    """The roles of the elements, nested."""

    def inside(element: Element) -> list:
        return [(kid.role.value, inside(kid)) if kid.kids else kid.role.value for kid in element.kids]

    return inside(galley.nodes.root)


def article(text: str, **files: bytes):
    """The first article of a brochure."""
    return composed(text, **files).articles[0]


def test_elements_are_one_tree():
    """Each element but the whole lies in one that stands before it, and is found there."""
    nodes = composed(brochure(item(photo=photo(), body="- a\n  1. b\n\n> c \U0001f600\n\n[d](https://e.eu)"))).nodes

    assert [0] == [element.number for element in nodes if nodes.above(element.number) is None]
    assert list(range(len(nodes))) == [element.number for element in nodes]
    for element in list(nodes)[1:]:
        assert nodes.above(element.number) < element.number
        assert element in nodes[nodes.above(element.number)].kids
    assert sum(len(element.kids) for element in nodes) == len(nodes) - 1


def test_around_an_element():
    """From the inside out: a list's body lies in its entry, the entry in the list, that in the item."""
    nodes = composed(brochure(item("One", 0, body="- a"))).nodes
    (body,) = [element.number for element in nodes if element.role is Role.LIST_BODY]

    assert ["LBody", "LI", "L", "Art", "Document"] == [nodes[number].role.value for number in nodes.around(body)]
    assert [] == list(nodes.around(None))


def test_elements_of_an_item():
    """Title before date, then the photo with its caption, the text, and the links."""
    text = brochure(
        item(date="2017-02-14", standfirst="S", photo=photo(), body="A\n\nB", links=[{"The site": "https://a.eu"}])
    )
    link = ("L", [("LI", ["Lbl", ("LBody", ["Link"])])])

    assert ("Art", ["H2", "P", "P", ("Figure", ["Caption"]), "P", "P", link]) == tree(composed(text))[-1]


def test_elements_of_lists():
    """An inner list stands in the body of the entry that it follows."""
    inner = ("L", [("LI", ["Lbl", ("LBody", ["P"])])])
    wanted = ("L", [("LI", ["Lbl", ("LBody", ["P", inner])]), ("LI", ["Lbl", ("LBody", ["P"])])])

    assert ("Art", ["H2", wanted]) == tree(composed(brochure(item(body="- a\n  - b\n- c"))))[-1]


def test_inner_list_of_the_first_of_two_lists():
    """Two lists with an inner one each keep their own."""
    inner = ("L", [("LI", ["Lbl", ("LBody", ["P"])])])
    one = ("L", [("LI", ["Lbl", ("LBody", ["P", inner])])])

    assert ("Art", ["H2", one, "P", one]) == tree(composed(brochure(item(body="- a\n  1. b\n\nx\n\n- c\n  1. d"))))[-1]


def test_quote_holds_its_paragraphs():
    """The paragraphs of one quote are in one element."""
    assert ("Art", ["H2", ("BlockQuote", ["P", "P"]), "P"]) == tree(composed(brochure(item(body="> a\n>\n> b\n\nc"))))[
        -1
    ]


def test_markers():
    """Bullets, inner dashes, and numbers."""
    blocks = article(brochure(item(body="- a\n  - b\n\n1. c\n2. d"))).body

    assert ["•", "–", "1.", "2."] == [block.marker.text for block in blocks]


def test_masthead():
    """Title, subtitle, issue line, publisher and intro, each in its style."""
    keys = {"subtitle": "From Brussels", "issue": "No. 7", "date": "2017-02-17", "publisher": "UNODC", "intro": "Hello"}
    head = composed(brochure(item(), **keys)).masthead

    assert ("masthead_title", "News") == (head.title.style, head.title.text)
    assert ("From Brussels", "UNODC") == (head.subtitle.text, head.publisher.text)
    assert ("issue_line", "17\u00a0February 2017 · No.\u00a07") == (head.issue_line.style, head.issue_line.text)
    assert ["Hello"] == [block.paragraph.text for block in head.intro]


def test_issue_date_is_the_items_range():
    """Without a date of its own, an issue shows the days from its oldest to its newest item."""
    dates = ["2017-02-14", {"from": "2017-01-20", "to": "2017-02-20"}, "some day"]
    text = brochure(*(item(date=date) for date in dates), settings={"punctuation": "verbatim"})

    assert "20 January – 20 February 2017" == composed(text).masthead.issue_line.text


def test_nothing_to_say():
    """Without dates, subtitle, publisher, intro, contact and past stories, there are none."""
    galley = composed(brochure(item()))
    head = galley.masthead

    assert (None, None, None, ()) == (head.subtitle, head.issue_line, head.publisher, head.intro)
    assert (None, ()) == (galley.closing, galley.contact)


@pytest.mark.parametrize(
    ("layouts", "kinds"),
    [
        ([None, None], ["lead", "normal"]),
        ([None, "lead"], ["normal", "lead"]),
        (["normal", None], ["normal", "normal"]),
        (["feature", None], ["feature", "normal"]),
        ([None, "feature"], ["lead", "feature"]),
    ],
)
def test_who_leads(layouts, kinds):
    """The first item leads unless it or another one says otherwise."""
    items = [item(**({"layout": layout} if layout else {})) for layout in layouts]

    assert kinds == [article.kind for article in composed(brochure(*items)).articles]


@pytest.mark.parametrize(
    ("keys", "wanted", "style"),
    [
        ({}, "Photo: Ann Example", "credit"),
        ({"caption": "A field"}, "A field. Photo: Ann Example", "caption"),
        ({"caption": "A field?"}, "A field? Photo: Ann Example", "caption"),
    ],
)
def test_caption_and_credit(keys, wanted, style):
    """Caption and credit run on, with one full stop between them."""
    figure = article(brochure(item(photo=photo(**keys)))).figures[0]

    assert (wanted, style) == (figure.caption.text, figure.caption.style)


@pytest.mark.parametrize(
    ("language", "caption", "wanted"),
    [
        ("ja", "まちの川", "まちの川。写真"),
        ("ja", "まちの川です。", "まちの川です。写真"),
        ("zh-Hant", "他說：「很好。」", "他說：「很好。」圖片"),
        ("hi", "नदी का किनारा", "नदी का किनारा। फ़ोटो"),
        ("hy", "Գետի ափը", "Գետի ափը։ "),
        ("ur", "دریا کا کنارہ", "دریا کا کنارہ۔ "),
        ("th", "ริมแม่น้ำ", "ริมแม่น้ำ ภาพ"),
        ("en", "He said \u201cYes.\u201d", "He said \u201cYes.\u201d Photo"),
        ("el", "Η όχθη", "Η όχθη. Φωτογραφία"),
    ],
)
def test_a_caption_ends_as_sentences_of_its_language_do(language, caption, wanted):
    """With one stop, that of the language, and none where it does not end sentences with a sign."""
    figure = article(brochure(item(photo=photo(caption=caption)), language=language)).figures[0]

    assert figure.caption.text.startswith(wanted)


def test_credit_name_is_verbatim():
    """The photographer's name keeps its straight marks, whatever the language's punctuation."""
    figure = article(brochure(item(photo=photo(credit='Joe "Dot" Doe -- 2')))).figures[0]

    assert 'Photo: Joe "Dot" Doe -- 2' == figure.caption.text


def test_own_wording_of_a_credit():
    """The wording of the brochure replaces the language's."""
    text = brochure(item(photo=photo()), settings={"labels": {"photo_credit": "© {credit}"}})

    assert "© Ann Example" == article(text).figures[0].caption.text


def test_decorative_photo_is_no_figure():
    """A photo that says nothing has no element; its credit is a paragraph."""
    galley = composed(brochure(item(photo={"file": "a.jpg", "credit": "A", "decorative": True})))

    assert galley.articles[0].figures[0].node is None
    assert ("Art", ["H2", "P", "P"]) == tree(galley)[-1]


def test_figure_has_alt_and_focus():
    """The alternative text is the element's; heads are kept where nobody says what to keep."""
    galley = composed(brochure(item(photo=photo()), item(photo=photo(focus=[0.2, 0.9]))))
    figures = [article.figures[0] for article in galley.articles]

    assert "A gray field" == galley.nodes[figures[0].node].alt
    assert [(0.5, 0.4), (0.2, 0.9)] == [figure.focus for figure in figures]


def test_link_list():
    """Label and address lie in one link element with the whole address."""
    entry = article(brochure(item(links=[{"The site": "https://www.a.eu/b/"}]))).links[0]

    assert ("The site", "a.eu/b") == (entry.label.text, entry.address.text)
    assert entry.label.spans[0].node == entry.address.spans[0].node
    assert "https://www.a.eu/b/" == entry.label.spans[0].url == entry.address.spans[0].url


def test_hidden_addresses_underline_the_label():
    """Without printed addresses a line under the label shows that it is a link."""
    entry = article(brochure(item(links=[{"A": "https://a.eu"}]), settings={"print_urls": False})).links[0]

    assert (None, True) == (entry.address, entry.label.spans[0].underline)


def test_inline_links_have_their_elements():
    """Two links in one paragraph are two elements; emphasis inside of one does not part it."""
    galley = composed(brochure(item(body="[a *b*](https://c.eu) and [d](https://e.eu)")))
    spans = galley.articles[0].body[0].paragraph.spans

    assert [("Art", ["H2", ("P", [("Link", ["Em"]), "Link"])])] == tree(galley)[-1:]
    assert galley.nodes.above(spans[1].node) == spans[0].node != spans[3].node


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("a **b** *c*", ["Strong", "Em"]),
        ("**a *b* c**", [("Strong", ["Em"])]),
        ("*a **b** c*", [("Em", ["Strong"])]),
        ("***a***", [("Strong", ["Em"])]),
        ("**[a](https://b.eu) c**", [("Strong", ["Link"])]),
        ("[**a** *b*](https://b.eu)", [("Link", ["Strong", "Em"])]),
    ],
)
def test_emphasis_has_its_elements(typed, wanted):
    """What is emphasized longer lies around what is emphasized within it."""
    assert [("Art", ["H2", ("P", wanted)])] == tree(composed(brochure(item(body=typed))))[-1:]


@pytest.mark.parametrize("label", ["", "Our archive"])
def test_closing(label):
    """The closing panel has a heading that is a link, a code that says its address, and the address."""
    stories = {"url": "https://a.eu/old", **({"label": label} if label else {})}
    galley = composed(brochure(item(), past_stories=stories))

    assert (label or "Read our past stories here") == galley.closing.title.text
    assert ("Sect", [("H2", ["Link"]), "Figure", ("P", ["Link"])]) == tree(galley)[-1]
    assert "QR code: https://a.eu/old" == galley.nodes[galley.closing.qr_node].alt
    assert "https://a.eu/old" == galley.closing.url


def test_contact_is_a_section():
    """The imprint comes after the items, before the closing panel, as it stands on the page."""
    stories = {"url": "https://a.eu/old"}

    assert ("Sect", ["P", "P"]) == tree(composed(brochure(item(), contact="A\n\nB", past_stories=stories)))[-2]


def test_smart_and_verbatim_punctuation():
    """Marks follow the language unless they are to stay as typed."""
    entry = item(title='A "quote"', body='It\'s "here"')
    smart = article(brochure(entry))
    verbatim = article(brochure(entry, settings={"punctuation": "verbatim"}))

    assert ("A “quote”", "It’s “here”") == (smart.title.text, smart.body[0].paragraph.text)
    assert ('A "quote"', 'It\'s "here"') == (verbatim.title.text, verbatim.body[0].paragraph.text)


def test_quotes_span_emphasis():
    """A quotation that holds emphasis gets its marks as one."""
    assert "“a b c”" == article(brochure(item(body='"a *b* c"'))).body[0].paragraph.text


def test_origins_lead_back_to_the_file():
    """Every text knows the value from which it came."""
    galley = composed(brochure(item(), item(date="2017-02-14", standfirst="S", links=[{"A": "https://a.eu"}])))
    second = galley.articles[1]

    assert ("items", 1, "title") == second.title.origin
    assert ("items", 1, "date") == second.kicker.origin
    assert ("items", 1, "standfirst") == second.standfirst[0].paragraph.origin
    assert ("items", 1, "links", 0, "label") == second.links[0].label.origin


def test_roles_are_standard_structure_types():
    """Every role is a structure type of ISO 32000-1, 14.8.4, or ISO 32000-2, 14.8.4 adds it: Aside, Em and Strong."""
    standard = "Document Art Aside Sect H1 H2 H3 H4 P BlockQuote L LI Lbl LBody Link Figure Caption "
    standard += "Table THead TBody TR TH TD Note Reference TOC TOCI Span Em Strong"

    assert standard == " ".join(role.value for role in Role)
