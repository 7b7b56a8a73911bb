# Runs in a Windows guest, elevated, after everything that changes the image. Unpacks the bundle, scans the running guest,
# leaves the report and the exit code for the next steps, and removes the bundle. Ends with 0 also where something is
# found: Packer would stop otherwise before the report is brought out. finish.ps1 fails the build.
#   PHASEOUT_AUDIENCE, PHASEOUT_FAIL_ON   as --audience and --fail-on; empty adds no option
# NOT RUN on a real Windows yet. tar.exe is part of Windows 10 1803, Windows Server 2019 and later.
$ErrorActionPreference = 'Stop'
$tmp = 'C:\Windows\Temp'
$bundle = Join-Path $tmp 'phaseout-bundle.tar.gz'
$report = Join-Path $tmp 'phaseout-report.json'
$work = Join-Path $tmp ('phaseout-' + [guid]::NewGuid().ToString())
New-Item -ItemType Directory -Path $work | Out-Null
try {
  & tar.exe -xzf $bundle -C $work
  if ($LASTEXITCODE -ne 0) { throw "tar ended with $LASTEXITCODE" }
  $options = @('scan', "--output=json=$report")
  if ($env:PHASEOUT_AUDIENCE) { $options += "--audience=$env:PHASEOUT_AUDIENCE" }
  if ($env:PHASEOUT_FAIL_ON) { $options += "--fail-on=$env:PHASEOUT_FAIL_ON" }
  & (Join-Path $work 'node.exe') (Join-Path $work 'bin\phaseout.js') @options
  $code = $LASTEXITCODE
  if (-not (Test-Path $report)) { New-Item -ItemType File -Path $report | Out-Null }
  Set-Content -Path (Join-Path $tmp 'phaseout-exit-code') -Value $code -Encoding ascii
} finally {
  Remove-Item -Recurse -Force $work
  Remove-Item -Force $bundle
}
exit 0
