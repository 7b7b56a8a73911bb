/** Reading of the registry (64-bit view, read only) and of paths that it holds. */
export const reading = String.raw`
function Open-Hive {
  param([string]$Hive)
  try {
    if ($CanChooseView) {
      $View = 'Registry32'
      if ($Is64System) { $View = 'Registry64' }
      return [Microsoft.Win32.RegistryKey]::OpenBaseKey($Hive, $View)
    }
    if ($Is64System -and -not $Is64Process) {
      Add-Gap 'the 64-bit view of the registry cannot be opened by a 32-bit PowerShell 2.0'
      return $null
    }
    if ($Hive -eq 'Users') { return [Microsoft.Win32.Registry]::Users }
    return [Microsoft.Win32.Registry]::LocalMachine
  } catch {
    Add-Gap ('the registry cannot be opened: ' + $Hive)
    return $null
  }
}

$Machine = Open-Hive 'LocalMachine'
$Users = Open-Hive 'Users'

# Null where the key is not there; what may not be opened is a gap, and $Script:IsDenied says so.
function Open-Key {
  param($Parent, [string]$Path)
  $Script:IsDenied = $false
  if ($Parent -eq $null) { return $null }
  try {
    return $Parent.OpenSubKey($Path, $false)
  } catch {
    $Script:IsDenied = $true
    Add-Gap ('access denied: ' + $Path)
    return $null
  }
}

function Get-SubKeys {
  param($Key, [string]$Path)
  if ($Key -eq $null) { return }
  try { $Names = $Key.GetSubKeyNames() } catch { Add-Gap ('not listed: ' + $Path); return }
  if ($Names.Length -gt 50000) { Add-Gap ('more than 50000 keys, the others were not read: ' + $Path) }
  $Count = 0
  foreach ($Name in $Names) {
    $Count = $Count + 1
    if ($Count -gt 50000) { break }
    $Name
  }
}

function Get-Value {
  param($Key, [string]$Name)
  if ($Key -eq $null) { return $null }
  try {
    # The comma keeps bytes together: what a function returns is taken apart otherwise.
    return ,$Key.GetValue($Name, $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
  } catch {
    Add-Gap ('value not read: ' + $Name)
    return $null
  }
}

function Get-Text {
  param($Key, [string]$Name)
  $Value = Get-Value $Key $Name
  if ($Value -isnot [string]) { return '' }
  if ($Value.Length -gt 2048) { $Value = $Value.Substring(0, 2048) }
  return $Value.Trim()
}

function Close-Key {
  param($Key)
  if ($Key -ne $null) { $Key.Close() }
}

# Folders of this Windows, as a native program sees them.
$Windows = [string]$env:windir
$SystemDrive = [string]$env:SystemDrive
$ProgramFiles = [string]$env:ProgramW6432
if ($ProgramFiles -eq '') { $ProgramFiles = [string]$env:ProgramFiles }
$ProgramFiles86 = [string][Environment]::GetEnvironmentVariable('ProgramFiles(x86)')
if ($ProgramFiles86 -eq '') { $ProgramFiles86 = $ProgramFiles }
$ProgramData = [string]$env:ProgramData
if ($ProgramData -eq '') { $ProgramData = [string]$env:ALLUSERSPROFILE }
$Variables = @{
  'systemroot' = $Windows
  'windir' = $Windows
  'systemdrive' = $SystemDrive
  'programfiles' = $ProgramFiles
  'programw6432' = $ProgramFiles
  'programfiles(x86)' = $ProgramFiles86
  'programdata' = $ProgramData
  'allusersprofile' = $ProgramData
}

function Get-Expanded {
  param([string]$Text)
  $Expanded = $Text
  foreach ($Found in [regex]::Matches($Text, '%[^%]+%')) {
    $Name = $Found.Value.Substring(1, $Found.Value.Length - 2).ToLowerInvariant()
    if ($Variables.ContainsKey($Name)) { $Expanded = $Expanded.Replace($Found.Value, $Variables[$Name]) }
  }
  return $Expanded
}

# The program of a command line, as a path with backslashes.
function Get-Program {
  param([string]$Command)
  $Text = (Get-Expanded $Command).Trim()
  if ($Text.StartsWith('"')) {
    $Text = $Text.Substring(1)
    $End = $Text.IndexOf('"')
    if ($End -ge 0) { $Text = $Text.Substring(0, $End) }
  } else {
    $Found = [regex]::Match($Text, '(?i)\.(?:exe|sys|dll|com|bat|cmd|scr|cpl|ocx|msi|vbs|ps1|drv|efi|pif)(?=["\s,]|$)')
    if ($Found.Success) {
      $Text = $Text.Substring(0, $Found.Index + $Found.Length)
    } else {
      $Found = [regex]::Match($Text, '\s[-/]')
      if ($Found.Success) { $Text = $Text.Substring(0, $Found.Index) }
    }
  }
  $Text = $Text.Trim().Replace('/', '\')
  $Text = [regex]::Replace($Text, '(?i)^\\(?:\\\?|\?\?|DosDevices|GLOBAL\?\?)\\', '')
  if ([regex]::IsMatch($Text, '(?i)^\\SystemRoot\\')) { return $Windows + $Text.Substring(11) }
  if ([regex]::IsMatch($Text, '(?i)^(?:system32|syswow64|sysnative|inf|servicing)\\')) { return $Windows + '\' + $Text }
  if ([regex]::IsMatch($Text, '^\\[^\\]')) { return $SystemDrive + $Text }
  return $Text
}

# A 32-bit process is shown another System32.
function Get-Seen {
  param([string]$Path)
  if ($Is64System -and -not $Is64Process) {
    return [regex]::Replace($Path, '(?i)^([a-z]:\\windows)\\system32\\', '$1\Sysnative\')
  }
  return $Path
}
`;
