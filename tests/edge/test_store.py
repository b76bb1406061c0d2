"""The store: what is kept is found whole or not at all, and never more than may be."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from sco_pub.edge.store import Store, sha256


def entries(root: Path) -> list[Path]:
    return sorted(root.glob("??/*"))


def test_what_is_kept_is_found_by_the_digest_of_its_bytes(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    key = store.keep(b"text")
    assert (key, store.get(key)) == (sha256(b"text"), b"text")
    assert Store(tmp_path / "store").get(key) == b"text"


def test_nothing_is_made_before_something_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert store.get("0" * 64) is None
    store.close()
    assert not (tmp_path / "store").exists()


def test_an_entry_that_was_changed_or_torn_counts_as_missing_and_is_made_anew(tmp_path: Path) -> None:
    store = Store(tmp_path)
    key = store.keep(b"text")
    for spoilt in (b"", b"x", store.path(key).read_bytes()[:-1], store.path(key).read_bytes() + b"x"):
        store.path(key).write_bytes(spoilt)
        assert store.get(key) is None
        store.put(key, b"text")
        assert store.get(key) == b"text"


def test_an_entry_that_was_laid_where_another_belongs_counts_as_missing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    rows = {name: sha256(name.encode()) for name in ("the article's rows", "another article's rows")}
    for name, key in rows.items():
        store.put(key, name.encode())
    one, other = map(store.path, rows.values())
    other.write_bytes(one.read_bytes())
    assert [store.get(key) for key in rows.values()] == [b"the article's rows", None]


def test_an_entry_that_was_changed_is_kept_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    key = store.keep(b"text")
    store.path(key).write_bytes(b"other")
    assert store.blob(key) is None
    assert store.blob(store.keep(b"text")) == b"text"


@pytest.mark.parametrize("size", [b"", b"\xff", b"\xc2\xb2", b"9" * 5000, b"-1"])
def test_a_count_of_bytes_that_is_none_is_counted_anew(tmp_path: Path, size: bytes) -> None:
    (tmp_path / "size").write_bytes(size)
    store = Store(tmp_path)
    store.keep(b"text")
    store.close()
    assert (tmp_path / "size").read_text() == str(sum(path.stat().st_size for path in entries(tmp_path)))


def test_past_its_bound_those_go_that_were_longest_not_read(tmp_path: Path) -> None:
    store = Store(tmp_path, most=1000)
    keys = [store.keep(bytes([number]) * 168) for number in range(8)]
    for age, key in enumerate(keys):
        os.utime(store.path(key), (1_000_000 + age, 1_000_000 + age))
    assert store.get(keys[0]) is not None  # read today: its age begins anew
    store.close()
    left = [store.has(key) for key in keys]
    assert (left[0], left[1], left[-1], sum(left)) == (True, False, True, 4)


def test_the_bound_holds_over_many_runs(tmp_path: Path) -> None:
    for number in range(30):
        store = Store(tmp_path, most=1000)
        store.keep(number.to_bytes(2, "big") * 60)
        store.close()
    assert sum(path.stat().st_size for path in entries(tmp_path)) <= 1000


def test_a_store_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    store = Store(tmp_path / "file" / "store")
    assert store.get(store.keep(b"text")) is None
    store.close()


def test_two_writers_of_one_entry_leave_it_whole(tmp_path: Path) -> None:
    data = os.urandom(200_000)
    threads = [threading.Thread(target=lambda: Store(tmp_path).put(sha256(data), data)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Store(tmp_path).get(sha256(data)) == data
    assert [path.name[0] for path in entries(tmp_path)] == [sha256(data)[2]]


def test_it_says_to_other_programs_that_it_is_a_cache(tmp_path: Path) -> None:
    Store(tmp_path).keep(b"text")
    assert (tmp_path / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    assert stat.S_ISREG((tmp_path / "CACHEDIR.TAG").stat().st_mode)


def test_a_store_of_a_stranger_s_leads_nowhere_and_holds_nobody_up(tmp_path: Path) -> None:
    """Links for its own two files and for a folder of entries, a pipe and a device for entries."""
    root, outside = tmp_path / "store", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "text").write_text("somebody else's")
    keys = {text: sha256(text.encode()) for text in ("pipe", "device", "folder", "text")}
    for key in (keys["pipe"], keys["device"], keys["text"]):
        (root / key[:2]).mkdir(exist_ok=True)
    os.mkfifo(root / keys["pipe"][:2] / keys["pipe"][2:])
    (root / keys["device"][:2] / keys["device"][2:]).symlink_to("/dev/zero")
    (root / keys["folder"][:2]).symlink_to(outside)
    (root / "size").symlink_to(outside / "text")
    (root / "CACHEDIR.TAG").symlink_to(outside / "new")
    store = Store(root)
    for text, key in keys.items():
        assert store.get(key) is None
        store.keep(text.encode())
    store.close()
    store.bound()
    assert {path.name: path.read_text() for path in outside.iterdir()} == {"text": "somebody else's"}
    assert [text for text, key in keys.items() if store.blob(key) == text.encode()] == ["pipe", "device", "text"]
