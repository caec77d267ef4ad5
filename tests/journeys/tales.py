"""What is written in the two tellings of the story."""

from assess.bilingual import Language
from tests.journeys.story import Tale

WELSH = Tale(
    language=Language.WELSH,
    urn="INSSMA12",
    practitioner="Catrin Evans",
    assessor="Siân Wyn Rees",
    photograph="Y bwrdd cynllunio yn swyddfa'r ŵyl; nid oes neb yn y llun",
    plan="Cynllun ymateb i gwynion",
    page="Tudalen",
    reflection="Gwrandewais yn gyntaf. Y tro nesaf byddwn yn ysgrifennu'r hyn y cytunwyd arno.",
    question="Pwy gafodd wybod am y gŵyn, a phryd?",
    answer="Y cydlynydd, yr un bore, dros y ffôn.",
    praise="Asesiad risg clir, gyda dyddiadau. Da iawn.",
    criticism="Nid yw'n dangos sut y cafodd y staff eu hysbysu.",
    more_work="Ychwanegwch nodiadau'r cyfarfod briffio.",
    observation="Gwelais Catrin yn cyfeirio tri ymholiad at y bobl gywir.",
    account="Cofnod o bopeth a wnes tan fis Mai.\n\nAtebais bob cwyn o fewn tridiau.",
)
ENGLISH = Tale(
    language=Language.ENGLISH,
    urn="INSSMA11",
    practitioner="Nia Morgan",
    assessor="David Price",
    photograph="The planning board in the festival office; nobody is in the picture",
    plan="Plan of the campaign",
    page="Page",
    reflection="I listened first. Next time I would write down what was agreed.",
    question="Who was told of the change, and when?",
    answer="The coordinator, the same morning, by telephone.",
    praise="A clear plan with dates. Well done.",
    criticism="It does not show how the partners took part.",
    more_work="Add the notes of the partners' meeting.",
    observation="I saw Nia lead the partners' meeting and agree three changes.",
    account="A record of all I did until May.\n\nI answered each letter in three days.",
)
