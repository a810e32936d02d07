from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import DraftError
from communique.partners import Partner
from communique.readers import _confined, docx
from communique.readers._preflight import unpack
from communique.readers._refusals import Refused
from communique.text.passages import passages
from readers.word_files import p, package, saved

TEXT = p("Un titre") + p("Les partenaires présentent les résultats de leurs travaux et la suite.")


def heavy(text: str = TEXT) -> bytes:
    filler = "".join(f"<x a='{n * 2654435761 % 2**64:020d}{n * n:020d}'/>" for n in range(100_000))
    about = p("À propos d'Inria") + p("Inria est un institut de recherche en sciences du numérique.")
    return package(text + about if text else p(""), parts={"word/x.xml": f"<x>{filler}</x>"})


def test_a_heavy_file_is_read_by_a_process_of_its_own_with_the_same_result(tmp_path: Path) -> None:
    content = heavy()
    assert unpack(content).heavy
    partners = {"inria": Partner("inria", "Inria", ("Inria",), {}, (), {})}
    draft = docx.read(saved(tmp_path / "a.docx", content), partners=partners)
    assert [passage.place for passage in passages(draft.document)] == ["p1", "p2", "p3", "p4"]
    assert draft.document.blocks[-1].partner == "inria"  # type: ignore[attr-defined]


def test_a_refusal_comes_back_from_the_other_process_as_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DraftError, match="no text"):
        docx.read(saved(tmp_path / "a.docx", heavy("")))


def test_what_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_confined, "SECONDS", 0.001)
    with pytest.raises(Refused) as refused:
        _confined.draft_of("a.docx", heavy(), {}, accept_changes=False)
    assert "takes more than" in refused.value.fact.en
