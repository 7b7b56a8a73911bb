import { type RmmPlatform, rmmPlatforms } from '../../rmm/platforms.ts';

/** How the detection script ends on one platform. */
export interface ScriptPlatform {
  readonly id: string;
  /** For the head of the script. */
  readonly about: string;
  readonly exitCodes: Pick<RmmPlatform['exitCodes'], 'clean' | 'found' | 'incomplete'>;
  /** What is printed: the line alone, the details before it, between markers, or the line unless all is clean. */
  readonly prints: 'line' | 'details' | 'markers' | 'unless-clean';
  /** Lines of PowerShell that run before the end, with `$Line` and `$State`. */
  readonly before?: readonly string[];
}

/** Cmdlet of NinjaOne's agent for custom fields; a field that is not there is no fault. */
const ninjaField = [
  "  if (Get-Command 'Ninja-Property-Set' -ErrorAction SilentlyContinue) {",
  "    try { Ninja-Property-Set 'phaseout' $Line | Out-Null } catch { $Details = @($Details) + 'the custom field phaseout was not written' }",
  '  }',
];

/** `plain`, and every platform of `phaseout rmm` with its exit codes. */
export const scriptPlatforms: readonly ScriptPlatform[] = [
  {
    id: 'plain',
    about: 'any agent',
    exitCodes: { clean: 0, found: 1, incomplete: 3 },
    prints: 'details',
  },
  ...rmmPlatforms.map(
    ({ id, name, exitCodes, prints }): ScriptPlatform => ({
      id,
      about: name,
      exitCodes,
      prints: prints === 'line' && id !== 'intune' ? 'details' : prints,
      ...(id === 'ninjaone' && { before: ninjaField }),
    }),
  ),
];

/** At most so many lines of details are printed: N-sight takes 10,000 characters. */
const maxDetails = 30;

/** The function by which every way out of the script leads. It calls nothing that Constrained Language Mode forbids. */
export function exitFunction({ exitCodes, prints, before = [] }: ScriptPlatform): string {
  const details = `  $Shown = 0
  foreach ($Detail in $Details) {
    $Shown = $Shown + 1
    if ($Shown -le ${maxDetails}) { Write-Output $Detail }
  }
  if ($Shown -gt ${maxDetails}) { Write-Output '(more lines were left out)' }`;
  const output = {
    line: '  Write-Output $Line',
    'unless-clean': "  if ($State -ne 'clean') { Write-Output $Line }",
    details: `${details}\n  Write-Output $Line`,
    markers: `  Write-Output '<-Start Result->'
  Write-Output ('phaseout=' + $Line)
  Write-Output '<-End Result->'
  Write-Output '<-Start Diagnostic->'
${details}
  Write-Output '<-End Diagnostic->'`,
  }[prints];
  return [
    'function Exit-With {',
    '  param([string]$State, [string]$Line, $Details)',
    ...before,
    output,
    `  if ($State -eq 'found') { exit ${exitCodes.found} }`,
    `  if ($State -eq 'clean') { exit ${exitCodes.clean} }`,
    `  exit ${exitCodes.incomplete}`,
    '}',
  ].join('\n');
}
