"""Who gets an issue: by rule or by name, in a stable order, nobody twice."""

from collections.abc import Mapping

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lists import NOW, some, take_in

from digest import subscribers
from digest.model import Audience, Cause, Readers, Variant
from digest.store import Store


def audience(name: str, readers: Readers, newsletters: tuple[str, ...] = ("weekly",)) -> Audience:
    return Audience(name=name, variant=Variant.EN, channels=("email",), newsletters=newsletters, readers=readers)


def audiences(*several: Audience) -> Mapping[str, Audience]:
    return {each.name: each for each in several}


def recipients(store: Store, everybody: Mapping[str, Audience], name: str) -> list[str]:
    found = [each.address for each in subscribers.for_audience(store, everybody, "weekly", name)]
    assert len(found) == subscribers.count(store, everybody, "weekly", name)
    return found


ENGLISH, CHINESE = Readers(variants=(Variant.EN,)), Readers(variants=(Variant.ZH_HANS,))


def test_a_rule_takes_who_fulfils_all_of_it(store: Store) -> None:
    take_in(
        store,
        [
            "email,variant,language,tags",
            "a@example.org,en,en,press",
            "b@example.org,en,en,pressroom",
            "c@example.org,en,fr,PRESS;un",
            "d@example.org,zh-Hans,zh-CN,press",
        ],
    )
    everybody = audiences(
        audience("press", Readers(variants=(Variant.EN,), languages=("EN",), tags=("press",))),
        audience("others", ENGLISH),
        audience("all", Readers()),
    )
    assert recipients(store, everybody, "press") == ["a@example.org"]
    assert recipients(store, everybody, "others") == ["b@example.org", "c@example.org"]
    assert recipients(store, everybody, "all") == ["d@example.org"]


def test_who_was_put_into_an_audience_by_name_is_in_that_one_only(store: Store) -> None:
    take_in(store, ["email,variant,audience", "a@example.org,en,press", "b@example.org,en,"])
    everybody = audiences(audience("international", ENGLISH), audience("press", Readers(by_name_only=True)))
    assert recipients(store, everybody, "international") == ["b@example.org"]
    assert recipients(store, everybody, "press") == ["a@example.org"]


def test_who_left_or_is_suppressed_is_no_recipient(store: Store) -> None:
    some(store, "a@example.org", "b@example.org", "c@example.org")
    first = next(iter(store.subscribers.every()))
    subscribers.leave(store, first, "weekly", origin="link", now=NOW)
    store.subscribers.suppress("b@example.org", Cause.BOUNCED, now=NOW)
    assert recipients(store, audiences(audience("international", ENGLISH)), "international") == ["c@example.org"]


def test_who_belongs_to_no_audience_is_counted(store: Store) -> None:
    some(store, "a@example.org")
    some(store, "b@example.org", variant=Variant.ZH_HANS)
    assert subscribers.unreached(store, audiences(audience("international", ENGLISH)), "weekly") == 1
    assert subscribers.unreached(store, audiences(audience("a", ENGLISH), audience("b", CHINESE)), "weekly") == 0


RULES = st.builds(
    Readers,
    variants=st.lists(st.sampled_from(Variant), max_size=2).map(tuple),
    tags=st.lists(st.sampled_from(["press", "un", "100%", "a_b"]), max_size=2).map(tuple),
    by_name_only=st.booleans(),
)
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(Variant),
        st.sampled_from(["", "press", "un;press", "100%", "a_b", "axb"]),
        st.sampled_from(["", "press"]),
    ),
    max_size=12,
)


@given(st.lists(RULES, min_size=1, max_size=3), PEOPLE)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_everybody_is_in_one_audience_at_most(
    store: Store, rules: list[Readers], people: list[tuple[Variant, str, str]]
) -> None:
    names = ["international", "press", "third"]
    everybody = audiences(*(audience(name, rule) for name, rule in zip(names, rules, strict=False)))
    lines = [f"u{n}@example.org,{variant},{tags},{named}" for n, (variant, tags, named) in enumerate(people)]
    with store.transaction(keep=False):
        take_in(store, ["email,variant,tags,audience", *lines])
        got = [address for name in everybody for address in recipients(store, everybody, name)]
        assert len(got) == len(set(got))
        assert len(got) + subscribers.unreached(store, everybody, "weekly") == len(people)
