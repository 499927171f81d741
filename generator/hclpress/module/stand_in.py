"""Stand-ins for facts that only AWS knows."""

from hclpress.aws.arn import stand_in_arn


def stand_in(name: str, kind: str, region: str) -> object:
    """Return a value of the right form for a fact, where nobody asks AWS.

    Args:
        name: the name of the fact, which tells an ARN and an account.
        kind: its Terraform type.
        region: the region of its instance.
    """
    if kind.startswith("list"):
        return [stand_in(name.removesuffix("s"), "string", region)]
    if kind.startswith("map"):
        return {}
    if name.endswith("_arn"):
        return stand_in_arn(region, "stand-in")
    return "123456789012" if name == "account_id" else "stand-in"
