import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.checks.rules import RuleSet, load
from drafter.checks.sentences import paragraphs, sentences
from drafter.errors import RuleError
from drafter.model.finding import Finding, Level

TONE = Path(__file__).parents[2] / "knowledge" / "tone"
SHIPPED = load(TONE)


def write(folder: Path, body: str, name: str = "Rule", style: str = "house") -> Path:
    path = folder / style / f"{name}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(body, encoding="utf-8")
    return path


def rules(folder: Path, body: str) -> RuleSet:
    write(folder, body)
    return load(folder)


def findings(folder: Path, body: str, text: str) -> tuple[Finding, ...]:
    return rules(folder, body).check(text)[0]


def matches(folder: Path, body: str, text: str) -> list[str]:
    return [one.match for one in findings(folder, body, text)]


HOSTILE = "(?:a|a|aa)+b?(?=c)c$"
EXISTENCE = "extends: existence\nmessage: \"'%s' is vague\"\n"


def test_a_rule_is_named_by_its_style_and_file(tmp_path: Path) -> None:
    found = findings(tmp_path, EXISTENCE + "tokens:\n  - shortly\n", "We write shortly.")
    assert [one.rule for one in found] == ["house/Rule"]


def test_existence_marks_every_token_and_says_it_in_the_message(tmp_path: Path) -> None:
    found = findings(tmp_path, EXISTENCE + "tokens:\n  - soon\n  - shortly\n", "soon or shortly")
    assert [(one.match, one.message) for one in found] == [
        ("soon", "'soon' is vague"),
        ("shortly", "'shortly' is vague"),
    ]


def test_a_token_is_a_whole_word_unless_the_rule_says_nonword(tmp_path: Path) -> None:
    body = EXISTENCE + "tokens:\n  - soon\n"
    assert matches(tmp_path, body, "sooner") == []
    assert matches(tmp_path, body + "nonword: true\n", "sooner") == ["soon"]


def test_tokens_are_joined_before_they_are_bounded(tmp_path: Path) -> None:
    assert matches(tmp_path, EXISTENCE + "tokens:\n  - a|b\n  - c\n", "a bb c") == ["a", "c"]


def test_case_matters_unless_the_rule_ignores_it(tmp_path: Path) -> None:
    body = EXISTENCE + "tokens:\n  - soon\n"
    assert matches(tmp_path, body, "Soon") == []
    assert matches(tmp_path, body + "ignorecase: true\n", "Soon") == ["Soon"]


def test_an_exception_spares_the_match_that_holds_it(tmp_path: Path) -> None:
    body = EXISTENCE + "tokens:\n  - \\w+ safe\nexceptions:\n  - not safe\n"
    assert matches(tmp_path, body, "is safe, not safe") == ["is safe"]


def test_raw_stands_before_the_tokens_or_after_them_when_appended(tmp_path: Path) -> None:
    before = EXISTENCE + "raw:\n  - 'very '\ntokens:\n  - sad\n"
    after = EXISTENCE + "append: true\nraw:\n  - ' day'\ntokens:\n  - sad\n"
    assert matches(tmp_path, before, "a very sad day") == ["very sad"]
    assert matches(tmp_path, after, "a very sad day") == ["sad day"]


def test_raw_pieces_make_one_pattern(tmp_path: Path) -> None:
    body = EXISTENCE + "raw:\n  - 'a(?:b'\n  - '|c)d'\n"
    assert matches(tmp_path, body, "abd acd ad") == ["abd", "acd"]


def test_a_typed_rule_finds_typographic_apostrophes_and_spaces(tmp_path: Path) -> None:
    body = EXISTENCE + "tokens:\n  - don't know\n"
    assert matches(tmp_path, body, "We don’t\u00a0know.") == ["don’t\u00a0know"]


def test_substitution_suggests_the_better_word(tmp_path: Path) -> None:
    body = (
        "extends: substitution\nmessage: \"say '%s', not '%s'\"\nignorecase: true\n"
        "swap:\n  utili[sz]e: use\n  going forward: from now on|later\n"
    )
    found = findings(tmp_path, body, "We utilize it going forward.")
    assert [(one.match, one.message, one.suggestion) for one in found] == [
        ("utilize", "say 'use', not 'utilize'", "use"),
        (
            "going forward",
            "say 'from now on' or 'later', not 'going forward'",
            "from now on or later",
        ),
    ]


