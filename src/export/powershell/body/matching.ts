/** Reads the table and holds every item against the tests of its kind. */
export const matching = String.raw`
$Products = New-Object System.Collections.ArrayList
$Signatures = New-Object System.Collections.ArrayList
$Probes = New-Object System.Collections.ArrayList
$Pieces = New-Object System.Collections.ArrayList
$ByKind = @{}
foreach ($Kind in @('s', 'v', 'p', 'f', 'c', 'm', 'x')) { $ByKind[$Kind] = New-Object System.Collections.ArrayList }

# A piece that stands in several lines is written once and named by its number.
function Get-Piece {
  param([string]$Text)
  if ($Text.StartsWith('%')) { return [string]$Pieces[[int]$Text.Substring(1)] }
  return $Text
}

# Tests: the letter of a field, then ! (empty), ? (not empty) or a regular expression.
function Get-Tests {
  param([string]$Text)
  $Tests = New-Object System.Collections.ArrayList
  foreach ($Part in $Text.Split('&')) {
    $Test = Get-Piece $Part
    if ($Test -eq '') { continue }
    $How = $Test.Substring(1)
    $Regex = $null
    if ($How -ne '!' -and $How -ne '?') {
      $Long = $How.Replace('<', '(?<![\p{L}\p{N}])').Replace('>', '(?![\p{L}\p{N}])').Replace('_', '[^\p{L}\p{N}]+')
      $Long = $Long.Replace('@', 'c:/program files(?: \(x86\))?/').Replace('#', 'hklm/software/(?:wow6432node/)?')
      $Long = $Long.Replace('~', '(?:[\ud800-\udbff][\udc00-\udfff]|.)')
      $Regex = New-Object System.Text.RegularExpressions.Regex -ArgumentList $Long, 'IgnoreCase, Singleline, CultureInvariant'
      $How = '='
    }
    [void]$Tests.Add(@{ 'field' = $Test.Substring(0, 1); 'how' = $How; 'regex' = $Regex })
  }
  return ,$Tests
}

# Both places that a mark at the beginning of a path stands for.
function Get-Starts {
  param([string]$Path)
  $Rest = $Path.Substring(1)
  if ($Path.StartsWith('@')) { 'c:/program files/' + $Rest; 'c:/program files (x86)/' + $Rest }
  elseif ($Path.StartsWith('#')) { 'hklm/software/' + $Rest; 'hklm/software/wow6432node/' + $Rest }
  else { $Path }
}

function Add-Entry {
  param([string]$Kinds, $Entry)
  foreach ($Letter in $Kinds.ToCharArray()) { [void]$ByKind[[string]$Letter].Add($Entry) }
}

function Read-Table {
  foreach ($Line in $Table.Split([char]10)) {
    $Part = $Line.Trim().Split(';')
    switch ($Part[0]) {
      'D' { [void]$Pieces.Add($Part[1]) }
      'M' {
        foreach ($Start in (Get-Starts $Part[1])) {
          $Path = [regex]::Unescape($Start)
          if ($Path.StartsWith('hk')) { Read-KeyMarkers $Path } else { Read-FileMarkers $Path }
        }
      }
      'H' {
        $Probe = @{ 'tests' = (Get-Tests $Part[2]); 'rows' = (New-Object System.Collections.ArrayList); 'same' = @() }
        [void]$Probes.Add($Probe)
        Add-Entry $Part[1] $Probe
      }
      'P' {
        [void]$Products.Add(@{
          'id' = $Part[1]; 'name' = [regex]::Unescape($Part[2]); 'type' = $Part[3]; 'vendor' = $Part[4]
          'number' = [string]$Products.Count; 'own' = (New-Object System.Collections.ArrayList); 'status' = ''; 'confidence' = ''; 'runs' = $false
        })
      }
      'S' {
        $Signature = @{
          'id' = (Get-Piece $Part[1]); 'product' = $Products[$Products.Count - 1]; 'proof' = $Part[3].Substring(0, 1); 'confidence' = $Part[3].Substring(1)
          'tests' = (Get-Tests $Part[4]); 'same' = (New-Object System.Collections.ArrayList); 'beside' = @(); 'unless' = @(); 'owners' = @()
          'rows' = (New-Object System.Collections.ArrayList)
        }
        for ($Index = 5; $Index -lt $Part.Length; $Index++) {
          $Piece = Get-Piece $Part[$Index]
          $Rest = $Piece.Substring(1)
          switch ($Piece.Substring(0, 1)) {
            '+' { [void]$Signature['same'].Add(@{ 'tests' = (Get-Tests $Rest); 'wanted' = $true }) }
            '-' { [void]$Signature['same'].Add(@{ 'tests' = (Get-Tests $Rest); 'wanted' = $false }) }
            'b' { $Signature['beside'] = @($Signature['beside']) + @([int]$Rest) }
            'u' { $Signature['unless'] = @($Signature['unless']) + @([int]$Rest) }
            'o' { $Signature['owners'] = @($Rest.Split(',')) }
          }
        }
        [void]$Signatures.Add($Signature)
        Add-Entry $Part[2] $Signature
      }
    }
  }
}

function Test-Item {
  param($Item, $Tests)
  foreach ($Test in $Tests) {
    $Text = [string]$Item[$Test['field']]
    if ($Test['how'] -eq '!') { if ($Text -ne '') { return $false } }
    elseif ($Text -eq '') { return $false }
    elseif ($Test['how'] -eq '=' -and -not $Test['regex'].IsMatch($Text)) { return $false }
  }
  return $true
}

function Find-Matches {
  foreach ($Item in $Items) {
    foreach ($Entry in $ByKind[$Item['kind']]) {
      # The first test stands here, not behind a call: nearly every item ends at it.
      $First = $Entry['tests'][0]
      if ($First['how'] -eq '=' -and -not $First['regex'].IsMatch([string]$Item[$First['field']])) { continue }
      if (-not (Test-Item $Item $Entry['tests'])) { continue }
      $Fits = $true
      foreach ($Same in $Entry['same']) {
        if ((Test-Item $Item $Same['tests']) -ne $Same['wanted']) { $Fits = $false; break }
      }
      if ($Fits) { [void]$Entry['rows'].Add($Item) }
    }
  }
}

# Whether an item other than this one fits a condition.
function Test-Another {
  param([int]$Number, $Item)
  foreach ($Row in $Probes[$Number]['rows']) { if ($Row['row'] -ne $Item['row']) { return $true } }
  return $false
}

# Rows of which the conditions on other items hold, as evidence of their product.
function Add-Evidence {
  foreach ($Signature in $Signatures) {
    foreach ($Row in $Signature['rows']) {
      $Holds = $true
      foreach ($Number in $Signature['beside']) { if (-not (Test-Another $Number $Row)) { $Holds = $false } }
      foreach ($Number in $Signature['unless']) { if (Test-Another $Number $Row) { $Holds = $false } }
      if (-not $Holds) { continue }
      $Proof = $Signature['proof']
      if ($Proof -eq 'i' -and ([bool]$Row['gone'] -or ($Signature['product']['type'] -eq 'C' -and $Signature['owners'].Length -gt 0))) { $Proof = 'p' }
      [void]$Signature['product']['own'].Add(@{
        'signature' = $Signature; 'proof' = $Proof; 'confidence' = $Signature['confidence']; 'runs' = [bool]$Row['runs']; 'gone' = [bool]$Row['gone']; 'item' = $Row
      })
    }
  }
}
`;
