"""The release as a mail: what a mail program makes of it, and that it asks nobody for anything."""

from __future__ import annotations

import email
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from lxml import html as markup

from communique import document as d
from communique.house import House
from communique.languages import Language
from communique.releases import Release
from communique.writers import Stamp, Status, mail
from press_sample import APPROVED, PREVIEW, released, restyled, short, written

FR, DE, EN = Language
EMBARGOED = replace(APPROVED, status=Status.EMBARGOED, embargo=datetime(2026, 4, 1, 5, 5, tzinfo=UTC))
WITHDRAWN = replace(APPROVED, status=Status.WITHDRAWN, withdrawn=datetime(2026, 4, 2, 9, 0, tzinfo=UTC))
CORRECTED = replace(APPROVED, version=2, replaces=APPROVED.published - timedelta(days=3) if APPROVED.published else None)


@pytest.fixture(scope="module")
def mails(release: Release, house: House) -> Mapping[Language, bytes]:
    return {language: mail.write(release, language, house, APPROVED) for language in Language}


def read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert found is not None
    return str(found.get_content())


def test_it_is_a_draft_from_the_first_press_contact_to_nobody(mails: Mapping[Language, bytes]) -> None:
    message = read(mails[FR])
    assert message["X-Unsent"] == "1"
    assert message["From"] == "Maud Ferrandier <maud.ferrandier@example.org>"
    assert message["To"] is None
    assert message["Subject"] == "IA industrielle\u00a0: la France et l’Allemagne passent des ateliers aux démonstrateurs"
    assert message["Content-Language"] == "fr-FR"
    assert parsedate_to_datetime(message["Date"]) == APPROVED.published


def test_text_comes_before_the_page(mails: Mapping[Language, bytes], texts: Mapping[Language, str]) -> None:
    message = read(mails[DE])
    assert [one.get_content_type() for one in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert part(message, "plain").replace("\r\n", "\n") == texts[DE]


@pytest.mark.parametrize(
    ("stamp", "subjects"),
    [
        (EMBARGOED, ("SOUS EMBARGO\u00a0: IA", "SPERRFRIST: Industrielle", "EMBARGOED: Industrial")),
        (PREVIEW, ("ÉPREUVE\u00a0: IA", "ENTWURF: Industrielle", "PROOF: Industrial")),
        (WITHDRAWN, ("RETIRÉ\u00a0: IA", "ZURÜCKGEZOGEN: Industrielle", "WITHDRAWN: Industrial")),
        (CORRECTED, ("RECTIFIÉ\u00a0: IA", "KORREKTUR: Industrielle", "CORRECTED: Industrial")),
    ],
)
def test_the_subject_says_what_is_no_ordinary_release(release: Release, house: House, stamp: Stamp, subjects: tuple[str, ...]) -> None:
    for language, beginning in zip(Language, subjects, strict=True):
        assert read(mail.write(release, language, house, stamp))["Subject"].strip().startswith(beginning)


@pytest.mark.parametrize("language", Language)
def test_lines_are_no_longer_than_mail_takes_and_end_as_mail_ends_them(mails: Mapping[Language, bytes], language: Language) -> None:
    content = mails[language]
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 78
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize("language", Language)
def test_it_asks_nobody_for_anything(mails: Mapping[Language, bytes], language: Language) -> None:
    page = markup.document_fromstring(part(read(mails[language]), "html"))
    assert not page.xpath("//img | //link | //script | //iframe | //form | //object")
    assert "url(" not in part(read(mails[language]), "html")
    assert {link.split(":")[0] for link in page.xpath("//a/@href")} == {"https", "mailto", "tel"}


@pytest.mark.parametrize("language", Language)
def test_the_page_names_its_language_and_the_tables_that_only_lay_out(mails: Mapping[Language, bytes], language: Language) -> None:
    page = markup.document_fromstring(part(read(mails[language]), "html"))
    assert page.get("lang") == language.locale
    tables = page.xpath("//table")
    assert [table.get("role") for table in tables] == ["presentation", "presentation", None]
    assert page.xpath("//table[not(@role)]//th[@scope='col']")
    assert len(page.xpath("//h1")) == 1


def test_every_colour_is_one_of_the_house(house: House, release: Release, tmp_path: Path) -> None:
    changed = restyled(tmp_path, "tokens.css", lambda css: css.replace("#00616b", "#7a1f5c"))
    content = part(read(mail.write(release, EN, changed, APPROVED)), "html")
    assert "#7a1f5c" in content
    assert "#00616b" not in content
    assert set(re.findall(r"\{[\w-]+\}", content)) == set()


def test_the_bytes_depend_on_the_release_alone(mails: Mapping[Language, bytes], release: Release, house: House) -> None:
    assert mail.write(release, EN, house, APPROVED) == mails[EN]
    identities = {read(content)["Message-ID"] for content in mails.values()}
    assert len(identities) == 3
    assert all(identity.endswith("@example.org>") for identity in identities)


def test_a_headline_cannot_add_a_header(house: House, tmp_path: Path) -> None:
    document = written(EN, "title: News\np: Text.")
    title = d.Title((d.Text("News\r\nBcc: x@example.org\u2028and more"),), place="p0")
    release = released({EN: replace(document, blocks=(title, *document.blocks[1:]))}, tmp_path, "inria")
    message = read(mail.write(release, EN, house, APPROVED))
    assert message["Bcc"] is None
    assert message["Subject"].strip() == "News Bcc: x@example.org and more"


def test_a_long_headline_stays_whole(house: House, tmp_path: Path) -> None:
    message = read(mail.write(short(tmp_path, "title: " + "word " * 60, "p: Text."), EN, house, APPROVED))
    assert message["Subject"].strip() == ("word " * 60).strip()


def test_a_preview_that_is_not_dated_says_no_date(release: Release, house: House) -> None:
    assert read(mail.write(release, EN, house, PREVIEW))["Date"] is None
