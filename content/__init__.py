"""The sample branch as YAML, and the loader that checks it.

`load()` reads a folder of content (this one by default) and raises `ContentError` with every problem found;
`snapshot()` gives the part of it that the dialogue needs.
"""

from content.errors import ContentError, Problem
from content.knowledge import snapshot
from content.loading import load
from content.model import Content

__all__ = ["Content", "ContentError", "Problem", "load", "snapshot"]
