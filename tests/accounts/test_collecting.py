"""The collector waits while something large is built, and is there again afterwards."""

import gc
from threading import Event, Thread

import pytest

from accounts import collecting


def test_it_waits_inside_and_is_there_again_afterwards():
    with collecting.later():
        assert not gc.isenabled()
        with collecting.later():
            pass
        assert not gc.isenabled()

    assert gc.isenabled()


def test_a_collector_that_was_switched_off_before_stays_so():
    gc.disable()
    try:
        with collecting.later():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_is_there_again_after_a_failure():
    with pytest.raises(ValueError, match="no"), collecting.later():
        raise ValueError("no")

    assert gc.isenabled()


def test_one_thread_does_not_end_the_wait_of_another():
    entered, leave = Event(), Event()

    def other():
        with collecting.later():
            entered.set()
            leave.wait(10)

    thread = Thread(target=other)
    thread.start()
    assert entered.wait(10)
    with collecting.later():
        pass

    assert not gc.isenabled()
    leave.set()
    thread.join(10)
    assert gc.isenabled()


@collecting.later()
def waiting():
    return gc.isenabled()


def test_a_function_can_wait_whole_and_more_than_once():
    assert [waiting(), waiting()] == [False, False]
