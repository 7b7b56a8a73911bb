#!/bin/sh
# Post-processor of Packer: scans the disk that a build wrote, without mounting or starting it, and ends with the exit
# code of phaseout. Runs where Packer runs.
#   PHASEOUT_IMAGE     the disk (needed)
#   PHASEOUT_REPORT    where the JSON report goes (needed)
#   PHASEOUT_AUDIENCE, PHASEOUT_FAIL_ON   as --audience and --fail-on; empty adds no option
#   PHASEOUT           the program, when it is not on the PATH
set -eu
set -- scan "--image=$PHASEOUT_IMAGE" "--output=json=$PHASEOUT_REPORT"
if [ -n "${PHASEOUT_AUDIENCE:-}" ]; then set -- "$@" "--audience=$PHASEOUT_AUDIENCE"; fi
if [ -n "${PHASEOUT_FAIL_ON:-}" ]; then set -- "$@" "--fail-on=$PHASEOUT_FAIL_ON"; fi
exec "${PHASEOUT:-phaseout}" "$@"
