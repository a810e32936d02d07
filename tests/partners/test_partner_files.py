"""A partner's file says what becomes a link, an author and a line of a mail's head: what cannot be one is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import partners
from communique.errors import HouseError
from communique.languages import Language

FILE = """\
name = "{name}"

[url]
fr = "{url}"

[[contacts]]
name = "{contact}"
email = "{email}"
phone = "{phone}"
"""
USUAL = {
    "name": "Institut d’exemple",
    "url": "https://www.example.org:8443/fr?x=1#à",
    "contact": "Zoë O’Neill-Łuczak",
    "email": "zoe.o'neill+press@mail.example.org",
    "phone": "+33 1 99 00 12 34",
}


def loaded(folder: Path, **values: str) -> partners.Partner:
    (folder / "exemple.toml").write_text(FILE.format(**{**USUAL, **values}), encoding="utf-8")
    return partners.load(folder)["exemple"]


def test_what_partners_are_called_and_reached_by_is_taken_as_it_is(tmp_path: Path) -> None:
    found = loaded(tmp_path)
    assert (found.name, found.url[Language.FR]) == (USUAL["name"], USUAL["url"])
    assert (found.contacts[0].name, found.contacts[0].email, found.contacts[0].phone) == (USUAL["contact"], USUAL["email"], USUAL["phone"])


@pytest.mark.parametrize(
    "email",
    [
        "",
        "a b@example.org",
        "presse@",
        "a@b",
        "a..b@example.org",
        "é@example.org",
        "a@example.org?bcc=x@example.com",
        "a@e.org\\nBcc: b@e.org",
    ],
)
def test_a_mail_address_that_no_mail_can_carry_is_refused(tmp_path: Path, email: str) -> None:
    with pytest.raises(HouseError, match=r"templates/partners/exemple\.toml: .*an e-mail address like press@example\.org"):
        loaded(tmp_path, email=email)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)//https://", "www.example.org", "http://[::1", "https://a b", "data:text/html,x", 'https://e.org/\\">']
)
def test_an_address_that_is_none_of_the_web_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(HouseError, match="an address that starts with https://"):
        loaded(tmp_path, url=url)


@pytest.mark.parametrize("what", ["name", "contact", "phone"])
@pytest.mark.parametrize("text", ["Maud\\nBcc: x@example.org", "a\\u0001b", "a\\u202ebod", "\\u2028", "\\uFFFE"])
def test_a_name_with_signs_that_nobody_sees_is_refused(tmp_path: Path, what: str, text: str) -> None:
    with pytest.raises(HouseError, match="one line of readable text"):
        loaded(tmp_path, **{what: text})
