"""An AWS emulator on loopback: moto with patches for its gaps. Only `server` and the patches import moto."""
