import socket
import threading

import httpcore
import pytest

from digest.fetch import addresses
from digest.fetch.connect import AddressRefusedError, Deadline, GuardedBackend


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254"),
        *("169.254.169.254", "169.254.0.1", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1"),
        *("192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.1.1.1"),
        *("240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1"),
        *("fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1"),
        *("64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::1", "2002:a00:1::", "2001::1", "2001:db8::1", "100::1"),
        *("3fff::1", "5f00::1", "4000::1"),
    ],
)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert addresses.refusal(address)


@pytest.mark.parametrize(
    "address",
    [
        *("1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.0"),
        *("192.0.1.1", "223.255.255.255", "2606:4700:4700::1111", "2400:3200::1", "::ffff:1.1.1.1", "64:ff9b::101:101"),
    ],
)
def test_public_addresses_are_visited(address: str) -> None:
    assert addresses.refusal(address) == ""


def test_the_metadata_service_is_called_by_its_name() -> None:
    assert addresses.refusal("::ffff:169.254.169.254") == "a cloud's metadata service"


def test_an_allowed_network_is_an_exception_for_itself_only() -> None:
    allow = ("10.1.0.0/16", "fd00:1::/32")
    assert addresses.refusal("10.1.2.3", allow) == ""
    assert addresses.refusal("::ffff:10.1.2.3", allow) == ""
    assert addresses.refusal("fd00:1::5", allow) == ""
    assert addresses.refusal("10.2.0.1", allow)
    assert addresses.refusal("fd00:2::5", allow)


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "::ffff:127.0.0.1", "0"])
def test_a_name_is_judged_by_the_address_it_stands_for(host: str) -> None:
    backend = GuardedBackend(deadline=Deadline(5), allow=())
    with pytest.raises(AddressRefusedError):
        backend.connect_tcp(host, 80)


def test_one_private_address_among_those_of_a_name_refuses_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def two_faced(host: str, port: int, **_: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        return [(2, 1, 6, "", ("93.184.215.14", port)), (2, 1, 6, "", ("192.168.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", two_faced)
    with pytest.raises(AddressRefusedError, match=r"192\.168\.0\.1"):
        GuardedBackend(deadline=Deadline(5), allow=()).connect_tcp("feeds.example", 80)


def test_a_name_is_looked_up_once_and_the_connection_goes_to_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    real, asked = socket.getaddrinfo, []

    def rebinding(host: str, port: int, *options: int, **named: int) -> object:
        if host != "feeds.example":
            return real(host, port, *options, **named)
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1" if len(asked) == 1 else "127.0.0.2", port))]

    with socket.create_server(("127.0.0.1", 0)) as listener:
        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        backend = GuardedBackend(deadline=Deadline(5), allow=("127.0.0.1/32",))
        stream = backend.connect_tcp("feeds.example", listener.getsockname()[1])
        assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
        stream.close()
    assert asked == ["feeds.example"]


def test_the_second_address_is_tried_when_the_first_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def two(host: str, port: int, *options: int, **named: int) -> object:
        if host != "feeds.example":
            return real(host, port, *options, **named)
        return [(2, 1, 6, "", (address, port)) for address in ("127.0.0.9", "127.0.0.1")]

    with socket.create_server(("127.0.0.1", 0)) as listener:
        monkeypatch.setattr(socket, "getaddrinfo", two)
        stream = GuardedBackend(deadline=Deadline(5), allow=("127.0.0.0/8",)).connect_tcp(
            "feeds.example", listener.getsockname()[1]
        )
        assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
        stream.close()


def test_a_name_service_that_does_not_answer_costs_no_more_than_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: released.wait(5) and [])
    with pytest.raises(httpcore.ConnectTimeout):
        GuardedBackend(deadline=Deadline(0.1), allow=()).connect_tcp("feeds.example", 80)
    released.set()
