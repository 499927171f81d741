"""Gaps in AWS Certificate Manager."""

from __future__ import annotations

from collections.abc import Callable

from moto.acm.models import AWSCertificateManagerBackend, CertBundle

from hclpress.emulator.moto_patch import Patch, around


class ImportUnderAGivenArn(Patch):
    """`ImportCertificate` with the ARN of a missing certificate makes a certificate with this ARN.

    AWS refuses that, and so does moto. But configurations name existing certificates by their ARNs, and an empty
    account can only have them this way.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Make the certificate before moto looks for it."""

        @around(AWSCertificateManagerBackend, "import_certificate")
        def _(original: Callable[..., str]) -> Callable[..., str]:
            def import_certificate(
                self: AWSCertificateManagerBackend,
                certificate: bytes,
                private_key: bytes,
                chain: bytes | None,
                arn: str | None,
                tags: list[dict[str, str]],
            ) -> str:
                if arn and arn not in self._certificates:
                    self._certificates[arn] = CertBundle(
                        self.account_id, certificate, private_key, chain=chain, region=self.region_name, arn=arn
                    )
                return original(self, certificate, private_key, chain, arn, tags)

            return import_certificate
