/** What a run came to, as far as exit codes tell it. `error`: nothing was judged at all. */
export const rmmStates = ['clean', 'found', 'incomplete', 'error'] as const;
/** One of {@link rmmStates}. */
export type RmmState = (typeof rmmStates)[number];

/** A platform that runs commands on endpoints, and how it reads what they leave. Data: nothing here does anything. */
export interface RmmPlatform {
  readonly id: string;
  readonly name: string;
  readonly exitCodes: Readonly<Record<RmmState, number>>;
  /** `line`: the line alone, last of all. `markers`: between Datto's markers. `unless-clean`: nothing where it is clean. */
  readonly prints: 'line' | 'markers' | 'unless-clean';
  /** What the platform does with exit code and output, in a sentence for the documentation. */
  readonly reads: string;
  /** How far that is known: from the vendor's documentation, from others who use it, or not at all. */
  readonly basis: 'vendor' | 'third party' | 'not verified';
  readonly source: string;
}

const usual = { clean: 0, found: 1, incomplete: 3, error: 2 } as const;

/** Every platform of `phaseout rmm`, in the order of the help. Nothing was tried on a platform itself. */
export const rmmPlatforms: readonly RmmPlatform[] = [
  {
    id: 'intune',
    name: 'Microsoft Intune, detection script of a remediation',
    exitCodes: { clean: 0, found: 1, incomplete: 1, error: 1 },
    prints: 'line',
    reads:
      '0 is "without issues", 1 runs the remediation; the last line of the output is kept, at most 2,048 characters; anything on stderr disturbs it, so nothing is written there',
    basis: 'third party',
    source:
      'IntuneScriptLab (PowerShell Gallery), measured on devices; the states are those of Microsoft Graph, runState',
  },
  {
    id: 'intune-win32',
    name: 'Microsoft Intune, detection rule of a Win32 app',
    exitCodes: { clean: 0, found: 0, incomplete: 3, error: 3 },
    prints: 'unless-clean',
    reads:
      'exit code 0 with output and nothing on stderr is "installed", everything else "not installed": there is no third answer, so what could not be seen shows as not installed',
    basis: 'third party',
    source: 'IntuneScriptLab (PowerShell Gallery), measured on devices',
  },
  {
    id: 'ninjaone',
    name: 'NinjaOne, script result condition or custom field',
    exitCodes: usual,
    prints: 'line',
    reads:
      'a condition compares the output, upper and lower case told apart; a script puts the line into a custom field, for which the automation needs the right to write',
    basis: 'vendor',
    source: 'ninjaone.com/docs: custom fields; compound policy conditions. Exit codes: not verified',
  },
  {
    id: 'datto',
    name: 'Datto RMM, monitor component',
    exitCodes: { clean: 0, found: 1, incomplete: 1, error: 1 },
    prints: 'markers',
    reads:
      '0 raises no alert, anything else does; the result is one line NAME=TEXT between <-Start Result-> and <-End Result->, details between <-Start Diagnostic-> and <-End Diagnostic->',
    basis: 'third party',
    source:
      'public monitor components on GitHub that agree on the markers; rmm.datto.com, Scripting, for the rest',
  },
  {
    id: 'n-sight',
    name: 'N-able N-sight RMM, script check',
    exitCodes: { clean: 0, found: 1001, incomplete: 1003, error: 1002 },
    prints: 'line',
    reads:
      '0 passes, anything else fails; 1 to 999 are reserved and above 1000 the output is shown; at most 10,000 characters. Outside Windows an exit code has eight bits: 1001 arrives as 233',
    basis: 'vendor',
    source: 'documentation.n-able.com/remote-management/userguide/Content/script_guide_return.htm',
  },
  {
    id: 'n-central',
    name: 'N-able N-central, script or Automation Manager policy',
    exitCodes: usual,
    prints: 'line',
    reads:
      'a custom service turns a text that the output contains into a state: look for "phaseout CLEAN", and let everything else alert; a script may take 3,600 seconds',
    basis: 'vendor',
    source: 'documentation.n-able.com/N-central: CustomServices_Properties. Exit codes: not verified',
  },
  {
    id: 'connectwise',
    name: 'ConnectWise Automate and ConnectWise RMM, script',
    exitCodes: usual,
    prints: 'line',
    reads:
      'a script ends as completed or failed and its output is kept; what an exit code does there is not known',
    basis: 'not verified',
    source: 'no documentation of the vendor could be read; --exit-map sets other codes',
  },
];
