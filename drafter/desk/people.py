"""Who is who: names are self-declared on a local desk, duties come from the settings."""

from pydantic import ValidationError

from drafter.errors import NotAllowed
from drafter.model.person import Duty, Person, same_name
from drafter.settings import ANYONE, Settings


class People:
    """Names to persons with duties."""

    def __init__(self, settings: Settings):
        self._lists = {
            Duty.DRAFTER: settings.drafters,
            Duty.APPROVER: settings.approvers,
            Duty.COUNSEL: settings.counsel,
            Duty.ADMIN: settings.admins,
        }

    def named(self, name: str) -> Person:
        """The person of this name. Raises NotAllowed for a name that is none."""
        duties = frozenset(duty for duty, names in self._lists.items() if _listed(name, names))
        try:
            return Person(name=name, duties=duties)
        except ValidationError:
            raise NotAllowed("say who you are: a name of up to 80 printable letters") from None

    def allowed(self, name: str, duty: Duty) -> Person:
        """The person, if they may do this. Raises NotAllowed."""
        person = self.named(name)
        if not person.may(duty):
            raise NotAllowed(f"{person.name} may not do this: it takes the role {duty.value}")
        return person


def _listed(name: str, names: tuple[str, ...]) -> bool:
    return any(other == ANYONE or same_name(name, other) for other in names)
