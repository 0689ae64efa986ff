"""The fleet server of an operator: how every terminal is, what its journal says, what it is told to do."""
