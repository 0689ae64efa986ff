"""What all certificates have in common on a page: header, footer, tables and page breaks."""
