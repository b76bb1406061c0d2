"""Words joined to strings: fewer elements, and pandoc writes the same of them."""

import pytest

from sco_pub.edge.pandoc import door
from sco_pub.model import ast
from sco_pub.model.config import NotePlace
from sco_pub.model.document import Document
from sco_pub.model.job import PandocJob
from sco_pub.typeset.emphasis import upright_hanzi
from sco_pub.typeset.equations import set_equations
from sco_pub.typeset.languages import mark_languages
from sco_pub.typeset.notes import place_calls

TEXT = """# О «тексте» [раздел]{lang=ru}

Слово и *ещё два слова* и `код`, ссылка [сюда и туда](https://example.org/a b "название") и 中文 文字 и «конец» .
[ В начале]{.x} и [в конце ]{.y} ; $a + b$ потом.[^1]\\
новая строка , после[^2] , потом *часть 中文 и часть*, 前 中文 ，后[^3]，后 $$x = y \\tag{1}$$ . И дальше.

- первый пункт
- второй [вложенный *и ещё*]{.z}

| имя поля | его значение |
|----------|--------------|
| a b c    | d  *e f* g   |

[^1]: Примечание из нескольких слов, С. 1–2.

[^2]: Второе 第二 个 примечание.

[^3]: Третье.
"""


@pytest.fixture(scope="module")
def trees() -> tuple[Document, Document]:
    (read,) = door.read_markdown([TEXT])
    return read, Document(dict(read.meta), tuple(ast.joined(read.blocks)), read.api_version)


@pytest.mark.parametrize("to", ["html5", "epub3", "docx", "markdown", "plain"])
def test_pandoc_writes_the_same_of_joined_words(trees: tuple[Document, Document], to: str) -> None:
    options: dict[str, str | bool | tuple[str, ...]] = {"wrap": "none", "quiet": True}
    loose, joined = (door.convert(PandocJob(tree, to, options=options), epoch=0) for tree in trees)
    assert loose == joined


def test_joined_words_are_the_same_text_in_fewer_elements(trees: tuple[Document, Document]) -> None:
    loose, joined = (list(ast.walk(list(tree.blocks))) for tree in trees)
    assert len(joined) < len(loose) * 2 / 3
    assert ast.stringify(trees[0].blocks) == ast.stringify(trees[1].blocks)


def test_a_space_between_other_things_and_strings_side_by_side_stay_as_they_are() -> None:
    space, word = {"t": "Space"}, ast.text("a")
    link = {"t": "Emph", "c": [word, space, word]}
    assert ast.joined([space, word, link, space, word, word, space]) == [
        space, word, {"t": "Emph", "c": [ast.text("a a")]}, space, word, word, space,
    ]  # fmt: skip


def test_what_is_cut_out_of_joined_words_has_its_outer_spaces_by_themselves() -> None:
    run = [ast.text("one two three")]
    assert ast.cut(run, 3, 8) == [{"t": "Space"}, ast.text("two"), {"t": "Space"}]
    assert ast.cut(run, 3, 4) == [{"t": "Space"}]
    assert ast.cut(run, 0, 7) == [ast.text("one two")]


@pytest.mark.parametrize("place", list(NotePlace))
def test_what_is_done_to_words_one_by_one_is_done_to_joined_ones(
    trees: tuple[Document, Document], place: NotePlace
) -> None:
    def written(document: Document) -> bytes:
        edited = upright_hanzi(mark_languages(set_equations(place_calls(document, place)), "ru"))
        return door.convert(PandocJob(edited, "docx", options={"quiet": True}), epoch=0)

    assert written(trees[0]) == written(trees[1])
