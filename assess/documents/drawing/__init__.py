"""The printed portfolio as PDF: the only place that imports reportlab and pikepdf for print.

reportlab reads its base font once, when platypus is first imported, and its standard fonts have
no ŵ or ŷ. Python runs this file before any module of the package, so it is set here.
"""

from reportlab import rl_config
from reportlab.lib.fonts import addMapping

rl_config.canvas_basefontname = "DejaVuSans"
rl_config.useA85 = 0
addMapping("DejaVuSans", 0, 0, "DejaVuSans")
addMapping("DejaVuSans", 1, 0, "DejaVuSans-Bold")
addMapping("DejaVuSans", 0, 1, "DejaVuSans-Oblique")
addMapping("DejaVuSans", 1, 1, "DejaVuSans-Bold")
