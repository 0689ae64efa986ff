"""Checking a sheet on paper: what the receiving office does with `kiosk verify`, on its own computer.

The terminal never imports it. It needs one public file with the centre's keys and the revoked documents, the
private key that the symbols are sealed for, and no network.
"""
