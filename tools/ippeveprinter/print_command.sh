#!/bin/sh
# What ippeveprinter runs for each job: "prints" the file sheet by sheet into $PRINTED_DIR.
# ATTR: and STATE: lines on standard error reach the printer's job and printer attributes.
# $FAULT, when set, is the name of a file. What it holds is "abort", or a printer-state-reason to raise or
# clear, such as +media-jam or -media-jam.
set -eu
file=$1
pages=$(pdfinfo "$file" | sed -n 's/^Pages: *//p')
echo "ATTR: job-impressions=$pages" >&2
if [ -s "${FAULT:-/dev/null}" ]; then
    reason=$(cat "$FAULT")
    if [ "$reason" = abort ]; then
        echo "ERROR: given up" >&2
        exit 1
    fi
    echo "STATE: $reason" >&2
fi
page=0
while [ "$page" -lt "$pages" ]; do
    page=$((page + 1))
    echo "ATTR: job-impressions-completed=$page" >&2
done
cp "$file" "$PRINTED_DIR/$IPP_JOB_ID.part"
mv "$PRINTED_DIR/$IPP_JOB_ID.part" "$PRINTED_DIR/$IPP_JOB_ID.pdf"
