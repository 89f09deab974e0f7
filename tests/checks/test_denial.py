"""A sentence that says that there is none never becomes a tick."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.denial import denies
from checks.evidence import quotation


@pytest.mark.parametrize(
    "sentence",
    [
        "Our school does not at present provide for children with autism or speech needs.",
        "We do not yet have a process by which class teachers identify pupils with SEN.",
        "There is no money this year for equipment and facilities such as laptops.",
        "There is no procedure for complaints about SEN provision.",
        "None of our staff has had training in autism.",
        "Parents of pupils with SEN have not been consulted this year.",
        "We have stopped arranging visits to the secondary school.",
        "The post is vacant. Our last SENCO, Mrs Jane Sample, left in July.",
        "We can't offer any extra support at the moment.",
    ],
)
def test_a_denial_is_seen(sentence: str) -> None:
    words = sentence.split()
    assert denies(sentence, " ".join(words[-6:]))


@pytest.mark.parametrize(
    "sentence",
    [
        "Pupils who are not making progress are assessed by the SENCO.",
        "We do not discriminate against disabled pupils and make adjustments early.",
        "We do not only teach in small groups, we also support in class.",
        "There is no limit to the number of visits before a child joins us.",
        "If your child is not happy, speak to the class teacher first.",
        "No child is placed on the SEN register without a conversation with home.",
        "We do not charge for clubs that pupils with SEN attend.",
        "A pupil who does not respond to the intervention is referred to a specialist.",
        "Please do not hesitate to contact our SENCO, Mrs Sample.",
        "A complaint is looked into by a member of staff who does not teach the pupil.",
        "We do not have a special unit, but we have taught children with autism for years.",
    ],
)
def test_what_only_sounds_like_one_is_none(sentence: str) -> None:
    assert not denies(sentence, sentence)


def test_the_sentence_before_does_not_count() -> None:
    text = "There is no lift. We hold parents' evenings each term for pupils with SEN."
    assert not denies(text, "parents' evenings each term for pupils with SEN.")


@given(
    st.lists(st.sampled_from(["the", "school", "support", "each", "child,", "with"]), max_size=40),
    st.sampled_from(["not", "no", "never", "cannot", "doesn't", "without"]),
    st.lists(
        st.sampled_from(["plans", "for", "pupils;", "every", "term"]), min_size=1, max_size=40
    ),
)
def test_no_quotation_begins_after_the_word_that_turns_it_round(
    before: list[str], negation: str, after: list[str]
) -> None:
    text = " ".join([*before, negation, *after, "reviewed"])
    focus = (text.rindex("reviewed"), len(text))
    found = quotation(text, 0, len(text), focus)
    skipped = text[: text.index(found)] if found in text else text
    assert negation not in skipped.split() or len(text.split()) > 45
