"""The far ends of the wires: software card, ccTalk devices, printers, issuing centre, QA console.

Never imported by the rooms above except through assembly.py.
"""
