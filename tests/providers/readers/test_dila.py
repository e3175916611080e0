"""Service-public fiches (schema of the DILA archive, in our own words)."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bastide.engine.model import ReadDocument
from bastide.engine.ports import ReadError
from bastide.providers.readers.sandbox import Limits, close_idle_child, read_in_child

Read = Callable[..., list[ReadDocument]]

FICHE = """<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="style.xsl" type="text/xsl"?>
<Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F99" type="Fiche d'information"
 spUrl="https://www.service-public.gouv.fr/particuliers/vosdroits/F99">
 <dc:title>Prêt de vélo</dc:title>
 <dc:description>Résumé pour les moteurs.</dc:description>
 <dc:date>modified 2025-11-30</dc:date>
 <FilDAriane><Niveau ID="Particuliers">Accueil particuliers</Niveau>
  <Niveau ID="N1">Transports</Niveau><Niveau ID="N2">Vélo</Niveau>
  <Niveau ID="F99">Prêt de vélo</Niveau></FilDAriane>
 <DossierPere ID="N2"><Titre>Vélo</Titre><Fiche ID="F98">Autre fiche</Fiche></DossierPere>
 <!-- note interne -->
 <Introduction><Texte><Paragraphe>Un vélo est <MiseEnEvidence>prêté </MiseEnEvidence><!-- x -->
   <LienInterne LienPublication="F98">aux habitants</LienInterne>.</Paragraphe>
   </Texte></Introduction>
 <ListeSituations affichage="onglet">
  <Situation><Titre>Adulte</Titre><Texte>
   <Chapitre><Titre><Paragraphe>Pièces</Paragraphe></Titre>
    <Paragraphe>Il faut :</Paragraphe>
    <Liste type="puce"><Item><Paragraphe>une pièce d'identité</Paragraphe></Item>
     <Item><Paragraphe>une caution de <Valeur>150 €</Valeur></Paragraphe>
      <Liste><Item><Paragraphe>par chèque</Paragraphe></Item></Liste></Item></Liste>
    <SousChapitre><Titre>Durée</Titre>
     <Paragraphe>Le 1<Exposant>er</Exposant> prêt dure un mois.</Paragraphe></SousChapitre>
    <ANoter><Titre>À noter</Titre><Paragraphe>La caution est rendue.</Paragraphe></ANoter>
   </Chapitre></Texte></Situation>
  <Situation><Titre>Mineur</Titre><Texte><BlocCas affichage="radio">
   <Cas><Titre>Moins de 15 ans</Titre><Introduction><Texte>
     <Paragraphe>Un parent signe.</Paragraphe></Texte></Introduction></Cas>
   <Cas><Titre>15 ans ou plus</Titre><Paragraphe>Le mineur signe.</Paragraphe></Cas>
  </BlocCas><Paragraphe>Le casque est obligatoire.</Paragraphe></Texte></Situation>
 </ListeSituations>
 <Texte><Tableau><Titre>Tarifs</Titre><Colonne type="header"/><Colonne/>
  <Rangée type="header"><Cellule><Paragraphe>Zone</Paragraphe></Cellule>
   <Cellule><Paragraphe>Âge</Paragraphe></Cellule><Cellule><Paragraphe>Prix</Paragraphe></Cellule>
  </Rangée>
  <Rangée><Cellule fusionVerticale="2"><Paragraphe>Nord</Paragraphe></Cellule>
   <Cellule><Paragraphe>adulte</Paragraphe></Cellule><Cellule><Paragraphe>5 €</Paragraphe></Cellule>
  </Rangée>
  <Rangée><Cellule><Paragraphe>enfant</Paragraphe></Cellule>
   <Cellule><Paragraphe>2 €</Paragraphe></Cellule></Rangée></Tableau>
  <LienExterneCommente><Commentaire><Paragraphe>Plan :</Paragraphe></Commentaire>
   <LienExterne URL="https://plan.example">carte des bornes</LienExterne></LienExterneCommente>
 </Texte>
 <OuSAdresser ID="R1" type="Local"><Titre>Maison du vélo</Titre><PivotLocal>velo</PivotLocal>
  <RessourceWeb URL="https://velo.example"/>
  <Texte><Paragraphe>Du lundi au jeudi.</Paragraphe></Texte></OuSAdresser>
 <ServiceEnLigne ID="R2" URL="https://demande.example/velo" type="Téléservice">
  <Titre>Demande de prêt</Titre><Source ID="R3">Commune</Source></ServiceEnLigne>
 <Reference type="Loi" URL="https://loi.example"><Titre>Code du vélo</Titre></Reference>
 <Definition ID="R4"><Titre>Caution</Titre>
  <Texte><Paragraphe>Somme.</Paragraphe></Texte></Definition>
 <QuestionReponse ID="F97">Et la trottinette ?</QuestionReponse>
