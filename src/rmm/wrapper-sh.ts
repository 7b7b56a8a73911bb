import { rmmErrorLine } from './line.ts';
import type { RmmPlatform } from './platforms.ts';
import type { WrapperInput } from './wrapper.ts';

/** The wrapper for any POSIX shell, for agents of Linux and macOS. Of exit codes there is left what eight bits hold. */
export function shellWrapper({ platform, options, version, sha256 }: WrapperInput): string {
  const { id, name, exitCodes } = platform;
  const code = (state: keyof RmmPlatform['exitCodes']): number => exitCodes[state] % 256;
  const codes = [...new Set(Object.values(exitCodes).map((each) => each % 256))].sort((a, b) => a - b);
  const isSilent = platform.prints === 'unless-clean';
  return `#!/bin/sh
# phaseout ${version}: runs "phaseout rmm ${id}" and passes its line and exit code on.
# For: ${name}.
# Exit codes: ${code('clean')} clean, ${code('found')} found, ${code('incomplete')} incomplete (never take it for clean), ${code('error')} nothing was judged.
# Needs the program in one of the places below, owned by root or by whoever runs this. Run it as root.

LC_ALL=C
PATH=/usr/bin:/bin:/usr/sbin:/sbin\${PATH:+:$PATH}
export LC_ALL PATH

fail() {
  line=$(printf '%s; %s' '${rmmErrorLine('')}' "$1" | tr -c 'A-Za-z0-9 ._:,();-' '?' | cut -c 1-255)
${errorOutput(platform)}
  exit ${code('error')}
}

# A file that another account put there is not started. Whole paths only: the shell would look for a bare name elsewhere.
own() {
  case "$1" in /*) ;; *) return 1 ;; esac
  [ -x "$1" ] && [ -n "$(find -L "$1" -prune -type f '(' -user 0 -o -user "$(id -u)" ')' 2>/dev/null)" ]
}

program=
for place in "\${PHASEOUT_EXE:-}" /opt/phaseout/phaseout /usr/local/bin/phaseout /usr/bin/phaseout; do
  if [ -z "$program" ] && [ -n "$place" ] && own "$place"; then program=$place; fi
done
if [ -z "$program" ]; then fail 'the program phaseout was not found'; fi
${sha256 === undefined ? '' : hashCheck(sha256)}
output=$(exec 2>/dev/null; "$program" ${['rmm', id, ...options].map((word) => `'${word}'`).join(' ')}; exit $?)
code=$?

# Stopped half-way, or another program of that name: never take it for clean.
said=$(printf '%s\\n' "$output" | sed -n 's/^phaseout=//;/^phaseout [A-Z][A-Z]*[ :]/p' | tail -n 1)
case "$code" in
  ${codes.join(' | ')}) ;;
  *) fail "the program ended with $code" ;;
esac
if ${isSilent ? '[ -n "$output" ] && ' : ''}[ -z "$said" ]; then fail 'the program printed no line'; fi
if [ -n "$output" ]; then printf '%s\\n' "$output"; fi
exit "$code"
`;
}

/** Linux has sha256sum, macOS shasum. */
function hashCheck(sha256: string): string {
  return `
# Only the program that was meant is started.
sum=$( (sha256sum -- "$program" || shasum -a 256 -- "$program") 2>/dev/null | sed 's/^\\\\//' | cut -c 1-64)
case "$sum" in
  ${sha256}) ;;
  '') fail 'the check sum of the program could not be computed' ;;
  *) fail 'the program is another file than the one that was meant (SHA-256)' ;;
esac
`;
}

function errorOutput({ prints }: RmmPlatform): string {
  if (prints !== 'markers') return `  printf '%s\\n' "$line"`;
  return `  printf '%s\\n' '<-Start Result->' "phaseout=$line" '<-End Result->' '<-Start Diagnostic->' '<-End Diagnostic->'`;
}
