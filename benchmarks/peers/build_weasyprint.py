"""build_weasyprint.py BROCHURE OUT FONTS: the peer WeasyPrint, from HTML and CSS, tagged as PDF/UA-1."""

import datetime as dt
import os
import sys
from html import escape
from pathlib import Path

import yaml
from weasyprint import HTML

source, target, fonts = (Path(name).absolute() for name in sys.argv[1:4])
with source.open(encoding="utf-8") as file:
    data = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

FACES = [("Regular", 400, "normal"), ("SemiBold", 600, "normal"), ("Italic", 400, "italic")]
css = "".join(
    f"@font-face{{font-family:'Brochure Sans';src:url('{(fonts / f'SourceSans3-{name}.ttf').as_uri()}');"
    f"font-weight:{weight};font-style:{style}}}"
    for name, weight, style in FACES
)
css += Path(__file__).with_name("brochure.css").read_text(encoding="utf-8")


def day(date: dt.date) -> str:
    return f"{date.day} {date:%B} {date.year}"


def figure(photo: dict | None) -> str:
    if not photo:
        return ""
    return (
        f'<figure><img src="{escape(photo["file"])}" alt="{escape(photo["alt"])}">'
        f"<figcaption>Photo: {escape(photo['credit'])}</figcaption></figure>"
    )


def one_item(item: dict, photo: dict | None) -> str:
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in item.get("body", "").strip().split("\n\n"))
    links = "".join(
        f'<li><a href="{escape(link["url"])}">{escape(link["label"])}</a>'
        f"<span>{escape(link['url'].removeprefix('https://'))}</span></li>"
        for link in item.get("links", [])
    )
    return (
        f'<article><p class="kicker">{day(item["date"]) if "date" in item else ""}</p><h2>{escape(item["title"])}</h2>'
        f"{figure(photo)}{paragraphs}" + (f"<ul>{links}</ul>" if links else "") + "</article>"
    )


lead, *others = data["items"]
items = one_item(lead, None) + "".join(one_item(item, item.get("photo")) for item in others)
if data.get("settings", {}).get("justify"):
    css += "article p { text-align: justify }"
past = data["past_stories"]["url"]
intro = escape(data.get("intro", ""))
html = (
    f'<!doctype html><html lang="{data["language"]}"><head><meta charset="utf-8"><title>{escape(data["title"])}</title>'
    f"<style>{css}</style></head><body><header><h1>{escape(data['title'])}</h1><p>{intro}</p></header>"
    f"{figure(lead.get('photo'))}<main>{items}</main>"
    f'<footer><p>Read our past stories here</p><a href="{escape(past)}">{escape(past.removeprefix("https://"))}</a></footer>'
    "</body></html>"
)
HTML(string=html, base_url=os.path.join(source.parent, "")).write_pdf(target, pdf_variant="pdf/ua-1")
