/**
 * The beginning of the script: what it needs of the language, gaps, and text that is safe to print. For Windows
 * PowerShell 2.0 and later: no classes, no ternaries, no `-in`, nothing that .NET 2.0 lacks.
 */
export const start = String.raw`
$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'
$MyPath = $MyInvocation.MyCommand.Path

# Constrained Language Mode forbids the calls below: nothing can be seen, so nothing may be called clean.
$Mode = [string]$ExecutionContext.SessionState.LanguageMode
if ($Mode -ne '' -and $Mode -ne 'FullLanguage') {
  Exit-With 'incomplete' ('phaseout INCOMPLETE: PowerShell runs in ' + $Mode + ' here (application control), nothing was read; rules ' + $Rules) @()
}

$Is64Process = ([IntPtr]::Size -eq 8)
$Is64System = ($Is64Process -or [string]$env:PROCESSOR_ARCHITEW6432 -ne '')
$CanChooseView = ([Microsoft.Win32.RegistryKey].GetMethod('OpenBaseKey') -ne $null)

# A 32-bit PowerShell 2.0 cannot open the 64-bit view: the 64-bit one is started in its place.
if ($Is64System -and -not $Is64Process -and -not $CanChooseView) {
  $Native = $env:windir + '\Sysnative\WindowsPowerShell\v1.0\powershell.exe'
  if ([System.IO.File]::Exists($Native) -and [string]$MyPath -ne '') {
    & $Native -NoProfile -NonInteractive -ExecutionPolicy Bypass -File $MyPath
    exit $LASTEXITCODE
  }
}

$Gaps = New-Object System.Collections.ArrayList

function Add-Gap {
  param([string]$Text)
  $Plain = Get-Plain $Text 160
  if ($Gaps.Count -lt 100 -and -not $Gaps.Contains($Plain)) { [void]$Gaps.Add($Plain) }
}

# What the registry says may hold anything: only marks that no console, log, field or shell takes for its own leave this script.
function Get-Plain {
  param([string]$Text, [int]$Most)
  $Plain = [regex]::Replace($Text.Replace('\', '/'), '[^A-Za-z0-9 ._+()/:,@#-]', '?')
  if ($Plain.Length -gt $Most) { $Plain = $Plain.Substring(0, $Most - 3) + '...' }
  return $Plain
}

# Case, spaces and invisible characters do not count when texts are compared.
function Get-Folded {
  param([string]$Text)
  $Folded = $Text
  if ($Folded.Length -gt 4096) {
    $Folded = $Folded.Substring(0, 3072) + [char]0 + $Folded.Substring($Folded.Length - 1023)
  }
  if ([regex]::IsMatch($Folded, '[^\x00-\x7e]')) {
    try { $Folded = $Folded.Normalize() } catch { $Folded = [regex]::Replace($Folded, '[\ud800-\udfff]', '?') }
    $Folded = [regex]::Replace([regex]::Replace($Folded, '\p{Cf}', ''), '\p{Zs}', ' ')
    $Folded = $Folded.ToLowerInvariant().ToUpperInvariant()
  }
  return $Folded.ToLowerInvariant()
}

function Get-FoldedPath {
  param([string]$Text)
  return (Get-Folded $Text).Replace('\', '/')
}
`;
