"""A believable portfolio as plain values, of any size, with its files in memory."""

import hashlib
import io
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import BinaryIO

from PIL import Image, ImageDraw

from assess.bilingual import Bilingual, Language
from assess.documents.pages import (
    Authored,
    PrintedAnswer,
    PrintedConfirmation,
    PrintedCriterion,
    PrintedDecision,
    PrintedEnrolment,
    PrintedEvidence,
    PrintedExchange,
    PrintedFile,
    PrintedForm,
    PrintedKind,
    PrintedMapping,
    PrintedPart,
    PrintedPassage,
    PrintedPortfolio,
    PrintedProof,
    PrintedQuestion,
    PrintedReflection,
    PrintedReturn,
    PrintedSight,
    PrintedSignOff,
    PrintedState,
    PrintedSubmission,
    PrintedUnit,
    PrintedUnitState,
    StandardText,
)

NOON = datetime(2026, 7, 21, 11, 5, tzinfo=UTC)

CRITERIA = (
    (
        (
            "engage with the target groups, partners and key stakeholders throughout all phases of "
            "the social marketing programme"
        ),
        (
            "ymgysylltu â'r grwpiau targed, partneriaid a rhanddeiliaid allweddol ym mhob cam o'r "
            "rhaglen marchnata cymdeithasol"
        ),
    ),
    (
        "develop a project plan for the social marketing programme",
        "paratoi cynllun prosiect ar gyfer y rhaglen marchnata cymdeithasol",
    ),
    (
        (
            "establish and agree with target groups, partners and key stakeholders on measurable "
            "objectives, milestones and timelines"
        ),
        (
            "pennu amcanion mesuradwy, cerrig milltir ac amserlenni gyda grwpiau targed, "
            "partneriaid a rhanddeiliaid allweddol a chytuno arnynt"
        ),
    ),
    (
        (
            "create an integrated social marketing mix strategy with consideration of all "
            "appropriate evidence-based tools and theory needed to influence a desired behaviour"
        ),
        (
            "creu strategaeth marchnata cymdeithasol integredig a chymysg gan ystyried yr holl "
            "gyfarpar a damcaniaethau priodol sy'n seiliedig ar dystiolaeth sydd eu hangen i "
            "ddylanwadu ar ymddygiad a ddymunir."
        ),
    ),
    (
        "collate the evidence from research into motivators, inhibitors and interventions",
        "cyfosod y dystiolaeth o'r ymchwil a'u troi'n gynlluniau cymell, atal ac ymyrryd",
    ),
)

REFLECTION = (
    "Ar ôl y cyfarfod cyntaf gyda'r grŵp targed sylweddolais fy mod wedi gofyn y cwestiynau "
    "anghywir. Newidiais y cynllun a gofynnais i'r grŵp ei hun ddewis y negeseuon.\n\n"
    "Yr ail dro daeth dau ar bymtheg o bobl, ac roedd y drafodaeth yn llawer mwy agored; "
    "cawsom wybod nad y gost ond yr amserlen bysiau oedd y rhwystr mwyaf."
)


