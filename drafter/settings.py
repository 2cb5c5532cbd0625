"""Settings: one class, every field an environment variable `DRAFTER_<NAME>` (or a line in `.env`)."""

from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from drafter.errors import InputError

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path(__file__).resolve().parent

ANYONE = "*"
AUTO, LEXICAL = "auto", "lexical"


def shipped(name: str) -> Path:
    """The shipped folder `prompts` or `knowledge`: inside the wheel, else in the source tree."""
    packed = PACKAGE / "_shipped" / name
    return packed if packed.is_dir() else ROOT / name


def _listed(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


Names = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """All that can be set. Lists are comma-separated."""

    model_config = SettingsConfigDict(env_prefix="DRAFTER_", env_file=".env", extra="ignore")

    home: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("drafter")),
        description="Folder of the database, the search index, the log and your own documents.",
    )
    knowledge: Path = Field(
        default_factory=lambda: shipped("knowledge"),
        description="Folder of guidelines, past cases and tone rules.",
    )
    prompts: Path = Field(
        default_factory=lambda: shipped("prompts"),
        description="Folder of statement kinds, channels and prompts.",
    )
    styles: Path | None = Field(
        default=None, description="A folder of further rule styles in Vale's format."
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="SQLAlchemy address of the database; default SQLite in the home folder.",
    )
    embedder: str = Field(
        default=AUTO,
        description="What recall goes by: auto is meaning where the model's weights are installed, "
        "lexical is words, and openai/text-embedding-3-small or the like is a provider's model, as "
        "litellm names it: texts are sent there.",
    )
    model: str | None = Field(
        default=None,
        description="Language model, as litellm names it. Not set: the playbook drafts.",
    )
    judge_model: str | None = Field(
        default=None,
        description="Language model that marks a text on demand; default the one that drafts.",
    )
    fallback_models: Names = Field(
        default=(), description="Models to try, in order, when the first one fails."
    )
    model_timeout: float = Field(default=60, gt=0, description="Seconds one model call may take.")
    model_deadline: float = Field(
        default=150, gt=0, description="Seconds a draft may take over all tries and models."
    )
    model_tries: int = Field(default=3, ge=1, le=10, description="Tries for each model.")
    model_concurrency: int = Field(
        default=32, ge=1, le=256, description="Model calls that may be under way at once."
    )
    model_rate: int | None = Field(
        default=None,
        ge=1,
        description="Model calls that may start in a minute, for a provider that limits them.",
    )
    model_cache: Names = Field(
        default=(),
        description="Tasks whose answers are given again to the same question, e.g. judge; drafts are "
        "asked for anew.",
    )
    crisis_budget: float | None = Field(
        default=None,
        ge=0,
        description="US dollars that the model calls of one crisis may cost; then the playbook drafts.",
    )
    daily_budget: float | None = Field(
        default=None,
        ge=0,
        description="US dollars that all model calls of one day (UTC) may cost.",
    )
    crisis_tokens: int | None = Field(
        default=None,
        ge=0,
        description="Tokens that the model calls of one crisis may take: a limit for models without a "
        "known price.",
    )
    daily_tokens: int | None = Field(
        default=None, ge=0, description="Tokens that all model calls of one day (UTC) may take."
    )
    drafters: Names = Field(
        default=(ANYONE,), description="Who may write; * is anyone with a name."
    )
    approvers: Names = Field(
        default=(ANYONE,), description="Who may approve, never their own last edit; * is anyone."
    )
    counsel: Names = Field(
        default=(ANYONE,),
        description="Who may sign off a text that calls for counsel, never their own last edit; "
        "* is anyone.",
    )
    admins: Names = Field(
        default=(ANYONE,),
        description="Who may remove a crisis, retire documents and say which may be cited; * is anyone.",
    )
    solo_approval: bool = Field(
        default=False,
        description="Let one person approve their own text, with a reason that stays on the record.",
    )
    host: str = Field(default="127.0.0.1", description="Address the desk listens on.")
    port: int = Field(default=8501, ge=1, le=65535, description="Port the desk listens on.")
    sample: bool = Field(default=True, description="Load the sample crisis into an empty desk.")
    chroma_url: str | None = Field(
        default=None,
        validation_alias="CHROMA_URL",
        description="Address of a Chroma server; default an index in the home folder.",
    )

    _split = field_validator(
        "fallback_models",
        "model_cache",
        "drafters",
        "approvers",
        "counsel",
        "admins",
        mode="before",
    )(_listed)

    @field_validator("embedder")
    @classmethod
    def _an_embedder(cls, value: str) -> str:
        provider, slash, model = (value.strip() or AUTO).partition("/")
        if not (provider and model) and (slash or provider not in (AUTO, LEXICAL)):
            raise ValueError("auto, lexical, or a model with its provider, as in provider/model")
        return provider + slash + model

    @field_validator(
        "model", "judge_model", "styles", "chroma_url", "database_url", "model_rate",
        "crisis_budget", "daily_budget", "crisis_tokens", "daily_tokens", mode="before",
    )  # fmt: skip
    @classmethod
    def _blank_is_unset(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value


def load() -> Settings:
    """The settings of this process. Raises InputError naming the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as invalid:
        first = invalid.errors(include_url=False, include_input=False)[0]
        name = "_".join(map(str, first["loc"])).upper()
        name = name if name == "CHROMA_URL" else f"DRAFTER_{name}"
        raise InputError(f"the setting {name} is wrong: {first['msg'].lower()}") from None
