"""The issuing centre as the terminal sees it: messages, client, and the check of its signature."""
