"""Where in a profile file a key stands."""

from school.profile.source import lines_of, read

FILE = '''# A school
[school]
name = "Elm School"   # invented

[school.labels]
dsl = "Safeguarding lead"

[[agencies]]
code = "police"
have_ready = """
[[agencies]]
code = "not a key"
"""
night_number = "999"

[[ agencies ]]
code = "lado"
tags = [
  "a",
]

[[agencies.hours]]
opens = 9
'''


def test_keys_are_found_where_they_stand():
    lines = lines_of(FILE)
    assert lines["school", "name"] == 3
    assert lines["school", "labels", "dsl"] == 6
    assert lines["agencies", 0, "night_number"] == 14
    assert lines["agencies", 1, "code"] == 17
    assert lines["agencies", 1, "hours", 0, "opens"] == 23


def test_what_stands_inside_a_long_text_is_no_key():
    assert ("agencies", 2) not in lines_of(FILE)
    assert lines_of(FILE)["agencies", 0, "code"] == 9


def test_a_key_that_is_missing_is_where_its_entry_begins():
    source = read("elm", FILE)
    assert source.place("agencies", 1, "name") == "profiles/elm.toml, line 16"
    assert source.place("agencies") == "profiles/elm.toml, line 8"
    assert source.place("documents", 4) == "profiles/elm.toml, line 1"


def test_quotes_of_the_other_kind_do_not_close_a_long_text():
    assert lines_of("a = '''\n\"\"\"\nb = 1\n'''\nc = 2") == {("a",): 1, ("c",): 5}