def test_substitution_prefers_the_longest_key_and_spares_the_word_that_is_right(
    tmp_path: Path,
) -> None:
    body = (
        "extends: substitution\nmessage: '%s'\nignorecase: true\n"
        "swap:\n  app: program\n  app store: shop\n  e-mail|email: email\n"
    )
    assert matches(tmp_path, body, "the app store, an email, an e-mail") == ["app store", "e-mail"]


def test_a_substitution_with_an_exception_spares_it(tmp_path: Path) -> None:
    body = (
        "extends: substitution\nmessage: '%s'\nswap:\n  '\\w+ master': main\n"
        "exceptions:\n  - station master\n"
    )
    assert matches(tmp_path, body, "the station master, a web master") == ["web master"]


def test_occurrence_marks_the_first_one_too_many_of_its_scope(tmp_path: Path) -> None:
    body = "extends: occurrence\nmessage: '%s sorries'\nscope: paragraph\nmax: 1\ntoken: sorry\n"
    found = findings(tmp_path, body, "sorry, sorry, sorry\n\nsorry")
    assert [(one.start, one.message) for one in found] == [(7, "3 sorries")]


def test_occurrence_marks_a_scope_with_too_few(tmp_path: Path) -> None:
    body = "extends: occurrence\nmessage: no number\nscope: sentence\nmin: 1\ntoken: '\\d'\n"
    assert matches(tmp_path, body, "We cut 40 trains. We wait.") == ["We wait."]


def test_repetition_marks_a_word_that_follows_itself(tmp_path: Path) -> None:
    body = (
        "extends: repetition\nmessage: \"'%s' twice\"\nignorecase: true\nalpha: true\n"
        "tokens:\n  - '[^\\s]+'\n"
    )
    found = findings(tmp_path, body, "The the bus is is late at 9 9.")
    assert [(one.match, one.message) for one in found] == [
        ("The the", "'the' twice"),
        ("is is", "'is' twice"),
    ]


def test_repetition_allows_as_many_as_the_rule_says(tmp_path: Path) -> None:
    body = "extends: repetition\nmessage: '%s'\nmax: 1\ntokens:\n  - '\\w+'\n"
    assert matches(tmp_path, body, "no no, no no no") == ["no no, no"]


def test_a_sentence_scope_is_not_crossed(tmp_path: Path) -> None:
    body = EXISTENCE + "scope: sentence\nnonword: true\ntokens:\n  - sorry.*but\n"
    assert matches(tmp_path, body, "We are sorry. Next, but one.") == []
    assert matches(tmp_path, body, "We are sorry\nall of us, but.") == ["sorry\nall of us, but"]


def test_offsets_are_code_points_with_emoji_before_the_match(tmp_path: Path) -> None:
    text = "💔👩‍👩‍👧 Hi\n🐛 we write soon."
    found = findings(tmp_path, EXISTENCE + "scope: sentence\ntokens:\n  - soon\n", text)
    assert [(one.start, one.line, one.column) for one in found] == [(text.index("soon"), 2, 12)]
    assert text[found[0].start : found[0].end] == "soon"


def test_findings_come_in_order_and_carry_what_the_file_says(tmp_path: Path) -> None:
    write(
        tmp_path,
        EXISTENCE + "level: error\ncategory: empty_promise\nwhy: No time.\nsuggestion: Say when.\n"
        "tokens:\n  - soon\n",
        "B",
    )
    write(tmp_path, EXISTENCE + "tokens:\n  - now\n", "A")
    found, skipped = load(tmp_path).check("soon, now, soon")
    assert [one.match for one in found] == ["soon", "now", "soon"]
    first = found[0]
    assert (first.level, first.category, first.why, first.suggestion) == (
        Level.ERROR,
        "empty_promise",
        "No time.",
        "Say when.",
    )
    assert (found[1].level, found[1].category) == (Level.WARNING, "readability")
    assert skipped == ()


def test_two_remarks_of_one_problem_on_the_same_words_become_the_graver_one(
    tmp_path: Path,
) -> None:
    for name, level, token in (("A", "warning", "very soon"), ("B", "error", "soon")):
        body = f"level: {level}\ncategory: empty_promise\ntokens:\n  - {token}\n"
        write(tmp_path, EXISTENCE + body, name)
    assert [one.rule for one in load(tmp_path).check("very soon")[0]] == ["house/B"]


def test_two_remarks_of_a_broad_category_may_share_their_words(tmp_path: Path) -> None:
    for name in "AB":
        write(tmp_path, EXISTENCE + "tokens:\n  - soon\n", name)
    assert len(load(tmp_path).check("soon")[0]) == 2


def test_a_limit_keeps_the_first_findings(tmp_path: Path) -> None:
    assert matches(tmp_path, EXISTENCE + "limit: 1\ntokens:\n  - soon\n", "soon soon") == ["soon"]


