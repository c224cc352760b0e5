"""`rasa train`, without Python's search for circular garbage.

That search walks the features of all sentences again and again, a sixth of the time of a training, and finds next
to nothing: the process ends with the training. `python -m nlu.training train ...` takes what `rasa train` takes.
"""

from __future__ import annotations

import gc

from rasa.__main__ import main

if __name__ == "__main__":
    gc.disable()
    main()
