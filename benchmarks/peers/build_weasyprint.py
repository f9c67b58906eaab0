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


def one_item(item: dict) -> str:
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in item["body"].strip().split("\n\n"))
    links = "".join(
        f'<li><a href="{escape(link["url"])}">{escape(link["label"])}</a>'
        f"<span>{escape(link['url'].removeprefix('https://'))}</span></li>"
        for link in item.get("links", [])
    )
    return (
        f'<article><p class="kicker">{day(item["date"])}</p><h2>{escape(item["title"])}</h2>{paragraphs}'
        + (f"<ul>{links}</ul>" if links else "")
        + "</article>"
    )


photo = data["items"][0].get("photo")
figure = ""
if photo:
    figure = (
        f'<figure><img src="{escape(photo["file"])}" alt="{escape(photo["alt"])}">'
        f"<figcaption>Photo: {escape(photo['credit'])}</figcaption></figure>"
    )
past = data["past_stories"]["url"]
html = (
    f'<!doctype html><html lang="{data["language"]}"><head><meta charset="utf-8"><title>{escape(data["title"])}</title>'
    f"<style>{css}</style></head><body><header><h1>{escape(data['title'])}</h1><p>{escape(data['intro'])}</p></header>"
    f"{figure}<main>{''.join(one_item(item) for item in data['items'])}</main>"
    f'<footer><p>Read our past stories here</p><a href="{escape(past)}">{escape(past.removeprefix("https://"))}</a></footer>'
    "</body></html>"
)
HTML(string=html, base_url=os.path.join(source.parent, "")).write_pdf(target, pdf_variant="pdf/ua-1")
