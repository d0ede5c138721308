"""The newsroom that can send is shared with the tests of dispatch."""

import sys
from pathlib import Path

sys.path += [str(Path(__file__).parent.parent / name) for name in ("dispatch", "transport")]
