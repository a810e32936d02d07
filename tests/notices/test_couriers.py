"""Letters and posts as mail servers and chat services take them, and every way in which they do not."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from chatrooms import SLACK, TOKEN, Room, open_room
from communique.errors import HouseError
from communique.languages import Language
from communique.notices import couriers
from communique.notices.couriers import Fate
from communique.notices.letters import Letter
from postoffice import Office, open_office

LETTER = Letter(
    "À relire\u00a0: release-3fa2c1",
    "Bonjour Ève,\n\n.une ligne qui commence par un point\n" + "https://review.example.org/" + "x" * 400 + "\n",
)
NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
EVE = "eve@example.org"


@pytest.fixture
def office() -> Iterator[Office]:
    with open_office() as own:
        yield own


@pytest.fixture
def room() -> Iterator[Room]:
    with open_room() as own:
        yield own


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 by nobody, with its key."""
    secret = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "loopback")]), datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, secret.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    signed = made.add_extension(address, critical=False).sign(secret, hashes.SHA256())
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path = tmp_path_factory.mktemp("tls") / "loopback.pem"
    path.write_bytes(secret.private_bytes(serialization.Encoding.PEM, *form) + signed.public_bytes(serialization.Encoding.PEM))
    return path


def sent(office: Office, to: str = EVE, address: str = "") -> couriers.Answer:
    return couriers.mail(address or office.address, to, LETTER, Language.FR, identity="5f0c", at=NOW)


def test_a_letter_arrives_as_it_was_written(office: Office) -> None:
    assert sent(office).fate is Fate.DELIVERED
    ((to, message),) = office.taken
    assert (to, message["To"], message["From"]) == (EVE, EVE, "presse@example.org")
    assert message["Subject"] == LETTER.subject
    assert message.get_content().replace("\r\n", "\n") == LETTER.text
    assert (message["Message-ID"], message["Content-Language"], message["Auto-Submitted"]) == ("<5f0c@example.org>", "fr", "auto-generated")
    assert message["Date"].datetime == NOW


@pytest.mark.parametrize(
    "fate, expected, code, taken",
    [
        (550, Fate.REFUSED, "550", 0),
        (553, Fate.REFUSED, "553", 0),
        (450, Fate.LATER, "450", 0),
        ("full", Fate.LATER, "452", 0),
        ("busy", Fate.AWAY, "421", 0),
        ("hang", Fate.AWAY, "", 0),
        ("vanish", Fate.AWAY, "", 1),
        ("silent", Fate.AWAY, "", 1),
        ("rude", Fate.DELIVERED, "", 1),
    ],
)
def test_every_answer_of_a_mail_server_has_its_meaning(office: Office, fate: str | int, expected: Fate, code: str, taken: int) -> None:
    office.plan.append(fate)
    begun = time.monotonic()
    assert sent(office) == couriers.Answer(expected, code)
    assert len(office.taken) == taken
    assert time.monotonic() - begun < 3


def test_a_letter_that_is_sent_again_is_the_same_letter(office: Office) -> None:
    office.plan.append("vanish")
    assert [sent(office).fate, sent(office).fate] == [Fate.AWAY, Fate.DELIVERED]
    assert {message["Message-ID"] for message in office.to(EVE)} == {"<5f0c@example.org>"}


def test_a_server_that_is_not_there_is_away(office: Office) -> None:
    assert couriers.mail("mailto://127.0.0.1:9?from=p@example.org", EVE, LETTER, Language.FR, identity="5f0c", at=NOW).fate is Fate.AWAY


def test_the_password_is_given_and_a_wrong_one_is_not_the_letters_fault() -> None:
    with open_office("presse", "Geheim!") as office:
        assert sent(office).fate is Fate.DELIVERED
        assert sent(office, address=office.address.replace("Geheim", "falsch")) == couriers.Answer(Fate.AWAY, "535")


def test_over_tls_a_server_has_to_be_who_it_says(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_office("presse", "geheim", certificate) as office:
        assert sent(office).fate is Fate.AWAY
        assert office.taken == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert sent(office).fate is Fate.DELIVERED


@pytest.mark.parametrize(
    "form", ["mmost://{host}/{token}", "matrix://presse:{token}@{host}/#presse", "matrix://presse:{token}@{host}/!room:127.0.0.1"]
)
def test_a_channel_gets_a_post_in_the_form_that_its_service_publishes(room: Room, form: str) -> None:
    address = form.format(host=f"127.0.0.1:{room.port}", token=TOKEN)
    assert couriers.chat(address, LETTER).fate is Fate.DELIVERED
    (said,) = room.said
    assert LETTER.subject in said
    assert ".une ligne" in said


def test_slack_gets_its_form_under_its_own_address_only(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from apprise.plugins.slack import NotifySlack

    assert NotifySlack.webhook_url == "https://hooks.slack.com/services"
    monkeypatch.setattr(NotifySlack, "webhook_url", f"http://127.0.0.1:{room.port}/services")
    assert couriers.chat("slack://" + "/".join(SLACK), LETTER).fate is Fate.DELIVERED
    (said,) = room.said
    assert LETTER.subject in said


def test_teams_gets_an_adaptive_card_over_tls(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_room(certificate) as room:
        address = f"workflows://127.0.0.1:{room.port}/643d0e1d9c/a-signature"
        assert couriers.chat(address, LETTER).fate is Fate.AWAY, "nobody vouches for this server"
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        assert couriers.chat(address, LETTER).fate is Fate.DELIVERED
        (said,) = room.said
        assert LETTER.subject in said


@pytest.mark.parametrize(
    "plan, expected, code",
    [(404, Fate.REFUSED, "404"), (403, Fate.REFUSED, "403"), (429, Fate.LATER, "429"), (500, Fate.LATER, "500"), ("cut", Fate.UNSURE, "")],
)
def test_every_answer_of_a_channel_has_its_meaning(room: Room, plan: int | str, expected: Fate, code: str) -> None:
    room.plan.append(plan)
    assert couriers.chat(f"mmost://127.0.0.1:{room.port}/{TOKEN}", LETTER) == couriers.Answer(expected, code)


def test_a_channel_that_is_not_there_is_away() -> None:
    assert couriers.chat(f"mmost://127.0.0.1:9/{TOKEN}", LETTER).fate is Fate.AWAY


def test_a_redirection_is_not_followed(room: Room) -> None:
    room.plan.append(302)
    assert couriers.chat(f"mmost://127.0.0.1:{room.port}/{TOKEN}", LETTER).fate is Fate.LATER
    assert len(room.requests) == 1


def test_services_are_shown_without_their_keys(office: Office) -> None:
    addresses = (
        "mailto://presse:geheim@127.0.0.1:2525?from=p@example.org",
        f"mmost://chat.example.org/{TOKEN}",
        "slack://" + "/".join(SLACK),
    )
    told = " ".join(couriers.shown(addresses))
    assert "chat.example.org" in told
    for key in ("geheim", TOKEN, *SLACK):
        assert key not in told


def test_an_address_of_no_known_service_is_named_by_its_number_alone() -> None:
    with pytest.raises(HouseError, match=r"address no\. 2 is none of a known service") as refusal:
        couriers.shown((f"mmost://127.0.0.1/{TOKEN}", "carrier-pigeon://geheim@example.org"))
    assert "geheim" not in str(refusal.value)
