"""Justified lines of languages with long words or few hyphens: no wide gaps, whatever the width of the column."""

from __future__ import annotations

import msgspec
import pytest
from support import brochure, item, run_of

from pdfbrochure.compose.blocks import Paragraph, Span
from pdfbrochure.text.hyphenate import Hyphenator
from pdfbrochure.text.lines import Typesetter

TEXTS = {
    "es": (
        "El ayuntamiento inauguró el martes la rehabilitación del antiguo mercado cubierto, cuyas obras comenzaron "
        "hace dieciocho meses con el acuerdo unánime de las asociaciones vecinales. La concejala de urbanismo "
        "agradeció especialmente a los comerciantes su extraordinaria paciencia durante los trabajos, que obligaron a "
        "trasladar provisionalmente cuarenta y dos puestos a la explanada de la estación. «Recuperamos un edificio que "
        "pertenece a todos», afirmó, y anunció que la biblioteca infantil ocupará próximamente la planta superior, con "
        "talleres de encuadernación, lecturas compartidas y un pequeño laboratorio de experimentación científica."
    ),
    "it": (
        "L'amministrazione comunale ha presentato ieri il programma di riqualificazione delle sponde del fiume, che "
        "prevede piste ciclabili, alberature e un collegamento pedonale con il quartiere universitario. Secondo "
        "l'assessora all'ambiente, i cantieri cominceranno contemporaneamente in quattro punti e dureranno "
        "complessivamente quattordici mesi. Le associazioni dei cittadini, che avevano raccolto oltre tremila firme, "
        "chiedono tuttavia che vengano ripiantumati gli alberi abbattuti nell'autunno scorso e che la manutenzione sia "
        "affidata a cooperative del territorio, particolarmente attente alla biodiversità degli argini."
    ),
    "pl": (
        "Samorząd województwa ogłosił wczoraj rozstrzygnięcie konkursu na zagospodarowanie dawnych zakładów "
        "włókienniczych, w których powstanie międzynarodowe centrum współpracy młodzieży. Zwycięska pracownia "
        "architektoniczna zaproponowała zachowanie najcenniejszych przędzalni oraz przekształcenie dziedzińca w "
        "ogólnodostępny ogród. Przewodnicząca komisji podkreśliła, że wszystkie pomieszczenia będą przystosowane do "
        "potrzeb osób z niepełnosprawnościami, a przedsięwzięcie zostanie sfinansowane ze środków przeznaczonych na "
        "rewitalizację obszarów poprzemysłowych. Rozpoczęcie robót przewidziano na przyszłoroczną wiosnę."
    ),
    "cs": (
        "Zastupitelstvo města schválilo na čtvrtečním zasedání rekonstrukci nádražní budovy, která chátrala od "
        "ukončení osobní dopravy na počátku devadesátých let. Ve zrekonstruovaných prostorách vznikne komunitní "
        "centrum s knihovnou, kavárnou a zkušebnami pro zdejší hudebníky. Náměstkyně pro územní rozvoj připomněla, "
        "že památkově chráněná odbavovací hala zůstane zachována v původní podobě a nejpozději příští podzim se "
        "otevře veřejnosti. Přestavbu podpořilo ministerstvo prostřednictvím zvláštního programu, jenž se zaměřuje "
        "na znovuvyužití opuštěných průmyslových a železničních staveb v menších obcích."
    ),
    "sk": (
        "Mestské zastupiteľstvo schválilo na štvrtkovom zasadnutí obnovu železničnej stanice, ktorá chátrala od "
        "ukončenia osobnej dopravy na začiatku deväťdesiatych rokov. V zrekonštruovaných priestoroch vznikne "
        "komunitné centrum s knižnicou, kaviarňou a skúšobňami pre miestnych hudobníkov. Námestníčka pre územný "
        "rozvoj pripomenula, že pamiatkovo chránená odbavovacia hala zostane zachovaná v pôvodnej podobe a "
        "najneskôr budúcu jeseň sa otvorí verejnosti. Prestavbu podporilo ministerstvo prostredníctvom osobitného "
        "programu zameraného na opätovné využitie opustených priemyselných stavieb v menších obciach."
    ),
    "hr": (
        "Gradsko vijeće prihvatilo je na jučerašnjoj sjednici prijedlog obnove nekadašnje tvornice, u kojoj će biti "
        "smješteno međunarodno središte za suradnju mladih. Pobjednički arhitektonski ured predložio je očuvanje "
        "najvrjednijih proizvodnih dvorana te preuređenje dvorišta u javni perivoj. Predsjednica povjerenstva "
        "naglasila je da će svi prostori biti prilagođeni osobama s invaliditetom, a radovi će se financirati iz "
        "sredstava namijenjenih preobrazbi napuštenih industrijskih područja. Početak građevinskih radova predviđen "
        "je za proljeće iduće godine, nakon savjetovanja sa stanovnicima okolnih naselja."
    ),
}


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
@pytest.mark.parametrize("tag", TEXTS)
def test_few_spaces_are_wide(tag: str, theme: str) -> None:
    """At most three lines in a hundred have a word space of more than 0.6 em, in columns of any usual width."""
    run = run_of(brochure(item("T", 0, body="."), language=tag, settings={"theme": theme, "justify": True}))
    style, languages = run.edition.theme.styles["body"], run.languages
    # As a plain install divides words, without dictionaries that happen to be here.
    plain = msgspec.structs.replace(languages[tag].hyphenation, dictionary="")
    setter = Typesetter(run.book, tag, lambda _tag, justify: Hyphenator(plain, justified=justify))
    paragraph = Paragraph((Span(TEXTS[tag]),), "body")
    inner = wide = 0
    for measure in range(165, 260, 5):
        for line in setter.set(paragraph, style, float(measure), hyphenate=True, justify=True).lines[:-1]:
            spaces = [
                (piece.advance * run_.size / 1000 + run_.space_extra + run_.tracking) / run_.size
                for run_ in line.runs
                for piece in run_.pieces
                if piece.is_space
            ]
            inner += 1
            wide += max(spaces, default=0.0) > 0.6

    assert wide <= 0.03 * inner, f"{wide} of {inner}"
