"""The server: one process, uvicorn. Part of digest.web."""

from pathlib import Path

from digest.web.site import Looked, application, open_site

HEADERS_S = 20  # how long a connection may take over nothing


def serve(root: Path, *, host: str, port: int, url: str = "", looked: Looked = lambda: None) -> None:
    """Nothing; serves the pages of the newsroom in `root` until it is stopped."""
    import uvicorn

    with open_site(root, url, looked) as site:
        uvicorn.run(
            application(site),
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_keep_alive=HEADERS_S,
            proxy_headers=site.secure,  # a proxy in front says whose request it is, and only one on this machine
        )
