"""secrets: secrets of Secrets Manager, whose values no file holds."""

from collections.abc import Iterable, Iterator, Mapping

from hclpress.module import (
    Fact,
    Grant,
    Input,
    Name,
    Output,
    Problem,
    ScannerWaiver,
    Site,
    Variable,
    fact_inputs,
    identifier,
    reference_inputs,
)

from .existing import ExistingSecrets
from .grants import grants
from .names import name_of
from .outputs import outputs
from .problems import problems
from .settings import SecretsSettings
from .view import View, view_of
from .waivers import waivers


class Secrets(SecretsSettings):
    """Secrets."""

    summary = "Secrets that are given at apply, made by AWS or written outside; no spec, plan or state contains them."
    existing_form = ExistingSecrets

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def fields_of(self, address: str) -> tuple[str, ...] | None:
        """Return the fields of a secret that is JSON; none of a password alone, and None if nothing tells."""
        secret = {f"{identifier(item)}_secret_arn": one for item, one in self.secrets.items()}.get(address)
        if secret is None or (secret.as_json is None and secret.generate is None):
            return None  # Whoever gives a value decides about its form.
        return () if secret.as_json is None else (secret.as_json.field, *secret.as_json.beside)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the secrets."""
        return {identifier(item): name_of(self, item, site) for item in self.secrets}

    def inputs(self, site: Site) -> Iterable[Input]:
        """The keys, the facts beside passwords, and the functions that rotate."""
        for item, secret in self.secrets.items():
            path = ("secrets", item)
            yield from reference_inputs(secret.key, (*path, "key"))
            if secret.as_json is not None:
                yield from fact_inputs(secret.as_json.beside, (*path, "as_json", "beside"))
            if secret.rotation is not None:
                instance, _, function = secret.rotation.function.partition(".")
                for fact, role in (
                    ("function_arn", "function_arn"),
                    ("function_id", "function_id"),
                    ("role_arn", "function_role_arn"),
                ):
                    yield Input(
                        f"{identifier(item)}_{role}",
                        Fact(instance, f"{identifier(function)}_{fact}"),
                        path=(*path, "rotation", "function"),
                    )

    def variables(self, site: Site) -> Iterable[Variable]:
        """The values that people give."""
        for item, secret in self.secrets.items():
            if secret.asked:
                about = f" ({secret.description.rstrip('.')})" if secret.description else ""
                yield Variable(f"{identifier(item)}_value", f"Value of the secret {item}{about}.")

    def outputs(self, site: Site) -> Iterable[Output]:
        """The ARN and the name of each secret, and the key that encrypts it."""
        return outputs(self)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to read or write one secret (the item)."""
        return grants(self.secrets, item, access, site)

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """The waivers of secrets that stay, and of those under the key that AWS keeps."""
        return waivers(self)

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
