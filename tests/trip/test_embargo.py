"""A draft under embargo is confidential, goes to no hosted engine, and is not printed before its time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pytest

from canaries import DeepL, deepl
from communique import house as houses
from communique import releases, reviews
from communique import settings as settings_file
from communique.discretion import neutral_name
from communique.errors import NotAllowed
from communique.languages import Language
from houses import SAMPLE, Call


def _with_line(house: Path, line: str, *, header: bool = False) -> Path:
    path = house / "drafts" / f"{SAMPLE}.docx"
    document = docx.Document(str(path))
    if header:
        document.sections[0].header.paragraphs[0].text = line
    else:
        document.paragraphs[0].insert_paragraph_before(line)
    document.save(str(path))
    return path


def test_an_embargo_line_sets_the_moment_and_makes_the_release_confidential(house: Path, call: Call) -> None:
    assert call("run", _with_line(house, "SOUS EMBARGO jusqu'au 9 mars 2126 à 14 h 30")).returncode == 0
    settings = settings_file.load(house / "drafts" / SAMPLE)
    assert settings.confidential
    assert settings.embargo is not None
    assert settings.embargo.isoformat() == "2126-03-09T14:30:00+01:00"


def test_an_embargo_in_the_header_makes_the_release_confidential(house: Path, call: Call) -> None:
    assert call("run", _with_line(house, "SOUS EMBARGO jusqu'au 24 novembre 2126", header=True)).returncode == 0
    assert settings_file.load(house / "drafts" / SAMPLE).confidential


def test_a_confidential_release_is_refused_to_a_hosted_engine(house: Path, call: Call) -> None:
    settings = house / "templates" / "house.toml"
    hosted = '\n[[engines]]\nname = "deepl"\nhost = "eu"\n\n[approvals]'
    settings.write_text(settings.read_text(encoding="utf-8").replace("\n[approvals]", hosted, 1), encoding="utf-8")
    done = call("run", _with_line(house, "SOUS EMBARGO jusqu'au 9 mars 2126 à 14 h 30"), "--engine", "deepl")
    assert done.returncode == 2
    assert "does not allow this engine" in done.stderr


def test_an_embargo_without_an_end_stops_the_printing_even_when_all_approved(house: Path, call: Call) -> None:
    assert call("run", _with_line(house, "SOUS EMBARGO jusqu'au 24 novembre 2126")).returncode == 0
    settings = settings_file.load(house / "drafts" / SAMPLE)
    assert (settings.confidential, settings.embargo) == (True, None)
    release = releases.load(houses.load(house), SAMPLE)
    with pytest.raises(NotAllowed, match="whose end nobody has set"):
        reviews.demand_embargo_over(release, datetime(2200, 1, 1, tzinfo=UTC))


# What the house allows in writing

HOSTED = '\n[[engines]]\nname = "deepl"\nhost = "eu"\nurl = "{url}"\ntries = 1\n\n[approvals]'
EXCEPTION = """
[[embargo.exceptions]]
release = "{release}"
engine = "deepl"
by = "anne.lemoine@example.org"
reason = "translators are away, agreed with the partners"
until = {until}

