"""The server of the pages for readers: a process of its own, apart from the review page. Part of digest.web.public."""

from digest.web.public.house import House
from digest.web.public.routes import application

KEEP_ALIVE_S = 20


def serve(house: House, *, host: str, port: int) -> None:
    """Nothing; serves the pages for readers until it is stopped."""
    import uvicorn

    uvicorn.run(
        application(house),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,  # an address of a page may hold somebody's link
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        proxy_headers=True,  # a proxy on this machine says who asks
    )
