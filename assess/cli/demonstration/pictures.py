"""Pictures for the demonstration's evidence: maps of stakeholders, and scenes like photographs."""

import io
import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from assess.documents.drawing.fonts import BOLD, FOLDER, REGULAR

SIZE = (1200, 840)
INK, TEAL, WASH, PALE = "#1c2b2b", "#0b5c5a", "#eef5f4", "#cfdada"
RINGS = (150, 260, 370)
Point = tuple[float, float]


@dataclass(frozen=True)
class Stakeholder:
    name: str
    ring: int
    """0 works with us, 1 is kept involved, 2 is kept informed."""


def draw_map(title: str, centre: str, rings: tuple[str, ...], who: list[Stakeholder]) -> bytes:
    """Draw stakeholders in rings around the campaign: the nearer, the closer they work with it."""
    picture = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(picture)
    middle = (SIZE[0] / 2, SIZE[1] / 2 + 26)
    for radius, shade in reversed(list(zip(RINGS, ("#bcd9d6", "#d9ebe9", WASH), strict=True))):
        pen.ellipse(_box(middle, radius * 1.45, radius), fill=shade, outline=TEAL, width=2)
    pen.ellipse(_box(middle, 120, 62), fill=TEAL)
    _write(pen, middle, centre, 19, "white", BOLD)
    pen.text((36, 26), title, font=_font(BOLD, 28), fill=INK)
    for number, name in enumerate(rings):
        pen.text((36, 72 + 26 * number), f"{number + 1}  {name}", font=_font(REGULAR, 17), fill=INK)
    for ring in range(len(RINGS)):
        _place(pen, middle, ring, [one.name for one in who if one.ring == ring])
    return _bytes_of(picture, "PNG")


def _place(pen: ImageDraw.ImageDraw, middle: Point, ring: int, names: list[str]) -> None:
    reach = (RINGS[ring] + (RINGS[ring - 1] if ring else 62)) / 2
    for number, name in enumerate(names):
        turn = 2 * math.pi * (number + 0.5 * (ring % 2)) / len(names) - math.pi / 2 + 0.32 * ring
        spot = (middle[0] + 1.45 * reach * math.cos(turn), middle[1] + reach * math.sin(turn))
        lines = name.split("|")
        width = max(_font(REGULAR, 16).getlength(line) for line in lines) / 2 + 12
        pen.rounded_rectangle(
            _box(spot, width, 6 + 12 * len(lines)), 10, fill="white", outline=TEAL, width=2
        )
        _write(pen, spot, "\n".join(lines), 16, INK, REGULAR)


def draw_gate(banner: str, seed: int) -> bytes:
    """Paint a school gate in the morning, with a banner on the railings and people on foot."""

    def paint(pen: ImageDraw.ImageDraw, chance: Random) -> None:
        _sky(pen, (156, 190, 214), (232, 236, 226), 470)
        _hill(pen, chance, 350, (108, 134, 118))
        _hill(pen, chance, 410, (84, 116, 84))
        pen.rectangle((700, 230, 1120, 520), fill=(168, 108, 84))
        pen.polygon([(670, 232), (910, 140), (1150, 232)], fill=(86, 84, 92))
        for left in range(730, 1090, 90):
            pen.rectangle((left, 280, left + 50, 350), fill=(206, 222, 226))
        pen.rectangle((0, 520, 1200, 640), fill=(176, 172, 164))
        pen.rectangle((0, 640, 1200, 840), fill=(92, 94, 98))
        pen.line((0, 742, 1200, 742), fill=(222, 214, 160), width=8)
        for post in range(10, 1200, 34):
            pen.line((post, 400, post, 540), fill=(40, 70, 62), width=6)
        pen.line((0, 412, 1200, 412), fill=(40, 70, 62), width=8)
        for number in range(7):
            grown = number % 3 == 0
            _walker(pen, chance, 90 + number * 92 + chance.randint(-14, 14), 1.0 if grown else 0.68)

    return _photograph(paint, seed, banner, (740, 420, 1130, 530))


