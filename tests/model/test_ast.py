"""The verbs on pandoc's tree."""

from sco_pub.model import ast

NOTE = {"t": "Note", "c": [ast.para([ast.text("注")])], "label": "1"}
PARA = ast.para([ast.text("甲"), {"t": "Emph", "c": [ast.text("乙")]}, NOTE, {"t": "SoftBreak"}, ast.text("丙")])


def test_walk_goes_in_document_order_parents_first_notes_included():
    assert [element["t"] for element in ast.walk([PARA])] == [
        "Para",
        "Str",
        "Emph",
        "Str",
        "Note",
        "Para",
        "Str",
        "SoftBreak",
        "Str",
    ]


def test_stringify_leaves_notes_out():
    assert ast.stringify(PARA) == "甲乙 丙"


def test_transform_replaces_removes_and_multiplies_and_leaves_the_old_tree_alone():
    def change(element):
        if element["t"] == "Note":
            return []
        if element["t"] == "Emph":
            return [ast.text("〔"), *element["c"], ast.text("〕")]
        return None

    assert ast.stringify(ast.transform([PARA], change)) == "甲〔乙〕 丙"
    assert ast.stringify(PARA) == "甲乙 丙"


def test_transform_keeps_the_label_of_a_note():
    assert ast.transform([PARA], lambda _: None) == [PARA]


def test_a_span_shows_its_children():
    assert ast.children(ast.span([ast.text("甲")])) == [ast.text("甲")]
    assert ast.children(NOTE) is None


def test_a_change_that_has_nothing_to_say_of_words_is_not_asked_of_them() -> None:
    asked: list[str] = []

    def change(element: ast.Element) -> None:
        asked.append(element["t"])

    tree = [ast.para([ast.text("成立"), {"t": "Space"}, {"t": "Emph", "c": [ast.text("于")]}])]
    assert ast.transform(tree, change, words=False) == tree
    assert asked == ["Emph", "Para"]
