/** Files, folders and registry keys that the table names, with `*` and `?` inside names. */
export const markers = String.raw`
function Get-NameTest {
  param([string]$Name)
  return [regex]('(?is)^' + [regex]::Escape($Name).Replace('\*', '.*').Replace('\?', '.') + '\z')
}

# Names below a place that fit one name of a pattern.
function Get-Fitting {
  param($Names, [string]$Wanted)
  $Test = Get-NameTest $Wanted
  foreach ($Name in $Names) { if ($Test.IsMatch($Name)) { $Name } }
}

# A key that may not be opened is there, which is all that a marker needs; what is below it is not known.
function Read-KeyMarkers {
  param([string]$Pattern)
  $Parts = $Pattern.Split('/')
  if ($Parts[0] -ne 'hklm') { return }
  $Places = @('')
  for ($Index = 1; $Index -lt $Parts.Length; $Index++) {
    $Wanted = $Parts[$Index]
    $Next = New-Object System.Collections.ArrayList
    foreach ($Place in $Places) {
      $Prefix = ''
      if ($Place -ne '') { $Prefix = $Place + '\' }
      if ([regex]::IsMatch($Wanted, '[*?]')) {
        $Key = Open-Key $Machine $Place
        foreach ($Name in @(Get-Fitting @(Get-SubKeys $Key $Place) $Wanted)) { [void]$Next.Add($Prefix + $Name) }
        Close-Key $Key
      } else {
        $Key = Open-Key $Machine ($Prefix + $Wanted)
        if ($Key -ne $null -or ($IsDenied -and $Index -eq $Parts.Length - 1)) { [void]$Next.Add($Prefix + $Wanted) }
        Close-Key $Key
      }
      if ($Next.Count -gt 10000) { Add-Gap ('more than 10000 keys fit: ' + $Pattern); break }
    }
    $Places = @($Next.ToArray())
  }
  foreach ($Place in $Places) { Add-Item 'm' @{ 'f' = (Get-FoldedPath ('hklm\' + $Place)) } }
}

# Where this Windows has the folders that the rules name by their usual places.
$UsualFolders = @(
  @('c:/program files (x86)', $ProgramFiles86),
  @('c:/program files', $ProgramFiles),
  @('c:/programdata', $ProgramData),
  @('c:/windows', $Windows),
  @('c:', $SystemDrive)
)

function Read-FileMarkers {
  param([string]$Pattern)
  foreach ($Folder in $UsualFolders) {
    $Usual = $Folder[0]
    if ($Pattern -ne $Usual -and -not $Pattern.StartsWith($Usual + '/')) { continue }
    $Own = $Folder[1]
    if ($Own -eq '') { return }
    $Rest = $Pattern.Substring($Usual.Length).Trim('/')
    $Places = @('')
    foreach ($Wanted in $Rest.Split('/')) {
      $Next = New-Object System.Collections.ArrayList
      foreach ($Place in $Places) {
        if ([regex]::IsMatch($Wanted, '[*?]')) {
          $Names = @()
          try {
            if ([System.IO.Directory]::Exists($Own + $Place + '\')) {
              $Names = @([System.IO.Directory]::GetFileSystemEntries($Own + $Place + '\') | ForEach-Object { [System.IO.Path]::GetFileName($_) })
            }
          } catch { Add-Gap ('not listed: ' + $Own + $Place) }
          foreach ($Name in @(Get-Fitting $Names $Wanted)) { [void]$Next.Add($Place + '\' + $Name) }
        } else {
          $Path = $Own + $Place + '\' + $Wanted
          if ([System.IO.Directory]::Exists($Path) -or [System.IO.File]::Exists($Path)) { [void]$Next.Add($Place + '\' + $Wanted) }
        }
        if ($Next.Count -gt 10000) { Add-Gap ('more than 10000 files fit: ' + $Pattern); break }
      }
      $Places = @($Next.ToArray())
    }
    foreach ($Place in $Places) { Add-Item 'm' @{ 'f' = (Get-FoldedPath ($Usual + $Place)) } }
    return
  }
}
`;
