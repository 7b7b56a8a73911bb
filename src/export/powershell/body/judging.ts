/** What the evidence amounts to, as the program judges it (src/match/judge.ts, share-components.ts). */
export const judging = `
# Weak signs count only in pairs of different ones.
function Get-Verdict {
  param($Held)
  $Strong = @{ 'i' = ''; 'p' = '' }
  $Weak = @{ 'i' = @{}; 'p' = @{} }
  foreach ($Each in $Held) {
    $Proof = $Each['proof']
    if ($Proof -ne 'i' -and $Proof -ne 'p') { continue }
    if ($Each['confidence'] -eq 'w') { $Weak[$Proof][$Each['signature']['id']] = $true }
    elseif ($Each['confidence'] -eq 'c') { $Strong[$Proof] = 'confirmed' }
    elseif ($Strong[$Proof] -eq '') { $Strong[$Proof] = 'probable' }
  }
  if ($Strong['i'] -ne '') { return @{ 'status' = 'installed'; 'confidence' = $Strong['i'] } }
  if ($Weak['i'].Count -ge 2) { return @{ 'status' = 'installed'; 'confidence' = 'probable' } }
  if ($Strong['p'] -ne '') { return @{ 'status' = 'residue'; 'confidence' = $Strong['p'] } }
  if ($Weak['i'].Count + $Weak['p'].Count -ge 2) { return @{ 'status' = 'residue'; 'confidence' = 'probable' } }
  return @{ 'status' = ''; 'confidence' = '' }
}

function Test-Runs {
  param($Held)
  foreach ($Each in $Held) { if ($Each['runs']) { return $true } }
  return $false
}

function Set-Verdict {
  param($Product, $Held)
  $Verdict = Get-Verdict $Held
  $Product['status'] = $Verdict['status']
  $Product['confidence'] = $Verdict['confidence']
}

# Products that share a part: those that are named, or every one of the same vendor.
function Test-Owner {
  param($Product, $Part)
  $Owners = $Part['signature']['owners']
  if ($Owners -contains $Product['number']) { return $true }
  return ($Owners -contains '*' -and $Product['vendor'] -eq $Part['product']['vendor'] -and $Product['type'] -ne 'C')
}

function Get-Owners {
  param($Part, [string]$Status)
  foreach ($Product in $Products) {
    if ($Product['type'] -eq 'C' -or $Product['status'] -eq '') { continue }
    if ($Status -ne '' -and $Product['status'] -ne $Status) { continue }
    if (Test-Owner $Product $Part) { $Product }
  }
}

# Parts that several products share, each with its evidence.
function Get-Parts {
  foreach ($Product in $Products) {
    if ($Product['type'] -ne 'C') { continue }
    $Parts = @{}
    $Order = New-Object System.Collections.ArrayList
    foreach ($Each in $Product['own']) {
      $Id = $Each['signature']['id']
      if (-not $Parts.ContainsKey($Id)) {
        $Parts[$Id] = @{ 'product' = $Product; 'signature' = $Each['signature']; 'held' = (New-Object System.Collections.ArrayList); 'given' = $false }
        [void]$Order.Add($Parts[$Id])
      }
      [void]$Parts[$Id]['held'].Add($Each)
    }
    foreach ($Part in $Order) { $Part }
  }
}

# The engine of another vendor's product: a living sign of that product beside a part that nobody installed explains.
function Set-Integrations {
  param($Parts)
  $Free = New-Object System.Collections.ArrayList
  foreach ($Part in $Parts) { if (@(Get-Owners $Part 'installed').Length -eq 0) { [void]$Free.Add($Part) } }
  foreach ($Product in $Products) {
    if ($Product['type'] -ne 'I' -or $Product['status'] -eq 'installed') { continue }
    $HasSign = $false
    foreach ($Each in $Product['own']) { if ($Each['proof'] -eq 's' -and -not $Each['gone']) { $HasSign = $true } }
    if (-not $HasSign) { continue }
    $Engine = New-Object System.Collections.ArrayList
    foreach ($Part in $Free) {
      if (Test-Owner $Product $Part) { foreach ($Each in $Part['held']) { [void]$Engine.Add($Each) } }
    }
    $Verdict = Get-Verdict $Engine
    if ($Verdict['status'] -ne '') { $Product['status'] = 'installed'; $Product['confidence'] = 'probable' }
  }
}

function Set-Findings {
  foreach ($Product in $Products) {
    if ($Product['type'] -eq 'C') { continue }
    Set-Verdict $Product $Product['own']
    $Product['runs'] = (Test-Runs $Product['own'])
  }
  $Parts = @(Get-Parts)
  Set-Integrations $Parts
  $Lent = New-Object System.Collections.ArrayList
  foreach ($Part in $Parts) {
    $Heirs = @(Get-Owners $Part 'installed')
    if ($Heirs.Length -gt 0 -and (Test-Runs $Part['held'])) {
      $IsExplained = $false
      foreach ($Heir in $Heirs) { if ($Heir['runs']) { $IsExplained = $true } }
      if (-not $IsExplained) { foreach ($Heir in $Heirs) { [void]$Lent.Add($Heir) } }
    }
    if (@(Get-Owners $Part '').Length -gt 0) { $Part['given'] = $true }
  }
  foreach ($Heir in $Lent) { $Heir['runs'] = $true }
  foreach ($Product in $Products) {
    if ($Product['type'] -ne 'C') { continue }
    $Left = New-Object System.Collections.ArrayList
    foreach ($Part in $Parts) {
      if ($Part['product']['id'] -eq $Product['id'] -and -not $Part['given']) { foreach ($Each in $Part['held']) { [void]$Left.Add($Each) } }
    }
    Set-Verdict $Product $Left
    $Product['runs'] = (Test-Runs $Left)
  }
  foreach ($Product in $Products) { if ($Product['status'] -eq 'installed' -and $Product['runs']) { $Product['status'] = 'active' } }
}

# The version of the entry that proves the installation best; the first of equals.
function Get-Version {
  param($Product)
  $Best = ''
  $Rank = 9
  foreach ($Each in $Product['own']) {
    $Version = [string]$Each['item']['version']
    if ($Version -eq '') { continue }
    $Own = 4
    if ($Each['proof'] -eq 'i') { $Own = 'cpw'.IndexOf($Each['confidence']) }
    if ($Own -lt $Rank) { $Best = $Version; $Rank = $Own }
  }
  return $Best
}
`;
