"""What `read` says about the signs, spaces and links of a draft, on small Word files."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.drafts import Draft
from communique.findings import Finding, Severity
from communique.languages import Language
from communique.readers import docx
from communique.readers._oddities import SENTENCES
from readers.word_files import arrow, p, package, part, r, saved, typed

FR = "[Title] Un titre\nLes partenaires présentent les résultats de leurs travaux communs et préparent la suite.\n"
DE = "[Title] Ein Titel\nDie Partner stellen die Ergebnisse ihrer gemeinsamen Arbeit vor und bereiten die nächsten Schritte vor.\n"
EN = "[Title] A title\nThe partners present the results of their common work and prepare the next steps for the coming year.\n"
XML = p("Un titre") + p("Les partenaires présentent les résultats de leurs travaux communs et préparent la suite.")


def read(tmp_path: Path, draft: str) -> Draft:
    return docx.read(typed(tmp_path / "draft.docx", draft))


def from_xml(tmp_path: Path, body: str, **parts: object) -> Draft:
    return docx.read(saved(tmp_path / "draft.docx", package(XML + body, **parts)))  # type: ignore[arg-type]


def of(draft: Draft, check: str) -> list[Finding]:
    return [finding for finding in draft.findings if finding.check == check]


def only(draft: Draft, check: str) -> Finding:
    (finding,) = of(draft, check)
    return finding


def test_mixed_apostrophes_are_counted_and_the_first_straight_one_is_shown(tmp_path: Path) -> None:
    found = only(read(tmp_path, FR + "C’est l’essentiel.\nC'est l'avis de l’autre."), "mixed-apostrophes")
    assert (found.place, found.excerpt, found.suggestion) == ("p4", "C'est l'avis de l’autre.", "C’est l’avis de l’autre.")
    assert "straight: 2, curved: 3" in found.message.en


@pytest.mark.parametrize("text", ["C'est l'essentiel.", "C’est l’essentiel.", "Il mesure 5' et l’autre aussi."])
def test_apostrophes_of_one_sort_are_not_mixed(text: str, tmp_path: Path) -> None:
    assert not of(read(tmp_path, FR + text), "mixed-apostrophes")


@pytest.mark.parametrize(
    ("opening", "good", "wrong", "mended"),
    [
        (FR, "Il dit «\u00a0oui\u00a0» d’abord.", 'Elle dit "non" ensuite.', "Elle dit «\u00a0non\u00a0» ensuite."),
        (DE, "Er sagt „ja“ dazu.", "Sie sagt “nein” dazu.", "Sie sagt „nein“ dazu."),
        (EN, "He says “yes” to it.", 'She says "no" to it.', "She says “no” to it."),
    ],
    ids=["French", "German", "English"],
)
def test_mixed_quotation_marks_are_counted_and_mended_in_their_language(
    opening: str, good: str, wrong: str, mended: str, tmp_path: Path
) -> None:
    found = only(read(tmp_path, f"{opening}{good}\n{wrong}"), "mixed-quotes")
    assert (found.place, found.excerpt, found.suggestion) == ("p4", wrong, mended)


@pytest.mark.parametrize("text", ["Il dit «\u00a0oui et “non”\u00a0» d’abord.", 'Il dit "oui" puis "non" ensuite.'])
def test_inner_quotation_marks_and_marks_of_one_sort_are_not_mixed(text: str, tmp_path: Path) -> None:
    assert not of(read(tmp_path, FR + text), "mixed-quotes")


@pytest.mark.parametrize(
    ("plain", "spaced"),
    [
        ("Le but : agir", "Le but\u00a0: agir"),
        ("Agir ; attendre", "Agir\u202f; attendre"),
        ("Agir !", "Agir\u202f!"),
        ("Agir?", "Agir\u202f?"),
        ("Il dit « oui » ici", "Il dit «\u00a0oui\u00a0» ici"),
        ("Elle gagne 5 % ici", "Elle gagne 5\u00a0% ici"),
    ],
)
def test_a_missing_no_break_space_is_shown_with_it(plain: str, spaced: str, tmp_path: Path) -> None:
    found = only(read(tmp_path, FR + plain), "nbsp-missing")
    assert (found.place, found.excerpt, found.suggestion) == ("p3", plain, spaced)
    assert not of(read(tmp_path, FR + spaced), "nbsp-missing")


def test_where_the_language_is_uncertain_no_languages_own_marks_are_asked_for(tmp_path: Path) -> None:
    russian = "[Title] Новости\nПартнёры представляют «результаты» своей общей работы и говорят: "
    draft = read(tmp_path, russian + '"готово"!')
    assert {finding.check for finding in draft.findings} & {"language-uncertain", "mixed-quotes", "nbsp-missing"} == {"language-uncertain"}


@pytest.mark.parametrize("text", ["Das Ziel: handeln, und zwar sofort!", "Voir https://example.org/a?b ou 12:30"])
def test_no_space_is_missing_in_german_nor_in_addresses_and_times(text: str, tmp_path: Path) -> None:
    assert not of(read(tmp_path, (DE if text.startswith("Das") else FR) + text), "nbsp-missing")


def test_a_hundred_missing_spaces_are_one_finding_with_their_number(tmp_path: Path) -> None:
    draft = read(tmp_path, FR + "\n".join(f"Le but numéro {n} : agir." for n in range(100)))
    assert "numbers and dates): 100;" in only(draft, "nbsp-missing").message.en


def test_double_spaces_are_counted_and_shown_as_one(tmp_path: Path) -> None:
    found = only(read(tmp_path, FR + "Le but  est clair.  Il le reste."), "double-space")
    assert (found.place, found.excerpt, found.suggestion) == ("p3", "Le but  est clair.  Il le reste.", "Le but est clair. Il le reste.")
    assert "double spaces: 2;" in found.message.en
    assert not of(read(tmp_path, FR + "Le but est clair."), "double-space")


@pytest.mark.parametrize(("word", "latin"), [("Іnria", "Inria"), ("sоuverain", "souverain"), ("ΤeraLab", "TeraLab")])
def test_a_word_of_two_scripts_is_reported_with_its_latin_letters(word: str, latin: str, tmp_path: Path) -> None:
    found = only(read(tmp_path, FR + f"Le nom {word} est là."), "homoglyph")
    assert (found.place, found.excerpt, found.suggestion, found.severity) == ("p3", word, latin, Severity.WARN)


@pytest.mark.parametrize("text", ["Инрия est un nom russe.", "Une épaisseur de 5 μm.", "Les particules α et β."])
def test_words_of_one_script_and_greek_signs_are_left_alone(text: str, tmp_path: Path) -> None:
    assert not of(read(tmp_path, FR + text), "homoglyph")


LOOKS = {
    "blue and underlined": '<w:u w:val="single"/><w:color w:val="0563C1"/>',
    "the theme's colour": '<w:u w:val="single"/><w:color w:val="auto" w:themeColor="hyperlink"/>',
    "the style of links": '<w:rStyle w:val="Lien"/>',
}
STYLES = part("styles", '<w:style w:type="character" w:styleId="Lien"><w:name w:val="Hyperlink"/></w:style>')
STYLED = {"arrows": arrow("rS", "styles", "styles.xml"), "parts": {"word/styles.xml": STYLES}}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_text_dressed_as_a_link_is_reported_as_one_piece_however_word_cuts_it(look: str, tmp_path: Path) -> None:
    found = only(from_xml(tmp_path, p("Voir ", r("le site ", look), r("du projet", look), " demain."), **STYLED), "link-look")
    assert (found.place, found.excerpt, found.severity) == ("p3", "le site du projet", Severity.WARN)


@pytest.mark.parametrize(
    "inner",
    [
        f'<w:hyperlink r:id="rL">{r("le site", LOOKS["the style of links"])}</w:hyperlink>',
        f'<w:hyperlink w:anchor="bas">{r("plus bas", LOOKS["blue and underlined"])}</w:hyperlink>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("le site", LOOKS["blue and underlined"])}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        r("souligné", '<w:u w:val="single"/>'),
        r("bleu", '<w:color w:val="0563C1"/>'),
        r("rouge souligné", '<w:u w:val="single"/><w:color w:val="C00000"/>'),
        r("pas souligné", '<w:u w:val="none"/><w:color w:val="0563C1"/>'),
        r("   ", LOOKS["blue and underlined"]),
    ],
    ids=["link", "anchor", "field", "underlined", "blue", "red", "underline off", "spaces"],
)
def test_links_and_mere_colour_or_underline_are_not_taken_for_look_alikes(inner: str, tmp_path: Path) -> None:
    arrows = STYLED["arrows"] + arrow("rL", "hyperlink", "https://example.org", external=True)
    assert not of(from_xml(tmp_path, p("Voir ", inner), arrows=arrows, parts=STYLED["parts"]), "link-look")


def test_more_than_five_findings_of_a_kind_are_one_that_says_where_the_others_are(tmp_path: Path) -> None:
    bold = "\n".join(f"[b] Un intertitre {n}\nUn paragraphe de texte sous cet intertitre, assez long pour en être un." for n in range(9))
    found = only(read(tmp_path, FR + bold), "heading-inferred")
    assert (found.place, found.excerpt) == ("p3", "Un intertitre 0")
    assert found.message.en.endswith("and 8 more: paragraphs 5, 7, 9, 11, 13, 15, 17, 19")


def test_empty_paragraphs_are_counted_and_the_first_one_is_named(tmp_path: Path) -> None:
    found = only(read(tmp_path, FR + "\nUn.\n\n\nDeux."), "empty-paragraphs")
    assert (found.place, found.message.fr.partition(",")[0]) == ("p3", "paragraphes vides retirés\u00a0: 4")


def test_a_cut_paragraph_is_shown_whole_and_the_next_one_is_named_in_words(tmp_path: Path) -> None:
    first = "Les partenaires ont réuni les équipes de recherche et de développement des deux pays et"
    found = only(
        read(tmp_path, f"[Title] Un titre\nUn chapeau pour ce communiqué, en une phrase.\n{first}\nassurent la suite."), FIRST_HALF
    )
    assert found.suggestion == found.excerpt.replace(" / ", " ")
    assert found.suggestion.endswith("des deux pays et assurent la")
    assert "(Absatz 4)" in found.message.de


FIRST_HALF = "paragraph-ends-mid-sentence"


def test_invisible_signs_are_reported_with_the_words_around_them_and_never_shown(tmp_path: Path) -> None:
    found = only(from_xml(tmp_path, p("Le texte que tout\u202e le\u200b monde voit")), "invisible-removed")
    assert found.excerpt == "Le texte que tout le monde voit"
    assert found.message.en.endswith(": 2; read this passage again")


def test_a_missing_note_is_reported_at_its_call(tmp_path: Path) -> None:
    found = only(from_xml(tmp_path, p("Une phrase.", '<w:r><w:footnoteReference w:id="9"/></w:r>')), "missing-note")
    assert (found.place, found.excerpt) == ("p3", "Une phrase.")


def test_hidden_text_never_stands_in_an_excerpt(tmp_path: Path) -> None:
    placeholder = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('SECRET', '<w:vanish/>')}{r('Cliquez ici')}</w:sdtContent></w:sdt>"
    )
    header = part("hdr", p("Direction de la communication ", r("SECRET", "<w:vanish/>")))
    body = XML + p(placeholder) + '<w:sectPr><w:headerReference w:type="default" r:id="rH"/></w:sectPr>'
    content = package(body, arrows=arrow("rH", "header", "header1.xml"), parts={"word/header1.xml": header})
    draft = docx.read(saved(tmp_path / "draft.docx", content), accept_changes=True)
    assert {finding.excerpt for finding in draft.findings} >= {"Cliquez ici", "Direction de la communication"}
    assert "SECRET" not in repr(draft)


@pytest.mark.parametrize("check", SENTENCES)
def test_every_sentence_about_a_draft_exists_in_three_languages_and_fits_in_two_lines(check: str) -> None:
    _, message = SENTENCES[check]
    assert len({message[language] for language in Language}) == 3
    assert all(len(message[language]) <= 170 for language in Language)
