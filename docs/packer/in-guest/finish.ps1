# Last step in a Windows guest: removes what scan.ps1 left, and ends with the exit code of phaseout.
# NOT RUN on a real Windows yet.
$ErrorActionPreference = 'Stop'
$tmp = 'C:\Windows\Temp'
$codeFile = Join-Path $tmp 'phaseout-exit-code'
$code = [int](Get-Content $codeFile)
Remove-Item -Force $codeFile
Remove-Item -Force (Join-Path $tmp 'phaseout-report.json')
exit $code
