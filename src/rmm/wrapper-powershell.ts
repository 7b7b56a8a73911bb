import { rmmErrorLine } from './line.ts';
import type { RmmPlatform } from './platforms.ts';
import type { WrapperInput } from './wrapper.ts';

/**
 * The wrapper for Windows PowerShell 5.1 (and 2.0). ASCII alone, because without a mark it would be read in the code page
 * of the host; only what Constrained Language Mode allows, so that it can at least say that it could not look.
 */
export function powerShellWrapper({ platform, options, version, sha256 }: WrapperInput): string {
  const { id, name, exitCodes } = platform;
  const { clean, found, incomplete, error } = exitCodes;
  const codes = [...new Set(Object.values(exitCodes))].sort((a, b) => a - b);
  const isSilent = platform.prints === 'unless-clean';
  return `# phaseout ${version}: runs "phaseout rmm ${id}" and passes its line and exit code on.
# For: ${name}.
# Exit codes: ${clean} clean, ${found} found, ${incomplete} incomplete (never take it for clean), ${error} nothing was judged.
# Needs phaseout.exe in one of the places below, which nobody but administrators may write. Run it as SYSTEM.

$Arguments = @(${['rmm', id, ...options].map(quoted).join(', ')})
$Places = @(
  [string]$env:PHASEOUT_EXE,
  ([string]$env:ProgramW6432 + '\\phaseout\\phaseout.exe'),
  ([string]$env:ProgramFiles + '\\phaseout\\phaseout.exe')
)

function Exit-WithError {
  param([string]$Why)
  $Line = '${rmmErrorLine('')}; ' + [regex]::Replace($Why, '[^A-Za-z0-9 ._:,()-]', '?')
  if ($Line.Length -gt 255) { $Line = $Line.Substring(0, 252) + '...' }
${errorOutput(platform)}
  exit ${error}
}

# Whole paths only: PowerShell would look for a bare name elsewhere.
$Program = ''
foreach ($Place in $Places) {
  $IsWhole = [regex]::IsMatch($Place, '^([A-Za-z]:)?[\\\\/]')
  if ($Program -eq '' -and $IsWhole -and (Test-Path -LiteralPath $Place -PathType Leaf)) { $Program = $Place }
}
if ($Program -eq '') { Exit-WithError 'phaseout.exe was not found' }
${sha256 === undefined ? '' : hashCheck(sha256)}
# What the program writes to stderr must not become an error of this script.
$ErrorActionPreference = 'Continue'
$Code = -1
$Output = @()
try {
  $Output = @(& $Program $Arguments 2>$null)
  $Code = $LASTEXITCODE
} catch { Exit-WithError ('phaseout.exe could not be started: ' + [string]$_) }

# Stopped half-way, kept from starting, or another program of that name: never take it for clean.
$Said = ''
foreach ($Each in $Output) { if ([regex]::IsMatch([string]$Each, '^(phaseout=)?phaseout [A-Z]+[ :]')) { $Said = [string]$Each } }
if (-not (@(${codes.join(', ')}) -contains $Code)) { Exit-WithError ('phaseout.exe ended with ' + [string]$Code) }
if ($Said -eq ''${isSilent ? ' -and $Output.Count -gt 0' : ''}) { Exit-WithError 'phaseout.exe printed no line' }
${customField(platform)}foreach ($Each in $Output) { Write-Output ([string]$Each) }
exit $Code
`;
}

/** PowerShell 4 has a cmdlet for it, which Constrained Language Mode allows; older ones ask .NET. */
function hashCheck(sha256: string): string {
  return `
# Only the program that was meant is started.
$Hash = ''
try {
  if (Get-Command 'Get-FileHash' -ErrorAction SilentlyContinue) {
    $Hash = [string](Get-FileHash -LiteralPath $Program -Algorithm SHA256).Hash
  } else {
    $Stream = [System.IO.File]::OpenRead($Program)
    $Bytes = (New-Object System.Security.Cryptography.SHA256Managed).ComputeHash($Stream)
    $Stream.Close()
    foreach ($Byte in $Bytes) { $Hash = $Hash + $Byte.ToString('x2') }
  }
} catch { Exit-WithError 'the check sum of phaseout.exe could not be computed' }
if ($Hash -ne '${sha256}') { Exit-WithError 'phaseout.exe is another file than the one that was meant (SHA-256)' }
`;
}

function errorOutput({ prints }: RmmPlatform): string {
  if (prints !== 'markers') return '  Write-Output $Line';
  return [
    "'<-Start Result->'",
    "('phaseout=' + $Line)",
    "'<-End Result->'",
    "'<-Start Diagnostic->'",
    "'<-End Diagnostic->'",
  ]
    .map((text) => `  Write-Output ${text}`)
    .join('\n');
}

/** What NinjaOne wants done with the line beside printing it. */
function customField({ id }: RmmPlatform): string {
  if (id !== 'ninjaone') return '';
  return `# The custom field of that name, where there is one and the automation may write it.
if (Get-Command 'Ninja-Property-Set' -ErrorAction SilentlyContinue) {
  try { Ninja-Property-Set 'phaseout' $Said | Out-Null } catch { Write-Output 'the custom field phaseout was not written' }
}
`;
}

/** A string in which PowerShell looks for nothing (no quotes come here, see wrapper.ts); beyond ASCII by its code units. */
function quoted(word: string): string {
  const parts = word
    .split(/([^\x20-\x7e])/)
    .filter((part) => part !== '')
    .map((part) => (/[^\x20-\x7e]/.test(part) ? `[char]0x${part.charCodeAt(0).toString(16)}` : `'${part}'`));
  if (parts.length === 0) return "''";
  return parts.length === 1 && parts[0]?.startsWith("'") ? parts[0] : `('' + ${parts.join(' + ')})`;
}
