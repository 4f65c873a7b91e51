"""The walls around the tests: no network, and the ring each test falls into."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


@pytest.mark.filterwarnings("ignore:A test tried to use socket")  # the wall warns before it refuses
def test_a_connection_that_leaves_the_machine_is_blocked() -> None:
    with socket.socket() as outward, pytest.raises(SocketConnectBlockedError):
        outward.connect(("192.0.2.1", 80))  # an address reserved for documentation


def test_a_connection_within_the_machine_is_allowed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as inward:
        inward.connect(server.getsockname())


def test_a_test_without_database_is_in_the_unit_ring(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("unit")
    assert not request.node.get_closest_marker("database")


def test_a_test_with_the_database_runs_again_on_postgresql(request: pytest.FixtureRequest, db: None) -> None:
    assert request.node.get_closest_marker("services")
    assert request.node.get_closest_marker("database")


@pytest.mark.system
def test_a_ring_written_by_hand_is_kept(request: pytest.FixtureRequest) -> None:
    assert not request.node.get_closest_marker("unit")
