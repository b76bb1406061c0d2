"""A text's inlines: words and note calls, each with its place."""

from hypothesis import given
from hypothesis import strategies as st

from sco_pub.model.inlines import NoteCall, Words, calls, inlines, note_call, words

PARTS = st.lists(
    st.one_of(
        st.text(st.characters(exclude_characters="\ufdd0\ufdd1")),
        st.from_regex("[0-9]{1,2}-[0-9]{1,2}", fullmatch=True).map(note_call),
    )
)


def test_a_text_is_its_words_and_calls_in_order() -> None:
    text = f"合作{note_call('3-1')}与秩序。{note_call('3-2')}"
    assert inlines(text) == (Words("合作", 0), NoteCall("3-1", 2, 7), Words("与秩序。", 7), NoteCall("3-2", 11, 16))
    assert [call.label for call in calls(text)] == ["3-1", "3-2"]
    assert words(text) == "合作与秩序。"


def test_calls_side_by_side_have_no_words_between_them() -> None:
    assert [type(part) for part in inlines(note_call("1") + note_call("2"))] == [NoteCall, NoteCall]
    assert inlines("") == ()


@given(PARTS)
def test_the_parts_put_together_are_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    found = inlines(text)
    assert "".join(text[part.start : part.end] for part in found) == text
    assert "".join(part.text for part in found if isinstance(part, Words)) == words(text)
    assert all(text[call.start : call.end] == note_call(call.label) for call in calls(text))