[limits]"""


def _allow(house: Path, url: str, *, until: str, release: str = SAMPLE) -> None:
    path = house / "templates" / "house.toml"
    text = path.read_text(encoding="utf-8").replace("\n[approvals]", HOSTED.format(url=url), 1)
    path.write_text(text.replace("\n[limits]", EXCEPTION.format(release=release, until=until), 1), encoding="utf-8")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[DeepL]:
    monkeypatch.setenv("DEEPL_API_KEY", "key")
    with deepl() as running:
        yield running


@pytest.mark.parametrize("name", [SAMPLE, neutral_name(SAMPLE)])
def test_a_written_exception_lets_one_engine_see_one_release(house: Path, call: Call, service: DeepL, name: str) -> None:
    _allow(house, service.url, until="2125-01-01T00:00:00+01:00", release=name)
    done = call("run", _with_line(house, "SOUS EMBARGO jusqu'au 9 mars 2126 à 14 h 30"))
    assert done.returncode == 0, done.stderr
    assert service.asked
    edition = releases.read_edition(house / "drafts" / SAMPLE, Language.EN, releases.read_draft(house / "drafts" / SAMPLE).document)
    assert edition is not None
    assert {unit.origin.host for unit in edition.units if unit.origin.name.startswith("deepl")} == {"eu"}


@pytest.mark.parametrize("words", [(), ("--engine", "deepl")])
@pytest.mark.parametrize(("release", "until"), [("another", "2125-01-01T00:00:00+01:00"), (SAMPLE, "2025-01-01T18:00:00+01:00")])
def test_an_exception_for_another_release_or_that_has_ended_opens_nothing(
    house: Path, call: Call, service: DeepL, words: tuple[str, ...], release: str, until: str
) -> None:
    _allow(house, service.url, until=until, release=release)
    done = call("run", _with_line(house, "SOUS EMBARGO jusqu'au 9 mars 2126 à 14 h 30"), *words)
    assert done.returncode == (2 if words else 0)
    assert service.asked == []
    if release == SAMPLE:
        assert "the exception for this release, allowed by anne.lemoine@example.org, ended on 2025-01-01 18:00" in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('by = "anne.lemoine@example.org"\n', "", "has to name release, engine, by, reason, until"),
        ('reason = "translators are away, agreed with the partners"', 'reason = " "', "are texts in quotation marks"),
        ("until = 2125-01-01T00:00:00+01:00", "until = 2125-01-01", "needs a date, a time and a zone"),
        ('engine = "deepl"\nby', 'engine = "deepI"\nby', "none of those under [[engines]]"),
        ("[[embargo.exceptions]]", "[embargo.exceptions]", "double brackets"),
    ],
)
def test_an_exception_that_does_not_say_all_is_none(house: Path, call: Call, service: DeepL, old: str, new: str, said: str) -> None:
    _allow(house, service.url, until="2125-01-01T00:00:00+01:00")
    path = house / "templates" / "house.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    done = call("run", _with_line(house, "SOUS EMBARGO jusqu'au 9 mars 2126 à 14 h 30"))
    assert done.returncode == 2
    assert said in done.stderr
    assert SAMPLE not in done.stderr
    assert service.asked == []


def test_when_the_embargo_has_ended_every_engine_may_see_the_text(house: Path, call: Call, service: DeepL) -> None:
    _allow(house, service.url, until="2125-01-01T00:00:00+01:00", release="another")
    assert call("run", _with_line(house, "SOUS EMBARGO jusqu'au 9 mars 2026 à 14 h 30")).returncode == 0
    assert service.asked


def test_an_embargo_without_an_hour_stays_on_this_machine(house: Path, call: Call, service: DeepL) -> None:
    _allow(house, service.url, until="2125-01-01T00:00:00+01:00", release="another")
    assert call("run", _with_line(house, "SOUS EMBARGO jusqu'au 24 novembre 2025")).returncode == 0
    assert service.asked == []


@pytest.mark.parametrize("embargo", ["", "embargo = 2026-03-09T14:30:00+01:00\n"])
def test_what_people_called_confidential_stays_so_whatever_the_hour(house: Path, call: Call, service: DeepL, embargo: str) -> None:
    _allow(house, service.url, until="2125-01-01T00:00:00+01:00", release="another")
    folder = house / "drafts" / SAMPLE
    folder.mkdir()
    settings = f'languages = ["fr", "de", "en"]\npartners = ["inria", "fraunhofer", "imt"]\n{embargo}confidential = true\n'
    (folder / "release.toml").write_text(settings, encoding="utf-8")
    assert call("run", house / "drafts" / f"{SAMPLE}.docx").returncode == 0
    assert service.asked == []


def test_a_draft_that_is_given_a_later_embargo_is_secret_until_then(house: Path, call: Call, service: DeepL) -> None:
    """release.toml was written on the first run; nobody changed it when the partners put the day off."""
    assert call("run", _with_line(house, "SOUS EMBARGO jusqu'au 9 mars 2026 à 14 h 30")).returncode == 0
    _allow(house, service.url, until="2125-01-01T00:00:00+01:00", release="another")
    path = house / "drafts" / f"{SAMPLE}.docx"
    document = docx.Document(str(path))
    document.paragraphs[0].text = "SOUS EMBARGO jusqu'au 9 mars 2126 à 14 h 30"
    document.save(str(path))
    assert call("run", path).returncode == 0
    assert service.asked == []


def test_an_hour_of_another_zone_has_not_come_when_it_has_here(house: Path, call: Call, service: DeepL) -> None:
    _allow(house, service.url, until="2125-01-01T00:00:00+01:00", release="another")
    here = datetime.now(UTC).astimezone(ZoneInfo("Europe/Paris")) - timedelta(hours=1)
    line = f"EMBARGO until {here.day} {here:%B} {here.year}, {here.hour}:{here.minute:02d} Pacific Time"
    assert call("run", _with_line(house, line)).returncode == 0
    assert service.asked == []


@pytest.mark.parametrize("line", ["confidental = true", "vertraulich = true", 'Embargo = "2126-03-09"', 'confidential = "ja"'])
def test_a_misspelt_line_of_the_release_stops_the_work(house: Path, call: Call, service: DeepL, line: str) -> None:
    _allow(house, service.url, until="2125-01-01T00:00:00+01:00", release="another")
    folder = house / "drafts" / SAMPLE
    folder.mkdir()
    lines = f'languages = ["fr", "de", "en"]\npartners = ["inria", "fraunhofer", "imt"]\n{line}\n'
    (folder / "release.toml").write_text(lines, encoding="utf-8")
    done = call("run", house / "drafts" / f"{SAMPLE}.docx")
    assert done.returncode == 2
    assert line.split()[0] in done.stderr
    assert service.asked == []


def test_why_an_engine_is_not_asked_is_said_before_and_afterwards(house: Path, call: Call, service: DeepL) -> None:
    _allow(house, service.url, until="2125-01-01T00:00:00+01:00", release="another")
    path = _with_line(house, "SOUS EMBARGO jusqu'au 9 mars 2126 à 14 h 30")
    said = "deepl: the house does not allow this engine for this release — it is confidential or under embargo"
    name = f"(release = “{neutral_name(SAMPLE)}”)"
    before, afterwards = call("run", path, "--dry-run"), call("run", path)
    assert said in before.stderr
    assert said in afterwards.stderr
    assert name in before.stderr
    assert name in afterwards.stderr


def test_why_an_engine_failed_is_said(house: Path, call: Call, service: DeepL) -> None:
    _allow(house, "http://127.0.0.1:9", until="2125-01-01T00:00:00+01:00", release="another")
    done = call("run", house / "drafts" / f"{SAMPLE}.docx")
    assert done.returncode == 0
    assert done.stderr.count("deepl: does not answer (ConnectError)") == 1
