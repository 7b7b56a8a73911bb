#!/bin/sh
# Runs in a Linux guest, as root, after everything that changes the image. Unpacks the bundle, scans the running guest,
# leaves the report and the exit code for the next steps, and removes the bundle. Ends with 0 also where something is
# found: Packer would stop otherwise before the report is brought out. finish.sh fails the build.
#   PHASEOUT_AUDIENCE, PHASEOUT_FAIL_ON   as --audience and --fail-on; empty adds no option
#   PHASEOUT_TMP   where the bundle was uploaded to; /var/tmp without it
set -eu
tmp=${PHASEOUT_TMP:-/var/tmp}
bundle=$tmp/phaseout-bundle.tar.gz
report=$tmp/phaseout-report.json
work=$(mktemp -d "$tmp/phaseout.XXXXXX")
trap 'rm -rf "$work" "$bundle"' EXIT

tar -xzf "$bundle" -C "$work"
set -- scan "--output=json=$report"
if [ -n "${PHASEOUT_AUDIENCE:-}" ]; then set -- "$@" "--audience=$PHASEOUT_AUDIENCE"; fi
if [ -n "${PHASEOUT_FAIL_ON:-}" ]; then set -- "$@" "--fail-on=$PHASEOUT_FAIL_ON"; fi
code=0
"$work/node" "$work/bin/phaseout.js" "$@" || code=$?

# Whoever is logged on downloads both. Without a report there is an empty one, so that the exit code is told.
[ -f "$report" ] || : >"$report"
echo "$code" >"$tmp/phaseout-exit-code"
chmod 644 "$report" "$tmp/phaseout-exit-code"
