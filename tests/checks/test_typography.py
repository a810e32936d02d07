"""Typography is put right per language, once and for all, and addresses are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.document import Break, Document, Link, Mark, NoteRef, Paragraph, Text, plain
from communique.languages import Language
from communique.markup import load
from communique.repairs import repairs, said_afterwards
from communique.text.typography import mend, mend_document


@pytest.mark.parametrize(
    "language, text, mended",
    [
        ("fr", "Une ambition : avancer !", "Une ambition\u00a0: avancer\u202f!"),
        ("fr", 'le "tiers de confiance"', "le «\u00a0tiers de confiance\u00a0»"),
        ("fr", "l'IA et d'Inria", "l’IA et d’Inria"),
        ("fr", "3 800 chercheurs, 13 600 000 euros", "3\u202f800 chercheurs, 13\u202f600\u202f000\u00a0euros"),
        ("fr", "le 9 mars 2026 à 14 h 30", "le 9\u00a0mars 2026 à 14\u00a0h\u00a030"),
        ("fr", "A propos d'Inria", "À propos d’Inria"),
        ("fr", 'Il dit : « le "oui" »', "Il dit\u00a0: «\u00a0le ‹oui›\u00a0»"),
        ("fr", "06 39 98 05 09", "06 39 98 05 09"),
        ("fr", "https://example.org/a?b;c:d contact@example.org", "https://example.org/a?b;c:d contact@example.org"),
        ("fr", "à 14:30 (?) :-)", "à 14:30 (?) :-)"),
        ("de", 'z.B. das "Wort"', "z.\u00a0B. das „Wort“"),
        ("de", "»Wort« am 9. März, 3,6 Mrd. Euro, 5 %", "„Wort“ am 9.\u00a0März, 3,6\u00a0Mrd. Euro, 5\u00a0%"),
        ("de", "Er sagte: „das «ja» gilt“", "Er sagte: „das ‚ja‘ gilt“"),
        ("en", 'the "word" isn\'t here', "the “word” isn’t here"),
        ("en", 'on 9 March, a 27" screen', 'on 9\u00a0March, a 27" screen'),
    ],
)
def test_a_language_has_its_own_signs(language: str, text: str, mended: str) -> None:
    assert plain(mend((Text(text),), Language(language))) == mended


@given(st.text(alphabet="aàÀ A1234.,;:!?'’\"«»„“”‹›()-\u00a0\u202f lLqQ%h\n", max_size=40), st.sampled_from(list(Language)))
@settings(max_examples=400, deadline=None)
def test_mending_twice_changes_nothing_more(text: str, language: Language) -> None:
    once = mend((Text(text),), language)
    assert mend(once, language) == once


def test_marks_links_breaks_and_note_calls_stay_where_they_are() -> None:
    content = (
        Text("L'", frozenset({Mark.STRONG})),
        Text("IA : "),
        Link((Text("l'appel"),), "https://example.org/l'appel"),
        NoteRef("1"),
        Break(),
        Text("fin !"),
    )
    assert mend(content, Language.FR) == (
        Text("L’", frozenset({Mark.STRONG})),
        Text("IA\u00a0: "),
        Link((Text("l’appel"),), "https://example.org/l'appel"),
        NoteRef("1"),
        Break(),
        Text("fin\u202f!"),
    )


def test_a_run_in_another_language_is_left_alone() -> None:
    content = (Text("Le "), Text('it\'s: "on"', language=Language.EN), Text(" : oui"))
    assert plain(mend(content, Language.FR)) == 'Le it\'s: "on"\u00a0: oui'


def test_repairs_are_counted_by_kind() -> None:
    before = load('A propos d\'Inria : "oui"')
    assert repairs(before, mend(before, Language.FR)) == {"spaces": 3, "doubles": 0, "apostrophes": 1, "quotes": 2, "accents": 1}


def test_nothing_is_said_where_nothing_was_to_do() -> None:
    document = Document(Language.DE, (Paragraph((Text("Alles gut."),)),))
    assert said_afterwards(document, mend_document(document)) == ()