def draw_stall(poster: str, seed: int, *, caddy: bool) -> bytes:
    """Paint a table in a hall: leaflets, a mug, a poster behind it, and perhaps a food caddy."""

    def paint(pen: ImageDraw.ImageDraw, chance: Random) -> None:
        _sky(pen, (214, 206, 190), (228, 222, 208), 600)
        pen.rectangle((0, 600, 1200, 840), fill=(150, 118, 88))
        pen.polygon([(140, 560), (1060, 560), (1150, 660), (50, 660)], fill=(226, 224, 218))
        pen.rectangle((50, 660, 1150, 780), fill=(24, 96, 92))
        for number in range(16):
            left = 190 + (number % 8) * 62 + chance.randint(-6, 6)
            top = 566 + (number // 8) * 40
            shade = chance.choice([(240, 244, 236), (196, 222, 214), (244, 220, 170)])
            pen.polygon(
                [(left, top), (left + 44, top), (left + 38, top + 30), (left - 8, top + 30)],
                fill=shade,
            )
        if caddy:
            pen.rounded_rectangle((800, 470, 960, 628), 16, fill=(70, 116, 66))
            pen.rounded_rectangle((788, 446, 972, 482), 12, fill=(52, 90, 50))
        pen.ellipse((1000, 540, 1060, 580), fill=(236, 236, 240))
        pen.rectangle((1000, 560, 1060, 620), fill=(236, 236, 240))

    return _photograph(paint, seed, poster, (260, 110, 760, 420))


def _photograph(
    paint: Callable[[ImageDraw.ImageDraw, Random], None],
    seed: int,
    words: str,
    sign: tuple[int, int, int, int],
) -> bytes:
    picture = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(picture)
    paint(pen, Random(seed))  # noqa: S311 (a picture, not a secret)
    pen.rectangle(sign, fill=(250, 246, 226), outline=(24, 96, 92), width=6)
    centre = ((sign[0] + sign[2]) / 2, (sign[1] + sign[3]) / 2)
    _write(pen, centre, words, _fitting(words, sign[2] - sign[0] - 30), (16, 70, 66), BOLD)
    soft = picture.filter(ImageFilter.GaussianBlur(1.6))
    grain = Image.effect_noise((SIZE[0] // 2, SIZE[1] // 2), 42).resize(SIZE).convert("RGB")
    dim = Image.composite(soft, soft.point(lambda value: value * 0.78), _corners())
    return _bytes_of(Image.blend(dim, grain, 0.06), "JPEG")


def _corners() -> Image.Image:
    """Give the light of a lens: full in the middle, less towards the corners."""
    return Image.radial_gradient("L").resize(SIZE).point(lambda value: 255 - value * 0.7)


def _sky(pen: ImageDraw.ImageDraw, top: tuple[int, ...], low: tuple[int, ...], end: int) -> None:
    for row in range(end):
        share = row / end
        pen.line(
            (0, row, SIZE[0], row),
            fill=tuple(round(a + (b - a) * share) for a, b in zip(top, low, strict=True)),
        )


def _hill(pen: ImageDraw.ImageDraw, chance: Random, height: int, shade: tuple[int, ...]) -> None:
    edge = [(x, height + chance.randint(-46, 30)) for x in range(0, SIZE[0] + 200, 150)]
    ridge = [
        (a[0] + (b[0] - a[0]) * step / 10, a[1] + (b[1] - a[1]) * _ease(step / 10))
        for a, b in pairwise(edge)
        for step in range(10)
    ]
    pen.polygon([(0, 560), *ridge, (SIZE[0], 560)], fill=shade)


def _ease(share: float) -> float:
    return (1 - math.cos(share * math.pi)) / 2


def _walker(pen: ImageDraw.ImageDraw, chance: Random, left: float, size: float) -> None:
    coat = chance.choice(
        [(170, 52, 48), (38, 70, 120), (214, 160, 40), (60, 104, 74), (96, 60, 104)]
    )
    foot = 690.0
    hip, neck = foot - 92 * size, foot - 190 * size
    for swing in (-16, 14):
        pen.line((left, hip, left + swing * size, foot), fill=(44, 46, 60), width=round(15 * size))
    pen.rounded_rectangle(
        (left - 27 * size, neck, left + 27 * size, hip + 14 * size), 14, fill=coat
    )
    pen.line((left - 18, neck + 30, left - 34 * size, hip), fill=coat, width=round(13 * size))
    head = chance.choice([(222, 184, 156), (128, 84, 60), (196, 150, 116)])
    pen.ellipse(_box((left, neck - 24 * size), 22 * size, 25 * size), fill=head)
    pen.chord(_box((left, neck - 30 * size), 23 * size, 24 * size), 180, 360, fill=(52, 40, 34))


def _box(middle: Point, across: float, down: float) -> tuple[float, float, float, float]:
    return (middle[0] - across, middle[1] - down, middle[0] + across, middle[1] + down)


def _write(
    pen: ImageDraw.ImageDraw,
    middle: Point,
    words: str,
    size: int,
    shade: str | tuple[int, int, int],
    face: str,
) -> None:
    pen.multiline_text(
        middle,
        words.replace("|", "\n"),
        font=_font(face, size),
        fill=shade,
        anchor="mm",
        align="center",
    )


def _fitting(words: str, room: float) -> int:
    """Give the size at which the longest line still fits."""
    longest = max(words.split("|"), key=_font(BOLD, 20).getlength)
    return min(36, int(20 * room / _font(BOLD, 20).getlength(longest)))


def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FOLDER / f"{face}.ttf", size)


def _bytes_of(picture: Image.Image, form: str) -> bytes:
    made = io.BytesIO()
    picture.save(made, form, quality=82, optimize=True)
    return made.getvalue()
