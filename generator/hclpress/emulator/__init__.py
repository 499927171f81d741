"""An AWS emulator on loopback: moto, with what moto lacks filled in. Only `server` and the fillers import moto."""
