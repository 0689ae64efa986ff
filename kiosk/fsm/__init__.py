"""The machine: states, visit and the transition table. Pure: no device, no clock, no file.

`flow` has one module a service, with its events, guards, actions and rows; here is what they share.
It has fifteen files, because each is one subject that a stranger looks for by name.
"""
