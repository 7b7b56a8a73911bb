/** The order of the work, and what is printed; `subject` is what the rules look for, in any characters. */
export function main(subject: string): string {
  return String.raw`
function Get-Host64 {
  $Bits = '32-bit'
  if ($Is64Process) { $Bits = '64-bit' }
  $System = '32-bit'
  if ($Is64System) { $System = '64-bit' }
  return $Bits + ' PowerShell ' + [string]$PSVersionTable.PSVersion.Major + ' on ' + $System + ' Windows'
}

function Read-Everything {
  $Below = 'Microsoft\Windows\CurrentVersion\Uninstall'
  Read-Programs $Machine ('SOFTWARE\' + $Below)
  if ($Is64System) { Read-Programs $Machine ('SOFTWARE\WOW6432Node\' + $Below) }
  Read-Services
  Read-Processes
  Read-SecurityCenter
  foreach ($Place in @('SOFTWARE\Microsoft\SystemCertificates', 'SOFTWARE\Policies\Microsoft\SystemCertificates', 'SOFTWARE\Microsoft\EnterpriseCertificates')) {
    Read-Certificates $Machine $Place
  }
  $Loaded = @{}
  foreach ($Sid in @(Get-SubKeys $Users 'HKEY_USERS')) {
    if (-not [regex]::IsMatch($Sid, '^S-1-(?:5-21|12-1)-[0-9-]+$')) { continue }
    $Loaded[$Sid] = $true
    Read-Programs $Users ($Sid + '\Software\' + $Below)
    Read-Certificates $Users ($Sid + '\Software\Microsoft\SystemCertificates')
    Read-Certificates $Users ($Sid + '\Software\Policies\Microsoft\SystemCertificates')
  }
  $Path = 'SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList'
  $List = Open-Key $Machine $Path
  foreach ($Sid in @(Get-SubKeys $List $Path)) {
    if ([regex]::IsMatch($Sid, '^S-1-(?:5-21|12-1)-[0-9-]+$') -and -not $Loaded.ContainsKey($Sid)) { $Script:NotLoaded = $NotLoaded + 1 }
  }
  Close-Key $List
}

$NotLoaded = 0
try {
  if ($Machine -eq $null) { Add-Gap 'HKEY_LOCAL_MACHINE was not read' }
  Read-Everything
  Read-Table
  Find-Matches
  Add-Evidence
  Set-Findings
} catch {
  Add-Gap ('the script stopped: ' + [string]$_)
}

$Details = New-Object System.Collections.ArrayList
$Names = New-Object System.Collections.ArrayList
$Counts = @{ 'active' = 0; 'installed' = 0; 'residue' = 0 }
foreach ($Status in @('active', 'installed', 'residue')) {
  foreach ($Product in $Products) {
    if ($Product['status'] -ne $Status) { continue }
    $Counts[$Status] = $Counts[$Status] + 1
    $Name = (Get-Plain ($Product['name'] + ' ' + (Get-Version $Product)) 90).Trim()
    [void]$Names.Add($Name + ' (' + $Status + ')')
    $Ids = @{}
    foreach ($Each in $Product['own']) { $Ids[$Each['signature']['id']] = $true }
    [void]$Details.Add($Status + ' ' + $Product['confidence'] + ': ' + $Name + ' [' + $Product['id'] + '] ' + [string]::Join(', ', @($Ids.Keys | Sort-Object)))
  }
}
foreach ($Gap in $Gaps) { [void]$Details.Add('not read: ' + $Gap) }
if ($NotLoaded -gt 0) { [void]$Details.Add('not looked at: ' + [string]$NotLoaded + ' user profiles that are not loaded') }

$State = 'clean'
$Word = 'CLEAN: no ${inQuotes(subject)} found'
if ($Names.Count -gt 0) {
  $State = 'found'
  $Word = 'FOUND ' + [string]$Names.Count + ': ' + (Get-Plain ([string]::Join(', ', @($Names.ToArray()))) 110)
} elseif ($Gaps.Count -gt 0) {
  $State = 'incomplete'
  $Word = 'INCOMPLETE: nothing found'
}
$Coverage = 'complete'
if ($Gaps.Count -gt 0) { $Coverage = [string]$Gaps.Count + ' places not read' }
if ($NotLoaded -gt 0) { $Coverage = $Coverage + ', ' + [string]$NotLoaded + ' profiles not loaded' }
$Line = 'phaseout ' + $Word + '; ' + $Coverage + '; rules ' + $Rules + '; ' + (Get-Host64)
if ($Line.Length -gt 255) { $Line = $Line.Substring(0, 252) + '...' }
Exit-With $State $Line @($Details.ToArray())
`;
}

/** Text within single quotes of PowerShell, in printable ASCII as all of the script. */
function inQuotes(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').replaceAll("'", "''");
}
