"""What guessers try first: our own list of the words and rows of keys that passwords are made of.

The words stand in the text file beside this one, each once, in lower case and without accents:
`is_guessable` finds them in capitals, with digits for letters, doubled, and with a year or a
mark put before or after.
"""

from pathlib import Path

COMMON_WORDS = frozenset(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split())

RUNS = tuple(
    run[::step]
    for run in (
        "abcdefghijklmnopqrstuvwxyz",
        "01234567890123456789",
        "qwertyuiop[]",
        "qwertyuiopasdfghjklzxcvbnm",
        "asdfghjkl;'#",
        "zxcvbnm,./",
        "qwertzuiop",
        "azertyuiop",
        "qazwsxedcrfvtgbyhnujmikolp",
        "qweasdzxc",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
        "1q2w3e4r5t6y7u8i9o0p",
        "q1w2e3r4t5y6u7i8o9p0",
        "!@#$%^&*()",
        '!"£$%^&*()',
        "1!2@3#4$5%6^7&8*9(0)",
        "a1b2c3d4e5f6g7h8i9",
        "1a2b3c4d5e6f7g8h9i",
        "0246802468",
        "13579135791357",
        "147258369",
        "159357",
        "31415926535",
        "2718281828",
    )
    for step in (1, -1)
)
"""Rows of keys, letters and digits in order; read backwards, too."""

LEET = (
    str.maketrans("01345789@$!|+(", "oieastbgasiltc"),
    str.maketrans("01345789@$!|+(", "oleastbgaslltc"),
)
"""Digits and marks put for letters; a 1 or ! stands for i as often as for l."""