def test_a_rule_for_other_kinds_does_not_run(tmp_path: Path) -> None:
    ruleset = rules(tmp_path, EXISTENCE + "kinds: [holding]\ntokens:\n  - soon\n")
    assert ruleset.check("soon", kind="reply") == ((), ())
    assert len(ruleset.check("soon", kind="holding")[0]) == 1
    assert len(ruleset.check("soon")[0]) == 1


def test_a_text_in_another_language_is_said_to_be_unchecked(tmp_path: Path) -> None:
    ruleset = rules(tmp_path, EXISTENCE + "tokens:\n  - soon\n")
    found, skipped = ruleset.check("soon", language="de")
    assert found == ()
    assert [one.rule for one in skipped] == ["house/Rule"]
    assert "'de'" in skipped[0].reason
    assert "unchecked" in skipped[0].reason


def test_a_variety_of_the_rule_s_language_is_checked(tmp_path: Path) -> None:
    ruleset = rules(tmp_path, EXISTENCE + "tokens:\n  - soon\n")
    assert len(ruleset.check("soon", language="en_GB")[0]) == 1


def test_a_type_that_is_not_run_is_skipped_by_file_and_not_an_error(tmp_path: Path) -> None:
    write(tmp_path, "extends: spelling\nmessage: x\n", "Spelling")
    write(tmp_path, EXISTENCE + "tokens:\n  - soon\n", "Soon")
    found, skipped = load(tmp_path).check("soon")
    assert len(found) == 1
    assert [one.rule for one in skipped] == ["house/Spelling"]
    assert "'spelling'" in skipped[0].reason
    assert "Spelling.yml" in skipped[0].reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (EXISTENCE + "scope: heading\ntokens:\n  - soon\n", "'heading'"),
        (
            "extends: substitution\nmessage: x\npos: NN\nswap:\n  a: b\n",
            "part-of-speech",
        ),
    ],
)
def test_a_rule_that_plain_text_cannot_answer_is_skipped(
    tmp_path: Path, body: str, reason: str
) -> None:
    found, skipped = rules(tmp_path, body).check("a soon")
    assert found == ()
    assert reason in skipped[0].reason


def test_a_hostile_pattern_is_stopped_and_reported(tmp_path: Path) -> None:
    write(tmp_path, EXISTENCE + f"nonword: true\ntokens:\n  - {HOSTILE}\n", "Hostile")
    write(tmp_path, EXISTENCE + "tokens:\n  - end\n", "Tame")
    began = time.monotonic()
    found, skipped = load(tmp_path).check("a" * 60 + "x c end", timeout=0.1)
    assert time.monotonic() - began < 5
    assert [one.match for one in found] == ["end"]
    assert [one.rule for one in skipped] == ["house/Hostile"]
    assert "0.1 s" in skipped[0].reason


def test_a_hostile_exception_is_stopped_too(tmp_path: Path) -> None:
    body = EXISTENCE + f"nonword: true\ntokens:\n  - '[\\w ]+'\nexceptions:\n  - {HOSTILE}\n"
    _, skipped = rules(tmp_path, body).check("a" * 60 + "x c", timeout=0.1)
    assert [one.rule for one in skipped] == ["house/Rule"]


@pytest.mark.parametrize(
    ("body", "line", "named"),
    [
        (EXISTENCE + "colour: red\ntokens:\n  - soon\n", 3, "'colour'"),
        (EXISTENCE + "tokens:\n  - soon\nlevel: fatal\n", 5, "level"),
        (EXISTENCE + "tokens:\n  - soon\ncategory: rude\n", 5, "'rude'"),
        (EXISTENCE + "tokens:\n  - soon\n  - [late]\n", 5, "tokens.1"),
        ("extends: existence\ntokens:\n  - soon\n", 1, "message"),
        ("extends: occurrence\nmessage: x\nmax: many\ntoken: a\n", 3, "max"),
        ("extends: substitution\nmessage: x\nswap:\n", 3, "swap"),
        ("extends: existence\nmessage: 'x\n", 3, "YAML"),
        ("message: x\n", 1, "'extends'"),
        ("message: x\nextends: existance\n", 2, "'existance'"),
        ("extends: metric\nmessage: x\nformula: words * * 2\ncondition: '> 1'\n", 3, "formula"),
        ("extends: metric\nmessage: x\nformula: words\ncondition: big\n", 4, "condition"),
        ("extends: metric\nmessage: x\nformula: open('x')\ncondition: '> 1'\n", 3, "formula"),
        ("- a\n- b\n", 1, "key: value"),
        ("", 1, "key: value"),
    ],
)
def test_a_broken_file_is_named_with_its_line_and_key(
    tmp_path: Path, body: str, line: int, named: str
) -> None:
    path = write(tmp_path, body)
    with pytest.raises(RuleError) as raised:
        load(tmp_path)
    assert str(raised.value).startswith(f"{path}:{line}: ")
    assert named in str(raised.value)


