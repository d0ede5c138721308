"""The recording server is shared with the tests of the transport."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "transport"))
