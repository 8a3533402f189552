from toolkit.solving.clock import Clock


def test_a_clock_without_a_limit_goes_on() -> None:
    clock = Clock()
    assert clock.keep_going()
    assert clock.seconds_left is None
    assert not clock.stopped


def test_a_limit_stops_for_good() -> None:
    clock = Clock(0)
    assert not clock.keep_going()
    assert clock.stopped
    assert not clock.cancelled
    assert clock.seconds_left == 0


def test_whoever_is_asked_may_stop_it() -> None:
    answers = iter([None, True, False])
    clock = Clock(None, lambda: next(answers))
    clock.report()
    clock.report()
    assert not clock.stopped
    clock.report()
    assert clock.cancelled
    assert not clock.keep_going()


def test_nobody_is_asked_at_every_step() -> None:
    asked = []
    clock = Clock(None, lambda: asked.append(1))
    for _ in range(50):
        clock.keep_going()
    assert len(asked) == 1