@pytest.mark.parametrize(
    ("body", "line", "named"),
    [
        (EXISTENCE + "tokens:\n  - soon\n  - (late\n", 5, "'(late'"),
        (EXISTENCE + "tokens:\n  - soon\nexceptions:\n  - a\n  - '*b'\n", 7, "'*b'"),
        ("extends: substitution\nmessage: x\nswap:\n  a: b\n  '(c': d\n", 5, "'(c'"),
        ("extends: occurrence\nmessage: x\nmax: 1\ntoken: '[a'\n", 4, "'[a'"),
        (EXISTENCE + "raw:\n  - 'a(?:b'\n  - '|c)d('\n", 4, "'a(?:b|c)d('"),
        (EXISTENCE + "raw:\n  - (a\n", 4, "'(a'"),
    ],
)
def test_a_pattern_that_does_not_compile_is_named_with_its_line_when_it_first_runs(
    tmp_path: Path, body: str, line: int, named: str
) -> None:
    path = write(tmp_path, body)
    ruleset = load(tmp_path)
    with pytest.raises(RuleError) as raised:
        ruleset.check("a text")
    assert str(raised.value).startswith(f"{path}:{line}: ")
    assert named in str(raised.value)


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    path.write_bytes(b"extends: \xff\xfe\n")
    with pytest.raises(RuleError, match="Rule.yml:1"):
        load(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no such folder"):
        load(tmp_path / "nowhere")


def test_an_empty_folder_is_an_empty_set(tmp_path: Path) -> None:
    assert load(tmp_path).check("anything") == ((), ())


def test_words_that_yaml_would_read_as_values_stay_words(tmp_path: Path) -> None:
    assert matches(tmp_path, EXISTENCE + "tokens:\n  - no\n  - 1.10\n", "no 1.10") == ["no", "1.10"]


def test_the_keys_of_vale_that_change_nothing_here_are_accepted(tmp_path: Path) -> None:
    body = EXISTENCE + (
        "link: https://vale.sh\nname: Soon\ndescription: d\nvocab: false\nlimit: 3\n"
        "action:\n  name: replace\n  params:\n    - now\ntokens: soon\n"
    )
    assert matches(tmp_path, body, "soon") == ["soon"]


def test_a_folder_of_styles_works_as_vale_keeps_it(tmp_path: Path) -> None:
    write(tmp_path, EXISTENCE + "tokens:\n  - soon\n", "Soon", style="House")
    write(tmp_path, "template: no rule\n", "View", style="config")
    (tmp_path / ".vale.ini").write_text("StylesPath = styles\n", encoding="utf-8")
    (tmp_path / "House" / "meta.json").write_text("{}", encoding="utf-8")
    assert [rule.name for rule in load(tmp_path).rules] == ["House/Soon"]


def test_one_style_s_folder_works_too(tmp_path: Path) -> None:
    write(tmp_path, EXISTENCE + "tokens:\n  - soon\n", "Soon", style="House")
    assert [rule.name for rule in load(tmp_path / "House").rules] == ["House/Soon"]


PACK = {
    "Auto": "extends: existence\nmessage: \"No hyphen in '%s'.\"\nlink: https://a.example\n"
    "ignorecase: true\nlevel: error\naction:\n  name: convert\n  params:\n    - simple\n"
    "tokens:\n  - 'auto-\\w+'\n",
    "Dashes": "extends: existence\nmessage: \"No spaces around '%s'.\"\nignorecase: true\n"
    "nonword: true\nlevel: error\ntokens:\n  - '\\s[—–]|[—–]\\s'\n",
    "Names": "extends: substitution\nmessage: Use '%s' instead of '%s'.\nlevel: error\n"
    "ignorecase: false\nswap:\n  'organi[zs](e|ation)s?': firm$1\n  '(?:web ?site)': site\n",
    "Long": "extends: occurrence\nmessage: Keep it short.\nscope: sentence\nlevel: suggestion\n"
    "max: 6\ntoken: \\b(\\w+)\\b\n",
    "Heads": "extends: capitalization\nmessage: x\nscope: heading\nmatch: $sentence\n",
    "Fog": "extends: metric\nmessage: Fog is %s.\nformula: |\n  0.4 * ((words / sentences) +\n"
    '    100 * (complex_words / words))\ncondition: "> 30"\n',
}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We auto-pay it.", ["No hyphen in 'auto-pay'."]),
        ("Late — again.", ["No spaces around ' —'."]),
        ("The organize web site.", ["Use 'firme' instead of 'organize'.", "Use 'site' instead of 'web site'."]),
        ("One two three four five six seven.", ["Keep it short."]),
        ("Electricity interruptions inconvenienced.", ["Fog is 41.20."]),
    ],
)  # fmt: skip
def test_rules_in_the_shapes_of_published_packs_run(
    tmp_path: Path, text: str, said: list[str]
) -> None:
    for name, body in PACK.items():
        write(tmp_path, body, name, style="Pack")
    found, skipped = load(tmp_path).check(text)
    assert [one.message for one in found] == said
    assert [one.rule for one in skipped] == ["Pack/Heads"]


