"""How a partnership is arranged: partners, boards and groups as one chart, drawn from data alone.

From top to bottom: the partners, each with a spire; the spine of executive and implementation groups; the
sub groups in rows. Forums stand at the right of the spine, teams at the left. What is joint with another
board reaches over the edge of the area into that board's dashed box.
"""

from threespires.pictures.structure.facts import Branch, Kind, Node, Structure, Words, rows
from threespires.pictures.structure.pen import draw

__all__ = ["Branch", "Kind", "Node", "Structure", "Words", "draw", "rows"]
