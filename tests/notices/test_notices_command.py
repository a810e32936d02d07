"""`communique notices` shows what was told, what waits and what failed, in three languages and as JSON, without any key."""

from __future__ import annotations

import json

import pytest

from chatrooms import TOKEN
from houses import ROOT, run
from newsrooms import Newsroom


def asked(newsroom: Newsroom, *words: str, lang: str = "en") -> tuple[int, str]:
    done = run(newsroom.house.root, "notices", *words, lang=lang, more={"COMMUNIQUE_NOTICES": newsroom.services})
    return done.returncode, done.stdout + done.stderr


def test_what_failed_is_shown_with_its_code_and_its_name(newsroom: Newsroom) -> None:
    newsroom.office.refused["anna@example.org"] = 550
    newsroom.submit()
    newsroom.tick()
    code, said = asked(newsroom)
    assert code == 0
    assert "failed         pont  request → anna (2026-03-09T09:00:00Z, 550)" in said
    assert "3 sent, 0 no longer needed; --all shows them" in said
    assert TOKEN not in said


@pytest.mark.parametrize("lang, word", [("fr", "envoyé"), ("de", "gesendet"), ("en", "sent")])
def test_everything_is_shown_when_asked_for(newsroom: Newsroom, lang: str, word: str) -> None:
    newsroom.submit()
    newsroom.tick()
    assert asked(newsroom, "--all", lang=lang)[1].count(f"  {word} ") == 4


def test_what_waits_is_sent_at_once_when_asked_for_and_only_once(newsroom: Newsroom) -> None:
    newsroom.submit()
    for _ in range(2):
        assert asked(newsroom, "--send")[0] == 0
    assert len(newsroom.office.to("chloe@example.org")) == 1


def test_as_json_it_has_neither_keys_nor_links(newsroom: Newsroom) -> None:
    newsroom.submit()
    newsroom.tick()
    code, said = asked(newsroom, "--json")
    found = json.loads(said)
    assert code == 0
    assert {notice["state"] for notice in found["notices"]} == {"sent"}
    assert set(found["notices"][0]) == {"id", "release", "kind", "to", "state", "made", "changed", "tries", "reason"}
    assert "mailto://127.0.0.1" in found["services"][0]
    assert TOKEN not in said


def test_without_services_it_says_so(newsroom: Newsroom) -> None:
    done = run(newsroom.house.root, "notices", "--send", more={"COMMUNIQUE_NOTICES": ""})
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "no service is set up: nothing is sent (docs/operate.md)")


def test_an_id_that_is_none_is_refused_in_a_sentence(newsroom: Newsroom) -> None:
    code, said = asked(newsroom, "--again", "abc")
    assert code == 2
    assert said == "abc: no notice of this name has failed or is in doubt — see “communique notices”\n"


def test_status_says_by_when_an_approval_is_expected(newsroom: Newsroom) -> None:
    newsroom.submit()
    header = (ROOT / "templates" / "glossary.csv").read_text(encoding="utf-8").splitlines()[0]
    (newsroom.house.templates / "glossary.csv").write_text(header + "\n", encoding="utf-8")
    done = run(newsroom.house.root, "status", "pont")
    assert "by 2026-03-12 18:00\n" in done.stdout
    cells = json.loads(run(newsroom.house.root, "status", "pont", "--json").stdout)["cells"]
    assert {cell["due"] for cell in cells} == {"2026-03-12T17:00:00Z"}
