"""The interface for authors of modules: everything that a contract imports.

The page docs/modules.md builds a module with it step by step.
"""

from hclpress.hcl.identifier import identifier
from hclpress.module.alarm import Alarm, ComparisonOperator
from hclpress.module.connection import Connection, Listener
from hclpress.module.facts import ACCOUNT, Fact, Input, Output, Variable
from hclpress.module.grant import Grant
from hclpress.module.markers import FromPosture, ReferenceTo
from hclpress.module.module import Item, Module
from hclpress.module.name import Name
from hclpress.module.package import Package
from hclpress.module.problem import Problem
from hclpress.module.proof import Proof
from hclpress.module.site import Site
from hclpress.module.waivers import ScannerWaiver
from hclpress.spec.settings import Settings

__all__ = [
    "ACCOUNT",
    "Alarm",
    "ComparisonOperator",
    "Connection",
    "Fact",
    "FromPosture",
    "Grant",
    "Input",
    "Item",
    "Listener",
    "Module",
    "Name",
    "Output",
    "Package",
    "Problem",
    "Proof",
    "ReferenceTo",
    "ScannerWaiver",
    "Settings",
    "Site",
    "Variable",
    "identifier",
]