def test_a_substitution_keeps_the_capital_where_the_rule_says_so(tmp_path: Path) -> None:
    body = "extends: substitution\nmessage: '%s'\nignorecase: true\ncapitalize: true\nswap:\n  prior to: before\n"
    assert findings(tmp_path, body, "Prior to noon.")[0].suggestion == "Before"


def test_a_scope_that_leaves_headings_out_is_all_of_a_plain_text(tmp_path: Path) -> None:
    body = EXISTENCE + "scope: ~heading\ntokens:\n  - soon\n"
    assert matches(tmp_path, body, "soon") == ["soon"]


@pytest.mark.long
def test_a_megabyte_is_checked_by_every_pattern_rule() -> None:
    text = ("We are sorry if anyone was offended by the delay at the gate on Monday. " * 14_000)[
        :1_000_000
    ]
    found, skipped = SHIPPED.check(text, timeout=60)
    assert [one.rule for one in skipped] == ["resembles"]
    assert len(found) > 10_000


@settings(deadline=None)
@given(st.text())
def test_any_text_gives_findings_whose_match_is_the_text_between_their_offsets(text: str) -> None:
    found, skipped = SHIPPED.check(text, timeout=5)
    assert [one.rule for one in skipped] == ["resembles"]
    assert all(one.match == text[one.start : one.end] for one in found)
    assert list(found) == sorted(found, key=lambda one: one.start)


WORDS = ["sorry", "if", "we", "but", "any", "small number of", "customers", "safe", ".", "\n", "💔"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_no_two_findings_of_one_rule_overlap(text: str) -> None:
    found, _ = SHIPPED.check(text, timeout=5)
    for name in {one.rule for one in found}:
        mine = [one for one in found if one.rule == name]
        assert all(a.end <= b.start for a, b in zip(mine, mine[1:], strict=False))


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It began at 9 a.m. Monday. Mr. Smith paid £4.50.", 2),
        ("Power came back by 6 p.m. Crews are there.", 2),
        ("See https://a.example/b.html?x=1.2 for more. Bye!", 2),
        ("Rule No. 4 applies. No. We did not.", 3),
        ("It was e.g. late, i.e. not on time... then it came.", 1),
        ("Really?! Yes. “We know.” Good.", 4),
        ("- one thing\n- another\n1. first\n2. second", 4),
        ("Dear all,\nWe are sorry.", 2),
        ("J. R. Hale signed it. So did I. We all did.", 3),
        ("申し訳ありません。返金します。", 2),
        (
            "This is a line that a person has wrapped by hand somewhere near\nFernbrook Market.",
            1,
        ),
        ("", 0),
        ("\n\n  \n", 0),
        ("- ", 1),
    ],
)
def test_sentences_end_where_a_reader_would_say_so(text: str, parts: int) -> None:
    assert len(cut(text)) == parts, cut(text)


def test_a_bullet_is_no_part_of_its_sentence() -> None:
    assert cut("• Ring us.\n• Write to us.") == ["Ring us.", "Write to us."]


def test_paragraphs_lie_between_blank_lines() -> None:
    text = "\n One\ntwo \n \n\nThree\r\n\r\nfour"
    assert [text[start:end] for start, end in paragraphs(text)] == ["One\ntwo", "Three", "four"]


@given(st.text(alphabet=st.sampled_from('aB1.!?… \n-’"💔e.g.')))
def test_sentences_are_in_order_and_hold_all_but_bullets_and_space(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
    kept = "".join(text[start:end] for start, end in spans)
    assert sum(letter.isalpha() for letter in kept) == sum(letter.isalpha() for letter in text)
