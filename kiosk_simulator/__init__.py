"""The simulator: every device and service that a terminal talks to, the QA console and demonstrations.

Devices are simulated at the wire: smart card (APDUs), coin changer (ccTalk), page printer (IPP),
receipt printer (ESC/POS) and issuing centre (HTTPS). `environment` joins them. The terminal never imports
this package: it finds it by its entry point, see `plugin`.
"""
