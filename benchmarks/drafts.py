"""Six sample crises: drafts of a writer who saw only the rendered prompts, and what the checks find.

    python benchmarks/drafts.py [--prompts FOLDER]

Prints the findings of each answer in benchmarks/sets/drafts.jsonl, frozen before the first run, and
the share of drafts without an error. `redraft` in a line is the same writer's answer to the second
prompt, which holds the findings; `--prompts` writes those second prompts into a folder.
A finding on these drafts is a false alarm or a true one: read them. They say nothing of a model.
"""

import argparse
import json
import tempfile
from pathlib import Path

from drafter.desk import Desk
from drafter.llm import Reply
from drafter.model.brief import Ledger
from drafter.model.crisis import Mention
from drafter.model.draft import Judged
from drafter.model.finding import Level
from drafter.model.prompt import Rendered
from drafter.settings import Settings
from drafter.steps.briefing import brief
from drafter.steps.drafting import asked, rendered
from drafter.steps.drafting.answer import Answer
from drafter.steps.drafting.redraft import better, redraft, to_mend

SET = Path(__file__).parent / "sets" / "drafts.jsonl"
FENCE = "data-5f1c0a77e2b94d10"


class Frozen:
    """An Llm that gives one frozen answer and keeps the prompt."""

    def __init__(self, answer: object):
        self._answer = json.dumps(answer)
        self.prompt: Rendered | None = None

    def complete(self, prompt: Rendered, schema: type[Answer], **_: object) -> Reply[Answer]:
        self.prompt = prompt
        return Reply(value=schema.model_validate_json(self._answer), model="a person")


def judged(desk: Desk, row: dict, text_of) -> Judged:  # type: ignore[no-untyped-def,type-arg]
    draft = text_of()
    report = desk.checking.text(
        draft.text, kind=row["kind"], channel=row["channel"], ledger=Ledger(**row["ledger"])
    )
    return Judged(draft, report)


def told(judgement: Judged) -> str:
    return "\n".join(
        f"    {one.level:10} {one.rule:32} {one.match[:60]!r}: {one.message[:110]}"
        for one in judgement.report.findings
        if one.level is not Level.SUGGESTION
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", type=Path)
    wanted = parser.parse_args()
    desk = Desk(Settings(home=Path(tempfile.mkdtemp()), _env_file=None))
    clean, after, rows = 0, 0, [json.loads(line) for line in SET.open(encoding="utf-8")]
    for row in rows:
        kind, channel = desk.prompts.kinds[row["kind"]], desk.prompts.channels[row["channel"]]
        post = Mention(id="m1", row=0, text=row["post"]) if row["post"] else None
        given = brief(Ledger(**row["ledger"]), replying_to=post)
        prompt = rendered(
            given, kind, channel, tuple(desk.knowledge.recall(given)),
            shared=desk.prompts.shared, fence=FENCE,
        )  # fmt: skip
        llm = Frozen(row["answer"])
        first = judged(desk, row, lambda: asked(prompt, given, kind, channel, llm=llm))  # noqa: B023
        print(f"{row['id']} {row['kind']} for {row['channel']}: {len(first.report.errors)} errors, "
              f"{len(to_mend(first.report))} to mend")  # fmt: skip
        print(told(first))
        clean += not first.report.errors
        kept = first
        if to_mend(first.report):
            again = Frozen(row.get("redraft", row["answer"]))

            def second() -> object:
                return redraft(first, prompt, given, kind, channel, llm=again,  # noqa: B023
                               instruction=desk.prompts.tasks["redraft"])  # fmt: skip

            kept = better(first, judged(desk, row, second))
            if wanted.prompts and again.prompt:
                wanted.prompts.mkdir(exist_ok=True)
                path = wanted.prompts / f"{row['id']}.txt"
                path.write_text(f"{again.prompt.system}\n\n{again.prompt.user}\n", encoding="utf-8")
            if "redraft" in row:
                print(
                    f"  redraft: {len(kept.report.errors)} errors; mended: {kept.draft.run.fixed}"
                )
        after += not kept.report.errors
    print(f"without an error: {clean} of {len(rows)} first drafts, {after} after the redraft")


if __name__ == "__main__":
    main()
