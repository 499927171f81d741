"""Gaps in Application Auto Scaling."""

from __future__ import annotations

from collections.abc import Callable

from moto.applicationautoscaling.models import ApplicationAutoscalingBackend
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.utilities.tagging_service import TaggingService

from hclpress.emulator.moto_patch import Patch, add, around

_services: dict[int, TaggingService] = {}


def tags_of(backend: ApplicationAutoscalingBackend) -> TaggingService:
    """Return the tags of the scalable targets of one account and region; moto does not store them."""
    return _services.setdefault(id(backend), TaggingService())


class TagScalableTargets(Patch):
    """`TagResource`, `UntagResource`, `ListTagsForResource`, and the tags given to `RegisterScalableTarget`."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Add the operations, and a tag store for each account and region."""

        def tagged(response: ApplicationAutoScalingResponse) -> TaggingService:
            return tags_of(response.applicationautoscaling_backend)

        def tag(response: ApplicationAutoScalingResponse, arn: str, tags: dict[str, str]) -> None:
            tagged(response).tag_resource(arn, TaggingService.convert_dict_to_tags_input(tags))

        def tag_resource(self: ApplicationAutoScalingResponse) -> EmptyResult:
            tag(self, self._get_param("ResourceARN"), self._get_param("Tags", {}))
            return EmptyResult()

        def untag_resource(self: ApplicationAutoScalingResponse) -> EmptyResult:
            tagged(self).untag_resource_using_names(self._get_param("ResourceARN"), self._get_param("TagKeys", []))
            return EmptyResult()

        def list_tags_for_resource(self: ApplicationAutoScalingResponse) -> ActionResult:
            return ActionResult({"Tags": tagged(self).get_tag_dict_for_resource(self._get_param("ResourceARN"))})

        add(ApplicationAutoScalingResponse, "tag_resource", tag_resource)
        add(ApplicationAutoScalingResponse, "untag_resource", untag_resource)
        add(ApplicationAutoScalingResponse, "list_tags_for_resource", list_tags_for_resource)

        @around(ApplicationAutoScalingResponse, "register_scalable_target")
        def _(original: Callable[..., str]) -> Callable[..., str]:
            def register_scalable_target(self: ApplicationAutoScalingResponse) -> str:
                answer = original(self)
                namespace, resource, dimension = (
                    self._get_param(name) for name in ("ServiceNamespace", "ResourceId", "ScalableDimension")
                )
                backend = self.applicationautoscaling_backend
                for target in backend.describe_scalable_targets(namespace, [resource], dimension):
                    tag(self, target.arn, self._get_param("Tags", {}) or {})
                return answer

            return register_scalable_target
