"""litellm: imported late, told to retry nothing and to say nothing, and put on our own wire."""

import logging
import os
import threading
import time
from collections.abc import Mapping
from typing import Any

from drafter.adapters.provider.network import Transport, Wire, within
from drafter.adapters.provider.retry import retry_after
from drafter.errors import ModelInvalid, ModelUnavailable

_LOUD = ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy", "openai", "httpx", "httpcore")
# Bytes of an answer: the longest statement is some 20 kB; a batch of vectors is a few MB.
_LARGEST = {"completion": 2_000_000, "embedding": 32_000_000}
_setting_up = threading.Lock()
_ready: list[Any] = []


def litellm() -> Any:
    """litellm, imported when first needed: it takes seconds, and asks a public host unless told not to."""
    if not _ready:
        with _setting_up:
            if not _ready:
                _ready.append(_set_up())
    return _ready[0]


def _set_up() -> Any:
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    os.environ["LITELLM_LOG"] = "CRITICAL"
    os.environ.pop("OPENAI_LOG", None)
    import httpx
    import litellm as imported

    # OpenAI's client imports this at its first call, behind a lock that all other first calls wait for.
    import openai.resources.chat  # noqa: F401

    library: Any = imported
    library.telemetry = False
    library.suppress_debug_info = True
    library.drop_params = True
    # A call for embeddings takes max_retries=0 for "not said" and falls back on this.
    library.DEFAULT_MAX_RETRIES = 0
    # OpenAI's client takes the first, litellm's clients of the other providers the second.
    transport = Transport()
    library.client_session = httpx.Client(transport=transport, follow_redirects=False)
    library.sync_transport = transport
    # Their lines quote prompts, and addresses with keys in them; failures reach us as exceptions.
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return library


def wire_for(verb: str, seconds: float) -> Wire:
    """What one call of `completion` or `embedding` may take."""
    return Wire(ends=time.monotonic() + seconds, largest=_LARGEST[verb])


def call(verb: str, wire: Wire, **arguments: Any) -> Any:
    """One call of litellm (`completion`, `embedding`) on this wire; its failures as ours.

    Nothing is retried here. Raises ModelUnavailable where another try may help, else ModelInvalid.
    """
    library = litellm()
    try:
        with within(wire):
            return getattr(library, verb)(num_retries=0, max_retries=0, **arguments)
    except (
        library.AuthenticationError, library.PermissionDeniedError, library.BadRequestError,
        library.NotFoundError, library.UnprocessableEntityError,
    ) as refused:  # fmt: skip
        raise ModelInvalid(_named(refused)) from None
    except (
        Exception
    ) as failed:  # litellm wraps some failures and lets others of its clients through
        said = wire.refused or _named(failed)
        raise ModelUnavailable(said, retry_after=_asked(failed, wire)) from None


def _named(failed: Exception) -> str:
    """What failed, without the message: it may quote the prompt, hence people's posts."""
    status = getattr(failed, "status_code", None)
    return type(failed).__name__ + (f" ({status})" if status else "")


def _asked(failed: Exception, wire: Wire) -> float | None:
    if wire.status is not None:
        return retry_after(wire.headers) if wire.status >= 400 else None
    response = getattr(failed, "response", None)
    headers = getattr(response, "headers", None) or getattr(
        failed, "litellm_response_headers", None
    )
    return retry_after(headers) if isinstance(headers, Mapping) else None
