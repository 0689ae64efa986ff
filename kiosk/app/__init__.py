"""The program: command line, assembly, panel, process."""
