"""What the robot needs of a device, and nothing of how a device does it.

One module a device: its protocol and the small frozen messages that cross it. `faults` holds the one
error tree, `drivers` finds a driver by the name in the operator's configuration. Standard library only:
both the voice loop and every driver import this package, and neither imports the other.

Devices are opened by their factory and are open until `close`, which may be called twice. All times are
in seconds, all sound is signed 16-bit mono.
"""
