"""Earlier renders: the manifest, identities of resources, moves and losses."""
