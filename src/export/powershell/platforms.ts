/** How the detection script ends on one platform. */
export interface ScriptPlatform {
  readonly id: string;
  /** For the head of the script. */
  readonly about: string;
  readonly exitCodes: { readonly clean: number; readonly found: number; readonly incomplete: number };
  /** What is printed: the line alone, the details before it, between markers, or the line only where something is found. */
  readonly prints: 'line' | 'details' | 'markers' | 'line-if-found';
  /** Lines of PowerShell that run before the end, with `$Line` and `$State`. */
  readonly before?: readonly string[];
}

const usual = { clean: 0, found: 1, incomplete: 3 };

/**
 * The conventions that decide how a script is read. Sources: Intune remediations keep the last line and run the
 * remediation on 1; a Win32 detection rule takes exit 0 with output for "installed"; Datto monitors read the markers;
 * N-able N-sight reserves 1 to 999 and shows the text of higher codes.
 */
export const scriptPlatforms: readonly ScriptPlatform[] = [
  { id: 'plain', about: 'any agent: 0 clean, 1 found, 3 incomplete', exitCodes: usual, prints: 'details' },
  {
    id: 'intune',
    about:
      'detection script of an Intune remediation: 0 without issues, 1 with issues (found, or incomplete: the line says which); run in 64-bit PowerShell',
    exitCodes: { clean: 0, found: 1, incomplete: 1 },
    prints: 'line',
  },
  {
    id: 'intune-win32',
    about:
      'detection rule of an Intune Win32 app: exit 0 with output means found, exit 0 without output not found; 3 means that nothing may be concluded, which Intune shows as not found',
    exitCodes: { clean: 0, found: 0, incomplete: 3 },
    prints: 'line-if-found',
  },
  {
    id: 'ninjaone',
    about:
      'NinjaOne script: 0 clean, 1 found, 3 incomplete; fills the custom field "phaseout" where there is one',
    exitCodes: usual,
    prints: 'details',
    before: [
      "  if (Get-Command 'Ninja-Property-Set' -ErrorAction SilentlyContinue) {",
      "    try { Ninja-Property-Set 'phaseout' $Line | Out-Null } catch { $Details = @($Details) + 'the custom field phaseout was not written' }",
      '  }',
    ],
  },
  {
    id: 'datto',
    about:
      'Datto RMM monitor component: 0 without alert, 1 with alert (found, or incomplete: the line says which)',
    exitCodes: { clean: 0, found: 1, incomplete: 1 },
    prints: 'markers',
  },
  {
    id: 'n-sight',
    about: 'N-able N-sight script check: 0 pass, 1001 found, 1003 incomplete (1 to 999 are reserved)',
    exitCodes: { clean: 0, found: 1001, incomplete: 1003 },
    prints: 'details',
  },
  {
    id: 'n-central',
    about: 'N-able N-central script: 0 clean, 1 found, 3 incomplete',
    exitCodes: usual,
    prints: 'details',
  },
  {
    id: 'connectwise',
    about: 'ConnectWise Automate or RMM script: 0 clean, 1 found, 3 incomplete; the last line is the result',
    exitCodes: usual,
    prints: 'details',
  },
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
    'line-if-found': "  if ($State -eq 'found') { Write-Output $Line }",
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
