"""Web addresses: what is taken, the ASCII form that leaves the program, the form that is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pdfbrochure.model.addresses import read_address, shown_address, uri_of
from pdfbrochure.model.scalars import Fault
from pdfbrochure.model.tracking import remark_on_address


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("HTTPS://EXAMPLE.ORG/Path?Q=A#B", "https://example.org/Path?Q=A#B"),
        ("Mailto:Desk.One@Example.ORG?Subject=A", "mailto:Desk.One@example.org?Subject=A"),
        ("TEL:+43-1-26060", "tel:+43-1-26060"),
        ("https://STRAẞE.Example:8443/Ä", "https://straße.example:8443/Ä"),
        ("https://ｗｉｄｅ.example。org/", "https://wide.example.org/"),
        ("http://[2001:DB8::1]:80/X", "http://[2001:db8::1]:80/X"),
    ],
)
def test_scheme_and_host_come_in_small_letters(typed, read):
    """Nothing else of an address is touched."""
    assert read == read_address(typed)


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://große-straße.example/", "https://xn--groe-strae-73ag.example/"),
        ("https://φως.example/λόγος", "https://xn--3xahj.example/%CE%BB%CF%8C%CE%B3%CE%BF%CF%82"),
        ("https://서울.example", "https://xn--2i4bq6h.example"),
        ("https://موقع.example/خبر", "https://xn--4gbrim.example/%D8%AE%D8%A8%D8%B1"),
        (
            "mailto:grüße@bücher.example,b@example.org?subject=Gruß",
            "mailto:gr%C3%BC%C3%9Fe@xn--bcher-kva.example,b@example.org?subject=Gru%C3%9F",
        ),
    ],
)  # fmt: skip
def test_uris_are_those_of_browsers(address, uri):
    """`ß` and the final sigma are letters of their own: another owner's host is never reached."""
    assert uri == uri_of(read_address(address))
    assert uri == read_address(uri)


@pytest.mark.parametrize(
    ("address", "mend"),
    [
        ("https://i♥ink.example/a", "https://xn--iink-5u3b.example/a"),
        ("https://שaלום.example/", ""),
        ("https://" + "ü" * 70 + ".example", ""),
        ("https://a..ü.example", ""),
        ("https://xn--ü.example", ""),
    ],
)
def test_hosts_that_cannot_be(address, mend):
    """Signs that no registry gives out, directions that mix, and labels that are too long are findings."""
    fault = read_address(address)

    assert isinstance(fault, Fault)
    assert "cannot be a host" in fault.says
    assert not mend or mend == fault.mend
    assert not mend or mend == read_address(mend)


@pytest.mark.parametrize(
    ("typed", "mend"),
    [
        ("tel:+43 (0) 1 / 260 60", "tel:+43-1-260-60"),
        ("+43 1 26060", "tel:+43-1-26060"),
        ("“https://a.example/b”", "https://a.example/b"),
        ("docs/a.pdf", "put it on a web site"),
        ("programme.docx", "put it on a web site"),
        ("#second", "name the place in words"),
        ("www.example.org/a.pdf", "https://www.example.org/a.pdf"),
    ],
)
def test_mends_can_be_typed(typed, mend):
    """What is to be typed instead is itself right, or says that there can be no such link."""
    assert mend in read_address(typed).mend


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://www.unodc.org/", "unodc.org"),
        ("http://a.eu/b/", "a.eu/b"),
        ("https://a.eu/?q=www.b/", "a.eu/?q=www.b"),
        ("https://straße.example/über", "straße.example/über"),
        ("mailto:a@b.eu", "a@b.eu"),
        ("mailto:a@b.eu?subject=Call%20for%20papers&body=Dear", "a@b.eu"),
        ("mailto:a@b.eu,c@d.eu?cc=e@f.eu", "a@b.eu, c@d.eu"),
        ("tel:+43-1-26060", "+43-1-26060"),
        ("tel:+43126060;ext=12", "+43126060 ext. 12"),
    ],
)
def test_shown_address(address, shown):
    """An address is printed without scheme, `www.` and closing stroke, a mail without subject and text."""
    assert shown == shown_address(address)


@given(st.text(min_size=1, max_size=12), st.text(max_size=8))
def test_what_is_read_has_an_ascii_form(host, path):
    """Whatever is taken can be written into a link, and is read again as the same."""
    address = read_address(f"https://{host}.example/{path}")

    if isinstance(address, str):
        assert uri_of(address).isascii()
        assert uri_of(read_address(address)) == uri_of(address)
        assert isinstance(read_address(uri_of(address)), str)


PAGE = "https://events.example.org/register?id=7"
WRAPPED = "https%3A%2F%2Fevents.example.org%2Fregister%3Fid%3D7"


@pytest.mark.parametrize(
    "address",
    [
        f"https://nam02.safelinks.protection.outlook.com/?url={WRAPPED}%26utm_source%3Dmail&data=05%7C02&reserved=0",
        f"https://www.google.com/url?sa=t&url={WRAPPED}&usg=x",
        f"https://l.facebook.com/l.php?u={WRAPPED}&h=AT0",
        f"https://abc.awstrack.me/L0/{WRAPPED}/1/0100",
        "https://urldefense.com/v3/__https://events.example.org/register?id=7__;!!Ab!cd$",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__events.example.org_register-3Fid-3D7&d=Dw",
        f"{PAGE}&utm_source=a&UTM_Medium=b",
        "https://events.example.org/register?fbclid=x&id=7",
        f"{PAGE}#utm_campaign=x",
    ],
)
def test_plain_address_of_a_counted_one(address):
    """The mend is the address of the page itself."""
    assert ("tracking-address", PAGE) == (remark_on_address(address).code, remark_on_address(address).mend)


def test_counters_without_an_address():
    """Where the page is not told, only a browser can find it."""
    remark = remark_on_address("https://example.us1.list-manage.com/track/click?u=1&id=2")

    assert "open it in a browser" in remark.mend


@pytest.mark.parametrize(
    "address",
    [PAGE, "https://example.org/?q=utm_source", "https://example.org/share?url=https%3A%2F%2Fexample.com%2F",
     "https://www.google.com/maps?q=x", "mailto:a@b.eu?subject=utm_source", "https://example.org/a?si=2#b"],
)  # fmt: skip
def test_plain_addresses_have_no_remark(address):
    """Parameters that a page needs stay."""
    assert remark_on_address(address) is None
