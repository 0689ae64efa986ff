"""The QA console: a web page on loopback for operating a simulated terminal by hand."""
