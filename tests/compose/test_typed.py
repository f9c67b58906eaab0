"""What is typed is what is printed: lists, numbers, stars, comparisons and lines as people type them."""

import pytest

from pdfbrochure.compose.markdown import MarkedBlock, parse_markdown
from pdfbrochure.diagnostics import Report
from pdfbrochure.model.language import load_language


def parsed(text: str, tag: str = "en", *, contact: bool = False) -> tuple[list[MarkedBlock], list[str]]:
    """The blocks of a text in a language, and the codes of the findings."""
    report = Report()
    blocks = parse_markdown(text, ("intro",), report, load_language(tag), contact=contact)
    return blocks, [finding.code for finding in report.findings()]


def shapes(text: str, tag: str = "en", *, contact: bool = False) -> list[tuple[str, str]]:
    """Label (or kind) and words of each block; nothing is found."""
    blocks, found = parsed(text, tag, contact=contact)
    assert [] == found
    return [(block.label or block.kind, words(block)) for block in blocks]


def words(block: MarkedBlock) -> str:
    """The words of a block."""
    return "".join(span.text for span in block.spans)


def marked(text: str, tag: str = "en") -> str:
    """The words of the first block, bold ones in <b>, italic ones in <i>."""
    out = ""
    for span in parsed(text, tag)[0][0].spans:
        sign = "b" if span.bold else "i" if span.italic else ""
        out += f"<{sign}>{span.text}</{sign}>" if sign else span.text
    return out


# ---- numbers and dates


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de", "14. September: Wahltag"),
        ("de", "3. Okt. bis 5. Okt.: Messe"),
        ("fi", "6. joulukuuta on vapaapäivä."),
        ("cs", "28. října slavíme."),
        ("hu", "1956. október 23. emléknap."),
        ("en", "1999. That was the year."),
        ("en", "17. was the number of the bus."),
        ("de", "24. 12. geschlossen"),
        ("et", "24. veebruar on püha."),
    ],
)
def test_number_that_begins_a_paragraph_is_text(tag, text):
    """A date, a year or a lone number makes no list."""
    assert [("paragraph", text)] == shapes(text, tag)


def test_dates_one_below_the_other_are_lines():
    """Days of different months keep their numbers and their lines."""
    assert [("paragraph", "3. März: Rat\n10. April: Markt\n1. Mai: Fest")] == shapes(
        "3. März: Rat\n10. April: Markt\n1. Mai: Fest", "de"
    )


def test_dates_in_paragraphs_are_paragraphs():
    """Also where their numbers happen to go on."""
    assert [("paragraph", "1. Juni: Anfang."), ("paragraph", "2. Juni: Ende.")] == shapes(
        "1. Juni: Anfang.\n\n2. Juni: Ende.", "de"
    )


def test_list_goes_on_behind_a_paragraph():
    """A number whose neighbour stands in another list is an entry."""
    assert [("1.", "One"), ("paragraph", "More."), ("2.", "Two")] == shapes("1. One\n\nMore.\n\n2. Two")


# ---- stars


@pytest.mark.parametrize(
    "text",
    [
        "Alle Schüler*innen und Helfer*innen",
        "ein Brett von 30*20*4 cm",
        "der*die Leser*in und jede*r",
        "5 * 4 * 3",
        "Fee: 5 €*",
        "snake_case_name",
        "f(x)*g(x)*h(x)",
        "Зрител*ки и гост*ки",
        "2**8 und 2**9",
        "Hotel ****",
        "Name: ________",
    ],
)
def test_sign_that_is_no_emphasis_is_printed(text):
    """Stars between letters or digits, and signs that stand by themselves, are not emphasis, and nothing is said."""
    assert text == marked(text)
    assert [] == parsed(text)[1]


@pytest.mark.parametrize(
    ("tag", "text", "wanted"),
    [
        ("ja", "詳細は**『案内』**をご覧ください。", "詳細は<b>『案内』</b>をご覧ください。"),
        ("ja", "**重要：**必読。", "<b>重要：</b>必読。"),
        ("ja", "これは*とても*大切。", "これは<i>とても</i>大切。"),
        ("ko", "**세계보건기구(WHO)**가 말했다.", "<b>세계보건기구(WHO)</b>가 말했다."),
        ("ko", "오늘은 **“휴일”**이다.", "오늘은 <b>“휴일”</b>이다."),
        ("zh", "请看**（附件）**说明。", "请看<b>（附件）</b>说明。"),
        ("th", "นี่คือ**สำคัญ**มาก", "นี่คือ<b>สำคัญ</b>มาก"),
        ("en", "**N**orth and **S**outh", "<b>N</b>orth and <b>S</b>outh"),
        ("de", "(**fett**)", "(<b>fett</b>)"),
    ],
)
def test_emphasis_beside_letters_and_marks(tag, text, wanted):
    """Emphasis begins and ends beside the punctuation of Chinese, Japanese and Korean, and inside of them."""
    assert wanted == marked(text, tag)
    assert [] == parsed(text, tag)[1]


