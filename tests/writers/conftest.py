"""The sample release and its files, made once for all tests of the writers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from communique.house import House
from communique.languages import Language
from communique.releases import Release
from communique.writers import html, pdf, text
from press_sample import APPROVED, house_in, sample


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house_in(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="session")
def release(house: House) -> Release:
    return sample(house.drafts / "dialogue-ia")


@pytest.fixture(scope="session")
def pdfs(release: Release, house: House) -> Mapping[Language, bytes]:
    return {language: pdf.write(release, language, house, APPROVED) for language in Language}


@pytest.fixture(scope="session")
def pages(release: Release, house: House) -> Mapping[Language, str]:
    return {language: html.write(release, language, house, APPROVED).decode() for language in Language}


@pytest.fixture(scope="session")
def texts(release: Release, house: House) -> Mapping[Language, str]:
    return {language: text.write(release, language, house, APPROVED).decode() for language in Language}


@pytest.fixture(scope="session")
def printed_files(pdfs: Mapping[Language, bytes], tmp_path_factory: pytest.TempPathFactory) -> Mapping[Language, Path]:
    folder = tmp_path_factory.mktemp("pdf")
    for language, content in pdfs.items():
        (folder / f"{language}.pdf").write_bytes(content)
    return {language: folder / f"{language}.pdf" for language in pdfs}