</Publication>""".encode()


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Read]:
    def _read(name: str, content: bytes, limits: Limits | None = None) -> list[ReadDocument]:
        path = tmp_path / "deposited"
        path.write_bytes(content)
        return list(read_in_child(path, name, limits))

    yield _read
    close_idle_child()


def test_a_fiche_keeps_its_texts_under_situations_chapters_and_cases(read: Read) -> None:
    (fiche,) = read("F99.xml", FICHE)
    assert [(b.headings, b.text) for b in fiche.blocks] == [
        ((), "Un vélo est prêté aux habitants."),
        (
            ("Adulte", "Pièces"),
            "Il faut :\n- une pièce d'identité\n- une caution de 150 €\n- par chèque",
        ),
        (("Adulte", "Pièces", "Durée"), "Le 1er prêt dure un mois."),
        (("Adulte", "Pièces"), "À noter : La caution est rendue."),
        (("Mineur", "Moins de 15 ans"), "Un parent signe."),
        (("Mineur", "15 ans ou plus"), "Le mineur signe."),
        (("Mineur",), "Le casque est obligatoire."),
        ((), "Tarifs"),
        ((), "Zone | Âge | Prix\nNord | adulte | 5 €\nNord | enfant | 2 €"),
        (
            (),
            "Plan : carte des bornes\n"
            "Où s'adresser : Maison du vélo (https://velo.example)\nDu lundi au jeudi.\n"
            "Service en ligne : Demande de prêt (https://demande.example/velo)",
        ),
    ]


def test_a_fiche_says_where_it_stands_and_since_when(read: Read) -> None:
    (fiche,) = read("F99.xml", FICHE)
    assert (fiche.key, fiche.title, fiche.theme) == ("F99", "Prêt de vélo", ("Transports", "Vélo"))
    assert fiche.updated == date(2025, 11, 30)
    assert fiche.url == "https://www.service-public.gouv.fr/particuliers/vosdroits/F99"


def test_a_fiche_without_text_gives_its_description(read: Read) -> None:
    (fiche,) = read(
        "F1.xml",
        b'<Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F1"><dc:title>T</dc:title>'
        b"<dc:description>D.</dc:description><dc:date>modified 2025-02-31</dc:date></Publication>",
    )
    assert (fiche.blocks[0].text, fiche.updated) == ("D.", None)


NODE = FICHE.replace(b'ID="F99" type', b'ID="N99" type')


def _zip(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def _tar(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return file.getvalue()


@pytest.mark.parametrize(("name", "pack"), [("vosdroits.zip", _zip), ("vosdroits.tar.gz", _tar)])
def test_an_archive_gives_its_fiches_and_no_table_of_contents(
    read: Read, name: str, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    files = {"d/F99.xml": FICHE, "d/N99.xml": NODE, "d/R1.xml": b"<x/>", "d/menu.xml": b"<x/>"}
    assert [f.key for f in read(name, pack(files))] == ["F99"]


def test_a_broken_fiche_is_named_and_the_others_are_read(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(_zip({"F1.xml": b"<Publication", "F99.xml": FICHE}))
    reading = read_in_child(path, "a.zip")
    assert next(reading).key == "F99"
    with pytest.raises(ReadError, match=r"1 fiche.*F1\.xml"):
        next(reading)


def test_a_table_of_contents_alone_is_no_fiche(read: Read) -> None:
    with pytest.raises(ReadError, match="pas une fiche"):
        read("N99.xml", NODE)


def test_an_archive_that_unpacks_beyond_measure_is_left(read: Read) -> None:
    bomb = _tar({"image.bin": b"0" * 3_000_000, "F99.xml": FICHE})
    with pytest.raises(ReadError, match="démesuré"):
        read("a.tar.gz", bomb, Limits(unpacked=1_000_000))


def test_entities_do_not_multiply_nor_read_files(read: Read) -> None:
    hostile = FICHE.replace(
        b"<Publication", b'<!DOCTYPE p [<!ENTITY f SYSTEM "file:///etc/passwd">]><Publication', 1
    ).replace(b"Un parent signe.", b"Un parent signe.&f;")
    (fiche,) = read("F99.xml", hostile)
    assert not any("root:" in block.text for block in fiche.blocks)