@pytest.mark.parametrize("text", ["A **bold start.", "An ** odd ** way.", "A _slip", "The *star"])
def test_stray_emphasis_is_told(text):
    """What looks like emphasis and is none is printed, with a word about it."""
    assert text == marked(text)
    assert "stray-emphasis" in parsed(text)[1]


# ---- comparisons


@pytest.mark.parametrize(
    "text", ["> 70 % of all pupils", ">5 km from here", "> 3,5 Mio. Euro", "> €40 a month", ">= 18 years", "> 20 °C"]
)
def test_comparison_is_text(text):
    """A line that says "more than" keeps its sign."""
    assert [("paragraph", text)] == shapes(text)


def test_comparison_within_a_paragraph_is_text():
    """Also where the line only happens to begin with the sign."""
    assert [("paragraph", "The number is > 40, as before.")] == shapes("The number is\n> 40, as before.")


def test_line_that_may_be_either_is_asked_about():
    """A number without a unit is taken for a quotation, with a question; a year is none."""
    assert ["greater-than"] == parsed("> 40 schools took part.")[1]
    assert [("quote", "2019 was a good year.")] == shapes("> 2019 was a good year.")
    assert [("quote", "12 months, and no rain.")] == shapes("> 12 months,\n> and no rain.")


# ---- lists


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("• one\n• two", ["-", "-"]),
        ("•\tone\n•\ttwo", ["-", "-"]),
        ("•one\n•two", ["-", "-"]),
        ("▪ one\n\n▪ two", ["-", "-"]),
        ("·       one\n·       two", ["-", "-"]),
        ("•\none\n•\ntwo", ["-", "-"]),
        ("-\tone\n-\ttwo", ["-", "-"]),
        ("-\u00a0one\n-\u00a0two", ["-", "-"]),
        ("1.\tone\n2.\ttwo", ["1.", "2."]),
        ("1.\t\tone\n2.\t\ttwo", ["1.", "2."]),
        ("a) one\nb) two", ["a)", "b)"]),
        ("(a) one\n(b) two", ["(a)", "(b)"]),
        ("(1) one\n(2) two", ["(1)", "(2)"]),
        ("i) one\nii) two", ["i)", "ii)"]),
        ("a. one\nb. two", ["a.", "b."]),
        ("e) one\n\nf) two", ["e)", "f)"]),
        ("γ) one\nδ) two", ["γ)", "δ)"]),
        ("・one\n・two", ["-", "-"]),
    ],
)
def test_typed_list(text, labels):
    """Bullets and letters as people type or paste them are a list."""
    assert [(labels[0], "one"), (labels[1], "two")] == shapes(text)


@pytest.mark.parametrize("text", ["\uf0b7 one\n\uf0b7 two", "\uf0a7\tone\n\uf0a7\ttwo", "– one\n– two", "-one\n-two"])
def test_typed_list_with_a_note(text):
    """Word's own bullets, and dashes, are a list too, with a word about it."""
    blocks, found = parsed(text)

    assert [("-", "one"), ("-", "two")] == [(block.label, words(block)) for block in blocks]
    assert ["typed-list"] == found


def test_other_bullet_below_is_deeper():
    """A second kind of bullet, as of Word's second level, begins an inner list."""
    blocks, found = parsed("•\tone\no\tinner\n•\ttwo")

    assert [1, 2, 1] == [block.depth for block in blocks]
    assert [] == found


@pytest.mark.parametrize(
    "text",
    [
        "– Oui, dit-elle.",
        "A. Smith und B. Jones",
        "o caminho é longo",
        "Rot • Gelb • Grün",
        "-5 °C am Morgen",
        "§ 5 gilt",
    ],
)
def test_what_only_begins_like_a_list(text):
    """One dash, an initial, a word, a number below zero: text."""
    assert [("paragraph", text)] == shapes(text)


# ---- lines


@pytest.mark.parametrize(
    "text",
    [
        "Monday 9–12\nTuesday 10–16",
        "Mo–Mi: 8.00–12.00 Uhr\nDo: 14.00–18.00 Uhr\nFr: geschlossen :)",
        "Tel. 555 1234\nFax 555 1235",
        "press@example.org\nwww.example.org",
    ],
)
def test_lines_that_look_like_lines_stay(text):
    """Opening hours and numbers keep their lines."""
    assert [("paragraph", text)] == shapes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Office of the Mayor\nTown Hall\nRiver Street",
        "Dr Ana Lima\nHead of Unit\nana.lima@example.eu",
        "가. 첫째 안건\n나. 둘째 안건",
        "مكتب الصحافة\nشارع النهر",
    ],
)
def test_lines_of_an_address_are_asked_about(text):
    """Short lines with capitals, or of a script without capitals, stay lines, with a note."""
    blocks, found = parsed(text)

    assert [text] == [words(block) for block in blocks]
    assert ["lines-kept"] == found


