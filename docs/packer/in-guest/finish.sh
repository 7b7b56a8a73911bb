#!/bin/sh
# Last step in a Linux guest, as root: removes what scan.sh left, and ends with the exit code of phaseout.
set -eu
tmp=${PHASEOUT_TMP:-/var/tmp}
code=$(cat "$tmp/phaseout-exit-code")
rm -f "$tmp/phaseout-exit-code" "$tmp/phaseout-report.json"
exit "$code"
