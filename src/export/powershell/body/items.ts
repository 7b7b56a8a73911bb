/** What the script looks at, each thing with its fields folded: by the letters of the table. */
export const items = String.raw`
$Items = New-Object System.Collections.ArrayList

function Add-Item {
  param([string]$Kind, $Fields)
  $Fields['kind'] = $Kind
  $Fields['row'] = $Items.Count
  [void]$Items.Add($Fields)
}

function Read-Programs {
  param($Hive, [string]$Path)
  $List = Open-Key $Hive $Path
  if ($List -eq $null -and $Path.StartsWith('SOFTWARE\Microsoft')) { Add-Gap 'the list of installed programs is not there' }
  foreach ($Name in @(Get-SubKeys $List $Path)) {
    $Key = Open-Key $List $Name
    if ($Key -eq $null) { continue }
    $Shown = Get-Text $Key 'DisplayName'
    if ($Shown -eq '') { $Shown = $Name }
    $Code = [regex]::Match($Name, '(?i)^(?:InstallWIX_)?(\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\})$')
    $Version = Get-Text $Key 'DisplayVersion'
    Add-Item 's' @{
      'n' = (Get-Folded $Shown)
      'p' = (Get-Folded (Get-Text $Key 'Publisher'))
      'v' = (Get-Folded $Version)
      'f' = (Get-FoldedPath ((Get-Text $Key 'InstallLocation').Trim('"')))
      'k' = (Get-Folded ($Code.Groups[1].Value))
      'version' = (Get-Plain $Version 40)
    }
    Close-Key $Key
  }
  Close-Key $List
}

# Who claims to have made a program: its version text, and of a driver the certificate in its signature. Nothing is verified.
function Get-Maker {
  param([string]$File)
  try { return [string][System.Diagnostics.FileVersionInfo]::GetVersionInfo($File).CompanyName } catch { return '' }
}

function Get-Signer {
  param([string]$File)
  try {
    $Signed = [System.Security.Cryptography.X509Certificates.X509Certificate]::CreateFromSignedFile($File)
    $Certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList $Signed
    return [string]$Certificate.GetNameInfo('SimpleName', $false)
  } catch { return '' }
}

function Read-Filters {
  param($Key, [string]$Name)
  foreach ($Place in @('Instances', 'Parameters\Instances')) {
    $List = Open-Key $Key $Place
    foreach ($Instance in @(Get-SubKeys $List $Place)) {
      $One = Open-Key $List $Instance
      Add-Item 'f' @{
        'n' = (Get-Folded $Name)
        'd' = (Get-Folded $Instance)
        'h' = (Get-Folded (Get-Text $One 'Altitude'))
      }
      Close-Key $One
    }
    Close-Key $List
  }
}

function Read-Services {
  $Running = @{}
  try {
    foreach ($Service in @(Get-Service -ErrorAction SilentlyContinue)) {
      if ([string]$Service.Status -eq 'Running') { $Running[[string]$Service.Name] = $true }
    }
  } catch { Add-Gap 'what runs is not known: the services were not listed' }
  $Path = 'SYSTEM\CurrentControlSet\Services'
  $List = Open-Key $Machine $Path
  if ($List -eq $null) { Add-Gap 'the list of services and drivers is not there' }
  foreach ($Name in @(Get-SubKeys $List $Path)) {
    $Key = Open-Key $List $Name
    if ($Key -eq $null) { continue }
    Read-Filters $Key $Name
    $Type = Get-Value $Key 'Type'
    if ($Type -isnot [int] -or ($Type -band 0x3f) -eq 0) { Close-Key $Key; continue }
    $IsDriver = (($Type -band 0x30) -eq 0)
    $Image = Get-Text $Key 'ImagePath'
    if ($IsDriver -and $Image -eq '') { $Image = 'System32\drivers\' + $Name + '.sys' }
    $File = Get-Program $Image
    if (-not $IsDriver -and [regex]::IsMatch($File, '(?i)\\(?:svchost|lsass|dllhost)\.exe$')) {
      $Parameters = Open-Key $Key 'Parameters'
      $Library = Get-Text $Parameters 'ServiceDll'
      if ($Library -eq '') { $Library = Get-Text $Key 'ServiceDll' }
      if ($Library -ne '') { $File = Get-Program $Library }
      Close-Key $Parameters
    }
    $Seen = Get-Seen $File
    $IsThere = [System.IO.File]::Exists($Seen)
    $Maker = ''
    $Signer = ''
    if ($IsThere -and ($IsDriver -or -not [regex]::IsMatch($File, '(?i)\\(?:system32|syswow64)\\[^\\]+$'))) {
      $Maker = Get-Maker $Seen
      if ($IsDriver -and -not $Maker.StartsWith('Microsoft')) { $Signer = Get-Signer $Seen }
    }
    $IsRunning = (-not $IsDriver -and $Running.ContainsKey($Name))
    Add-Item 'v' @{
      'n' = (Get-Folded $Name)
      'd' = (Get-Folded (Get-Text $Key 'DisplayName'))
      'f' = (Get-FoldedPath $File)
      'p' = (Get-Folded $Maker)
      'g' = (Get-Folded $Signer)
      'runs' = $IsRunning
      'gone' = (-not $IsThere -and -not $IsRunning -and [regex]::IsMatch($File, '^[A-Za-z]:\\'))
    }
    Close-Key $Key
  }
  Close-Key $List
}

function Read-Processes {
  try { $Running = @(Get-Process -ErrorAction SilentlyContinue) } catch { Add-Gap 'running programs were not listed'; return }
  foreach ($Process in $Running) {
    $Path = ''
    try { $Path = [string]$Process.Path } catch { $Path = '' }
    $Name = [string]$Process.ProcessName + '.exe'
    if ($Path -ne '') { $Name = $Path.Substring($Path.LastIndexOf('\') + 1) }
    Add-Item 'p' @{ 'n' = (Get-Folded $Name); 'f' = (Get-FoldedPath $Path); 'runs' = $true }
  }
}

# An entry of a store is a list of properties: number, 1, length, bytes. Number 32 is the certificate.
function Read-Certificates {
  param($Hive, [string]$Place)
  foreach ($Store in @('ROOT', 'CA', 'TrustedPublisher')) {
    $Path = $Place + '\' + $Store + '\Certificates'
    $List = Open-Key $Hive $Path
    foreach ($Name in @(Get-SubKeys $List $Path)) {
      $Key = Open-Key $List $Name
      $Blob = Get-Value $Key 'Blob'
      Close-Key $Key
      if ($Blob -isnot [byte[]]) { continue }
      try {
        $At = 0
        while ($At + 12 -le $Blob.Length) {
          $Number = [BitConverter]::ToInt32($Blob, $At)
          $Length = [BitConverter]::ToInt32($Blob, $At + 8)
          if ($Length -lt 0 -or $At + 12 + $Length -gt $Blob.Length) { break }
          if ($Number -eq 32) {
            $Bytes = New-Object 'byte[]' $Length
            [Array]::Copy($Blob, $At + 12, $Bytes, 0, $Length)
            $Certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (,$Bytes)
            Add-Item 'c' @{ 'n' = (Get-Folded ($Certificate.GetNameInfo('SimpleName', $false))) }
            break
          }
          $At = $At + 12 + $Length
        }
      } catch { Add-Gap ('certificate not read: ' + $Path + '\' + $Name) }
    }
    Close-Key $List
  }
}

function Read-SecurityCenter {
  foreach ($Part in @('Av', 'Fw', 'As')) {
    $Path = 'SOFTWARE\Microsoft\Security Center\Provider\' + $Part
    $List = Open-Key $Machine $Path
    foreach ($Name in @(Get-SubKeys $List $Path)) {
      $Key = Open-Key $List $Name
      $Shown = Get-Text $Key 'DISPLAYNAME'
      if ($Shown -eq '') { $Shown = $Name }
      Add-Item 'x' @{ 'n' = (Get-Folded $Shown); 'f' = (Get-FoldedPath (Get-Program (Get-Text $Key 'PRODUCTEXE'))) }
      Close-Key $Key
    }
    Close-Key $List
  }
}
`;