def test_speaker_of_a_quotation_stands_on_a_line():
    """A line of a quotation that begins with a dash names the speaker."""
    assert [("quotation", "We built it.\n— Ana Lima, mayor")] == shapes("> We built it.\n> — Ana Lima, mayor")


@pytest.mark.parametrize(
    "text",
    [
        "The council met on Tuesday and spoke about water, about\nschools and about the new bridge over the river.",
        "Some short words\nthat go on here",
        "One sentence.\nAnother one.",
        "In 2024 the office opened 12 schools in the north of the\n14 districts.",
    ],
)
def test_wrapped_text_runs_on(text):
    """Lines that were wrapped are joined."""
    assert [("paragraph", text.replace("\n", " "))] == shapes(text)


def test_imprint_keeps_its_lines():
    """Nobody wraps an imprint narrower than its lines."""
    text = "Ministry of Foreign Affairs of the Republic\nPress office, third floor"

    assert [("paragraph", text)] == shapes(text, contact=True)


def test_line_end_between_characters_is_no_space():
    """Chinese and Japanese have no spaces."""
    assert [("paragraph", "これは長い文章です。続きがあります。")] == shapes(
        "これは長い文章です。\n続きがあります。", "ja"
    )


# ---- addresses


@pytest.mark.parametrize(
    ("text", "shown", "url"),
    [
        ("See https://example.org/a_b(c).", "https://example.org/a_b(c)", "https://example.org/a_b(c)"),
        ("(www.example.org)", "www.example.org", "https://www.example.org"),
        ("Write to a.b@example.eu, please", "a.b@example.eu", "mailto:a.b@example.eu"),
        ("*HTTPS://EXAMPLE.ORG*", "HTTPS://EXAMPLE.ORG", "https://example.org"),
        ("詳細はhttps://example.org/をご覧", "https://example.org/", "https://example.org/"),
    ],
)
def test_bare_address_is_a_link(text, shown, url):
    """An address in the text is live, as it is typed, without the stops round it."""
    blocks, found = parsed(text)

    assert [(shown, url)] == [(span.text, span.url) for span in blocks[0].spans if span.url]
    assert [] == found


@pytest.mark.parametrize("text", ["a@b", "http://", "www.", "user@host:22", "e.g. this", "1@2.3"])
def test_what_is_no_address(text):
    """What nobody could follow is text."""
    assert [text] == [span.text for span in parsed(text)[0][0].spans]
    assert not any(span.url for span in parsed(text)[0][0].spans)


@pytest.mark.parametrize(("typed", "url"), [("HTTPS://A.eu/B", "https://a.eu/B"), ("Mailto:A@b.eu", "mailto:A@b.eu"),
                                            ("tel:+3225551234", "tel:+3225551234")])  # fmt: skip
def test_scheme_in_any_case(typed, url):
    """The scheme of a link may be in capitals, and may be that of a telephone."""
    assert [url] == [span.url for span in parsed(f"[words]({typed})")[0][0].spans]


# ---- phrases


def test_phrase_in_another_language():
    """The phrase carries its language, with emphasis and links inside."""
    spans = parsed("The [Haus der *Kultur*]{lang=de} opened.")[0][0].spans

    assert [("The ", ""), ("Haus der ", "de"), ("Kultur", "de"), (" opened.", "")] == [
        (span.text, span.language) for span in spans
    ]


def test_phrase_in_no_language():
    """A language that is none is an error."""
    assert ["bad-language"] == parsed("The [Haus]{lang=German}")[1]


def test_code_is_plain_text():
    """Code is set like the words around it, and told once."""
    blocks, found = parsed("Type `one` and `two`.")

    assert "Type one and two." == words(blocks[0])
    assert ["code-as-text"] == found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("> One sentence to be seen.", ["quote"]),
        ("> " + "word " * 60, ["quotation"]),
        ("> One sentence.\n> \u2014 Ann Example", ["quotation"]),
        ("> One.\n>\n> \u2013 Ann Example", ["quotation", "quotation"]),
    ],
)
def test_quotes_and_quotations(text, kinds):
    """One sentence is a pull quote; what is longer, or says whose words it is, is a quotation in the text."""
    blocks, found = parsed(text)

    assert kinds == [block.kind for block in blocks]
    assert found == []
