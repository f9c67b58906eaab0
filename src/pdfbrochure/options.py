"""Options that several commands have, and what their values may be."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import click

from pdfbrochure import __version__
from pdfbrochure.editions import FOR
from pdfbrochure.formats import FORMS


def finding_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say how findings are taken and printed."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="Print errors only."),
        click.option(
            "--format",
            "form",
            type=click.Choice(list(FORMS)),
            default="text",
            show_default=True,
            help="How findings are printed: text for people; github as notes on the lines; the others as a document on "
            "standard output: json, gitlab (code quality), sarif (code scanning), junit (test reports), markdown.",
        ),
        click.option("--strict", is_flag=True, help="Fail on warnings too."),
    ):
        command = option(command)
    return command


def version_option(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the option that says which version this is, and how to have a newer one."""

    def show(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
        if not asked or context.resilient_parsing:
            return
        from pdfbrochure.installing import update_command

        click.echo(f"pdfbrochure, version {__version__}\nfor a newer one: {update_command()}")
        context.exit()

    return click.option(
        "--version",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help="Show the version and exit.",
    )(command)


def language_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say which languages of a brochure are meant."""
    one = click.option("--language", default="", metavar="TAG", help="Set this language of a brochure in several: fr.")
    every = click.option(
        "--all-languages", is_flag=True, help="Set every language of a brochure, each in a PDF: x.fr.pdf."
    )
    return one(every(command))


def for_option(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the option that says what the PDF is for."""
    return click.option(
        "--for",
        "use",
        type=click.Choice(list(FOR)),
        default="screen",
        show_default=True,
        help="What the PDF is for: brochure.pdf for the screen, brochure.print.pdf for a print shop, "
        "brochure.email.pdf to be mailed; both: screen and print.",
    )(command)


class Pages(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.3
    """The value of `--pages`: `4`, `2-6` or `x4`."""

    name = "PAGES"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the pair of the words as typed and the page count that they mean."""
        # Imported when used: help and version need nothing of the model.
        from pdfbrochure.model.brochure import PageCount
        from pdfbrochure.model.scalars import MOST_PAGES

        match = re.fullmatch(
            r"\s*(?:([0-9]{1,4})(?:\s*[-\u2013]\s*([0-9]{1,4}))?|[xX\u00d7]\s*([0-9]{1,4}))\s*", str(value)
        )
        numbers = [int(number) for number in match.groups() if number] if match else []
        if match is None or not all(1 <= number <= MOST_PAGES for number in numbers) or numbers != sorted(numbers):
            forms = "write 4 for exactly four pages, 2-6 for two to six, or x4 for a multiple of four"
            self.fail(f"{value!r} is no number of pages; {forms}", param, ctx)
        if match[3]:
            return PageCount(multiple_of=numbers[0])
        return PageCount(numbers[0], numbers[-1])
