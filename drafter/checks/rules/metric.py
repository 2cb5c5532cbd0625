"""Rules that measure a text: a formula over counts, and the condition that it may not meet.

Formulas are Vale's: numbers, + - * / %, brackets, the variables of `counts`, `math.sqrt` and its
like. They are worked out here, node by node, and never run as code.
"""

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

from pydantic import field_validator

from drafter.checks.rules.spec import Hit, Spec
from drafter.checks.sentences import paragraphs, sentences

VARIABLES = (
    "characters", "words", "sentences", "paragraphs", "syllables", "long_words", "complex_words",
    "polysyllabic_words", "blockquote", "list", "pre",
    "heading_h1", "heading_h2", "heading_h3", "heading_h4", "heading_h5", "heading_h6",
)  # fmt: skip
_LONGEST = 1000
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<=[^aeiouy])es?$|(?<=[^aeioutdy])ed$")
_ENDING = re.compile(r"(?:es|ed|ing)$")
_BULLET = re.compile(r"^[^\S\n]*(?:[-*•]|\d{1,2}[.)])[^\S\n]", re.MULTILINE)
_HEADING = re.compile(r"heading\.h([1-6])")


@lru_cache(maxsize=4)
def counts(text: str) -> Mapping[str, float]:
    """The variables of a formula. The rules that measure one text share them.

    - characters: letters and digits; long_words: words of more than six of them
    - syllables: groups of vowels without a silent ending, at least one a word
    - polysyllabic_words: of more than two syllables; complex_words: those without -es, -ed, -ing
    - list: list items; blockquote, pre and heading_h1 to heading_h6: 0, a plain text has none
    """
    found = _WORD.findall(text)
    sizes = [sum(map(str.isalnum, word)) for word in found]
    sounds = [_syllables(word) for word in found]
    stems = [_syllables(_ENDING.sub("", word.casefold())) for word in found]
    made = {
        "characters": sum(sizes),
        "words": len(found),
        "sentences": len(sentences(text)),
        "paragraphs": len(paragraphs(text)),
        "syllables": sum(sounds),
        "long_words": sum(size > 6 for size in sizes),
        "complex_words": sum(size > 2 for size in stems),
        "polysyllabic_words": sum(size > 2 for size in sounds),
        "list": len(_BULLET.findall(text)),
    }
    return {name: float(made.get(name, 0)) for name in VARIABLES}


@lru_cache(maxsize=16_384)
def _syllables(word: str) -> int:
    folded = word.casefold()
    return max(len(_VOWELS.findall(_SILENT.sub("", folded))), 1)


class Metric(Spec):
    """Marks the first sentence of a text whose figure meets the condition."""

    extends: Literal["metric"]
    formula: str
    condition: str

    @field_validator("formula", "condition")
    @classmethod
    def _works(cls, value: str, info: Any) -> str:
        source = value if info.field_name == "formula" else f"1.0 {value}"
        worked_out(source, dict.fromkeys(VARIABLES, 1.0))
        return value

    def pieces(self) -> Sequence[str]:
        return [""]

    def figure(self, text: str) -> float:
        """What the formula makes of `text`; no number for one without words."""
        known = counts(text)
        if not known["words"] or not known["sentences"]:
            return math.nan
        return float(worked_out(self.formula, known))

    def hits(self, part: str, pieces: Sequence[int], deadline: float) -> Iterator[Hit]:
        value = self.figure(part)
        if not math.isnan(value) and worked_out(f"value {self.condition}", {"value": value}):
            yield Hit(sentences(part)[0], (f"{value:.2f}",))


def worked_out(source: str, known: Mapping[str, float]) -> float:
    """The value of a formula, or of a condition (1 or 0). Raises ValueError saying what is wrong."""
    text = _HEADING.sub(r"heading_h\1", source).replace("&&", " and ").replace("||", " or ")
    if len(text) > _LONGEST:
        raise ValueError(f"longer than {_LONGEST} characters")
    try:
        return _value(_parsed(text), known)
    except SyntaxError:
        raise ValueError(f"{source.strip()!r} is no formula") from None
    except (OverflowError, RecursionError, MemoryError):
        raise ValueError(f"{source.strip()!r} cannot be worked out") from None


@lru_cache(maxsize=256)
def _parsed(text: str) -> ast.AST:
    # In brackets, so that a formula may run over several lines.
    return ast.parse(f"({text})", mode="eval").body


def _divided(above: float, below: float) -> float:
    """As Go divides: by zero gives an infinity, or no number."""
    if below:
        return above / below
    return math.copysign(math.inf, above) if above else math.nan


_SUMS: Mapping[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: _divided,
    ast.Mod: lambda above, below: math.fmod(above, below) if below else math.nan,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_SIGNS: Mapping[type[ast.AST], Callable[[float], float]] = {
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
    ast.Not: operator.not_,
}
_FUNCTIONS: Mapping[str, Callable[[float], float]] = {
    "sqrt": math.sqrt,
    "log": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "abs": math.fabs,
    "floor": math.floor,
    "ceil": math.ceil,
    "round": round,
}


def _value(node: ast.AST, known: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name) if name in known:
            return known[name]
        case ast.BinOp(left=one, op=sign, right=two) if type(sign) in _SUMS:
            return float(_SUMS[type(sign)](_value(one, known), _value(two, known)))
        case ast.Compare(left=one, ops=[sign], comparators=[two]) if type(sign) in _SUMS:
            return float(_SUMS[type(sign)](_value(one, known), _value(two, known)))
        case ast.UnaryOp(op=sign, operand=one) if type(sign) in _SIGNS:
            return float(_SIGNS[type(sign)](_value(one, known)))
        case ast.BoolOp(op=sign, values=parts):
            chosen = all if isinstance(sign, ast.And) else any
            return float(chosen(_value(part, known) for part in parts))
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="math"), attr=name), args=[one], keywords=[]
        ) if name in _FUNCTIONS:
            return float(_FUNCTIONS[name](_value(one, known)))
        case _:
            raise ValueError(f"{ast.unparse(node)!r} is not known in a formula")