@dataclass
class MemoryFiles:
    """Files by their hash, as a store would hand them out."""

    files: dict[str, bytes] = field(default_factory=dict)

    def keep(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        self.files[sha256] = content
        return sha256

    def open(self, sha256: str) -> BinaryIO:
        if sha256 not in self.files:
            raise FileNotFoundError(sha256)
        return io.BytesIO(self.files[sha256])


def photograph(number: int, size: tuple[int, int] = (640, 480)) -> bytes:
    """Draw a picture that differs from every other and compresses like a photograph."""
    picture = Image.effect_noise((size[0] // 4, size[1] // 4), 40).resize(size)
    coloured = Image.merge("RGB", (picture, picture.point(lambda v: v * 3 // 4), picture))
    ImageDraw.Draw(coloured).text((20, 20), f"Photograph {number}", font_size=size[1] // 8)
    kept = io.BytesIO()
    coloured.save(kept, "JPEG", quality=88)
    return kept.getvalue()


def keep_file(store: MemoryFiles, name: str, media_type: str, content: bytes) -> PrintedFile:
    return PrintedFile(name, media_type, len(content), store.keep(content))


def keep_photograph(
    store: MemoryFiles, number: int, size: tuple[int, int] = (640, 480)
) -> PrintedFile:
    content = photograph(number, size)
    file = keep_file(store, f"Llun {number} o'r stondin.jpg", "image/jpeg", content)
    caption = Authored(f"Fi (ar y chwith) gyda'r grŵp targed, llun {number}", "cy")
    return replace(file, preview_sha256=file.sha256, caption=caption)


def piece_of_evidence(
    store: MemoryFiles, number: int, photo_size: tuple[int, int] = (640, 480)
) -> PrintedEvidence:
    """Make evidence whose form goes round with its number."""
    forms = (_photographed, _filed, _written, _addressed, _observed, _pointed)
    piece = PrintedEvidence(
        number=number,
        title=Authored(f"Campaign plan, part {number}", "en"),
        kind=PrintedKind.WORK_PRODUCT,
        form=PrintedForm.FILE,
        made_by="Siân Ŵyn-Jones",
        language="en",
        made_on=date(2026, 3, 2) + timedelta(days=number),
        simulated=number % 11 == 0,
        prior_learning=number % 13 == 0,
    )
    if photo_size != (640, 480):
        # Of 200 pieces 40 are photographs, as in the size the product promises.
        shape = _photographed if number % 5 == 0 else forms[number % 5]
    else:
        shape = forms[(number - 1) % len(forms)]
    return shape(store, piece, photo_size)


def _photographed(
    store: MemoryFiles, piece: PrintedEvidence, size: tuple[int, int]
) -> PrintedEvidence:
    return replace(
        piece,
        title=Authored(f"Lluniau o'r stondin yn y sŵ, rhif {piece.number}", "cy"),
        language="cy",
        files=(keep_photograph(store, piece.number, size),),
        description=Authored("Stondin yr ymgyrch ar y diwrnod agored.", "cy"),
    )


def _filed(store: MemoryFiles, piece: PrintedEvidence, _: tuple[int, int]) -> PrintedEvidence:
    content = f"%PDF-1.4 plan {piece.number}".encode() * 2000
    return replace(
        piece,
        files=(keep_file(store, f"plan {piece.number}.pdf", "application/pdf", content),),
    )


def _written(_: MemoryFiles, piece: PrintedEvidence, __: tuple[int, int]) -> PrintedEvidence:
    return replace(
        piece,
        kind=PrintedKind.REFLECTIVE_ACCOUNT,
        form=PrintedForm.TEXT,
        language="cy",
        text=Authored(REFLECTION, "cy"),
        sha256=hashlib.sha256(REFLECTION.encode()).hexdigest(),
    )


def _addressed(_: MemoryFiles, piece: PrintedEvidence, __: tuple[int, int]) -> PrintedEvidence:
    return replace(
        piece,
        form=PrintedForm.ADDRESS,
        location=f"https://example.org/campaigns/{piece.number}?utm=<none>&lang=cy",
        description=Authored("The campaign's public page; see the section “What we did”.", "en"),
        sha256=hashlib.sha256(b"address").hexdigest(),
    )


def _observed(_: MemoryFiles, piece: PrintedEvidence, __: tuple[int, int]) -> PrintedEvidence:
    return replace(
        piece,
        title=Authored("Observation at the stakeholder meeting", "en"),
        kind=PrintedKind.OBSERVATION,
        form=PrintedForm.TEXT,
        made_by="Owain Prydderch",
        text=Authored("Siân opened the meeting and named the objectives.", "en"),
        exchanges=(
            PrintedExchange(
                Authored("Why did you choose these partners?", "en"),
                Authored("Am eu bod yn adnabod y bobl yr oeddem am eu cyrraedd.", "cy"),
                at="00:12:30",
            ),
            PrintedExchange(Authored("What would you change?", "en"), None),
        ),
        confirmations=(PrintedConfirmation("Siân Ŵyn-Jones", NOON),),
    )


def _pointed(_: MemoryFiles, piece: PrintedEvidence, __: tuple[int, int]) -> PrintedEvidence:
    return replace(
        piece,
        title=Authored("The complaints log", "en"),
        form=PrintedForm.POINTER,
        location="The office in Aberystwyth, cabinet 3",
        description=Authored("A bound book with every complaint since 2024.", "en"),
        sha256=hashlib.sha256(b"pointer").hexdigest(),
        sights=(
            PrintedSight(
                Authored("Yn y swyddfa yn Aberystwyth", "cy"), date(2026, 5, 1), "Owain Prydderch"
            ),
        ),
    )


def criterion(number: int, part: PrintedPart, mapped: tuple[int, ...]) -> PrintedCriterion:
    english, welsh = CRITERIA[(number - 1) % len(CRITERIA)]
    label = f"{'P' if part is PrintedPart.PERFORMANCE else 'K'}{number}"
    return PrintedCriterion(
        label=label,
        part=part,
        text=StandardText(Bilingual(en=f"{english} ({label})", cy=f"{welsh} ({label})")),
        state=PrintedState.MET,
        mappings=tuple(
            PrintedMapping(each, "page 3, paragraph 2" if each % 2 else "00:01:20")
            for each in mapped
        ),
        reflections=(
            PrintedReflection(
                (
                    PrintedPassage(Bilingual(en="What", cy="Beth"), REFLECTION),
                    PrintedPassage(Bilingual(en="So what", cy="Felly beth"), REFLECTION),
                ),
                "cy",
                NOON,
            ),
        ),
        questions=_asked(number),
        decisions=_decided(number, label),
        returns=_returned(number),
    )


def _asked(number: int) -> tuple[PrintedQuestion, ...]:
    if number % 3:
        return ()
    return (
        PrintedQuestion(
            Authored("Sut y gwyddoch fod y neges wedi cyrraedd y grŵp targed?", "cy"),
            "Owain Prydderch",
            NOON,
            answers=(
                PrintedAnswer(Authored("O'r arolwg ar ôl y digwyddiad.", "cy"), "Siân", NOON),
            ),
        ),
        PrintedQuestion(
            Authored("Add the minutes of the second meeting.", "en"),
            "Owain Prydderch",
            NOON,
            is_action=True,
            due_on=date(2026, 9, 1),
        ),
    )


def _decided(number: int, label: str) -> tuple[PrintedDecision, ...]:
    met = PrintedDecision(
        met=True,
        decided_by="Owain Prydderch",
        decided_at=NOON,
        feedback=Authored("Clear, and the minutes bear it out.", "en"),
        together_with=tuple(f"P{other}" for other in (1, 2) if f"P{other}" != label),
    )
    if number % 4:
        return (met,)
    earlier = replace(
        met,
        met=False,
        feedback=Authored("Nid oes dystiolaeth o'r ail gyfarfod eto.", "cy"),
        decided_at=NOON - timedelta(days=20),
        on_working_translation=True,
    )
    return (met, earlier)


def _returned(number: int) -> tuple[PrintedReturn, ...]:
    if number % 4:
        return ()
    return (
        PrintedReturn(
            Authored("Ychwanegwch gofnodion yr ail gyfarfod, a dywedwch pwy oedd yno.", "cy"),
            "Owain Prydderch",
            NOON - timedelta(days=19),
            together_with=("P2",),
        ),
    )


def unit_of(
    urn: str, criteria: tuple[int, int], pieces: int, *, signed: bool = False
) -> PrintedUnit:
    """Make a unit with so many performance and knowledge criteria, with evidence spread."""
    counts = ((PrintedPart.PERFORMANCE, criteria[0]), (PrintedPart.KNOWLEDGE, criteria[1]))
    total = sum(criteria)
    made: list[PrintedCriterion] = []
    for part, count in counts:
        for number in range(1, count + 1):
            place = len(made)
            mapped = tuple(each for each in range(1, pieces + 1) if each % total == place)
            shared = (1 + place % pieces,) if pieces else ()
            made.append(criterion(number, part, tuple(sorted({*mapped, *shared}))))
    return PrintedUnit(
        urn=urn,
        version="1",
        title=StandardText(
            Bilingual(
                en="Manage and maintain social marketing programmes",
                cy="Rheoli rhaglenni marchnata cymdeithasol a'u cynnal",
            )
        ),
        state=PrintedUnitState.SIGNED_OFF if signed else PrintedUnitState.IN_PROGRESS,
        enrolment=_enrolment(),
        criteria=tuple(made),
        submissions=(_submission(tuple(each.label for each in made)),),
        sign_offs=(_sign_off(),) if signed else (),
    )


def _enrolment() -> PrintedEnrolment:
    return PrintedEnrolment(
        started_on=date(2026, 1, 12),
        assessor="Owain Prydderch",
        iqa="Людмила Ковальчук",
        cohort="Hydref 2026",
        uln="1234567890",
        qualification="Level 4 Diploma in Social Marketing",
        awarding_body="Agored Cymru",
        registration_number="R-2026/118",
        registered_on=date(2026, 1, 20),
        language_of_assessment="cy",
    )


def _submission(labels: tuple[str, ...]) -> PrintedSubmission:
    return PrintedSubmission(
        submitted_by="Siân Ŵyn-Jones",
        submitted_at=NOON - timedelta(days=3),
        labels=labels,
        declaration=Authored("Rwy'n datgan mai fy ngwaith i yw hwn.", "cy"),
        help_and_tools=Authored("A spelling checker; my mentor read the plan.", "en"),
    )


def _sign_off() -> PrintedSignOff:
    return PrintedSignOff(
        signed_by="Owain Prydderch",
        signed_at=NOON,
        proof=PrintedProof.PASSWORD_AND_CODE,
        proved_at=NOON - timedelta(minutes=4),
        snapshot_sha256=hashlib.sha256(b"snapshot").hexdigest(),
        comment=Authored("Gwaith trylwyr.", "cy"),
    )


def mark_working_translation(given: PrintedCriterion, language: Language) -> PrintedCriterion:
    return replace(given, text=replace(given.text, working_translations=frozenset({language})))


def portfolio_of(*units: PrintedUnit, evidence: tuple[PrintedEvidence, ...]) -> PrintedPortfolio:
    return PrintedPortfolio(
        practitioner="Siân Ŵyn-Jones",
        provider="Hyfforddiant Ceredigion Training",
        printed_at=NOON,
        units=units,
        evidence=evidence,
    )
