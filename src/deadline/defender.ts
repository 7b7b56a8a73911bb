import type { Readiness } from '../model/finding.ts';
import type { ReadinessAnswer } from '../model/vocabulary.ts';
import type { StateRows } from './state-rows.ts';
import type { WindowsEdition } from './windows-edition.ts';

/** What is known of the protection that Windows itself brings. */
export interface DefenderInput {
  readonly edition: WindowsEdition;
  readonly states: StateRows;
  /** Its service is in the inventory, whatever its settings. */
  readonly serviceSeen: boolean;
  /** Something of another vendor is registered or half there, which may keep it off. */
  readonly othersHalfThere: boolean;
}

type Told = readonly [
  answer: ReadinessAnswer,
  confidence: Readiness['confidence'],
  text: string,
  ...rows: string[],
];

const service = ['defender-service', 'defender-service-start', 'defender-service-program'];
const disabled = 4;

/**
 * Whether Microsoft Defender Antivirus guards a Windows when the other product is gone, by its settings alone: rows say
 * the same of a running machine and of a disk. Policies that keep it off come first, then whether it is there at all,
 * then what it does. Of a server nothing better than `verify` is said, or `expected` where it waits in passive mode on
 * an onboarded host. Source: docs/deadlines.md, "Readiness", whose rows this follows.
 */
export function judgeDefender(input: DefenderInput): Readiness {
  const [answer, confidence, text, ...rows] = tell(input);
  return { answer, text, confidence, evidence: input.states.evidence(...rows) };
}

function tell(input: DefenderInput): Told {
  const { edition, states, serviceSeen } = input;
  if (edition === 'unknown')
    return [
      'unknown',
      'probable',
      'No other protection was recognised. Which Windows this is was not read, so what it brings is not known.',
    ];
  if (edition === 'old-client')
    return [
      'no',
      'probable',
      'No other protection was recognised, and this Windows brings none that can be counted on; companies had it only with a package of its own.',
    ];
  if (edition === 'old-server')
    return [
      'no',
      'probable',
      'No other protection was recognised, and this Windows Server has no antivirus of its own.',
    ];
  if (!states.has('defender-service') && !states.whole) {
    return serviceSeen
      ? [
          edition === 'client' ? 'verify' : 'unknown',
          'probable',
          'Microsoft Defender Antivirus is registered here; its settings were not read.',
        ]
      : [
          'unknown',
          'probable',
          'No other protection was recognised, and the state of Microsoft Defender was not read.',
        ];
  }
  if (edition === 'server-2012-r2' && !states.has('defender-service'))
    return [
      'no',
      'confirmed',
      'No other protection was recognised. Windows Server 2012 R2 has Microsoft Defender Antivirus only with the unified package of Defender for Endpoint.',
    ];
  return blocked(input) ?? missing(input) ?? waiting(input);
}

/** What keeps it off or without effect, whatever else is true. */
function blocked({ edition, states }: DefenderInput): Told | undefined {
  const onboarded = states.number('defender-onboarding') === 1;
  if (states.number('defender-policy-passive') === 1)
    return [
      'no',
      'confirmed',
      'A policy (ForceDefenderPassiveMode) holds Microsoft Defender in passive mode, which blocks nothing. Set it to 0 where it comes from and restart first.',
      'defender-policy-passive',
      'defender-onboarding',
    ];
  if (states.number('defender-policy-off') !== 1) return undefined;
  if (edition === 'client')
    return [
      'verify',
      'confirmed',
      'A policy (DisableAntiSpyware) turns Microsoft Defender off. Platforms since August 2021 ignore it on Windows 10 and 11; which one is here was not read. Remove the policy where it comes from.',
      'defender-policy-off',
      ...service,
    ];
  if (onboarded)
    return [
      'unknown',
      'probable',
      'A policy (DisableAntiSpyware) turns Microsoft Defender off. On a server that is onboarded to Defender for Endpoint the documents disagree on what it does. Remove it where it comes from.',
      'defender-policy-off',
      'defender-onboarding',
    ];
  return [
    'no',
    'confirmed',
    'A policy (DisableAntiSpyware) keeps Microsoft Defender off on this server. Remove it where it comes from and restart first.',
    'defender-policy-off',
  ];
}

/** Somebody took it out, or switched it off. */
function missing({ edition, states }: DefenderInput): Told | undefined {
  const isClient = edition === 'client';
  if (!isClient && states.number('defender-server-feature') === 0)
    return [
      'no',
      'probable',
      'The feature Windows-Defender of this server is not installed, so nothing comes back by itself. Install it, restart and see it work first.',
      'defender-server-feature',
      ...service,
    ];
  if (!states.has('defender-service'))
    return isClient
      ? [
          'no',
          'probable',
          'No other protection was recognised, and the service of Microsoft Defender is not registered: somebody took it out.',
        ]
      : [
          'no',
          'confirmed',
          'No other protection was recognised, and the service of Microsoft Defender is not registered on this server: somebody took it out, and it does not come back by itself.',
        ];
  if (states.whole && !states.has('defender-service-program')) {
    return states.has('restart-pending-servicing')
      ? [
          'unknown',
          'probable',
          'The service of Microsoft Defender has no program, and a change of Windows features waits for a restart: it is on its way in or out. Restart, then look again.',
          'defender-service',
          'restart-pending-servicing',
        ]
      : [
          'no',
          'probable',
          'The service of Microsoft Defender is registered without a program, as after a removal of it.',
          'defender-service',
        ];
  }
  if (states.number('defender-service-start') !== disabled) return undefined;
  return isClient
    ? [
        'unknown',
        'probable',
        'The service of Microsoft Defender is disabled; beside another antivirus Windows sets it to manual, so somebody else did this. Whether Windows turns it on again is not known. Do not edit its start type by hand.',
        ...service,
      ]
    : [
        'no',
        'probable',
        'The service of Microsoft Defender is disabled on this server. Find what disabled it; do not edit its start type by hand.',
        ...service,
      ];
}

/** It is there and nothing on record keeps it off. */
function waiting({ edition, states, othersHalfThere }: DefenderInput): Told {
  const isClient = edition === 'client';
  const isPassive = states.has('defender-passive') && states.number('defender-passive') !== 0;
  if (othersHalfThere && isClient)
    return [
      'verify',
      'probable',
      'Microsoft Defender Antivirus is here and should come back, but what is left of the other product may keep it off. See in Windows Security which protection is on.',
      ...service,
    ];
  if (isPassive && states.number('defender-onboarding') === 1)
    return [
      'expected',
      'confirmed',
      'Microsoft Defender waits in passive mode and becomes active in most cases when the other product is gone. Check AMRunningMode in Get-MpComputerStatus afterwards: it must say Normal.',
      'defender-passive',
      'defender-onboarding',
      ...service,
    ];
  if (isClient)
    return [
      'expected',
      'confirmed',
      'Microsoft Defender Antivirus is here, no policy on record keeps it off, and Windows 10 and 11 turn it on when the other product is gone. Check AMRunningMode in Get-MpComputerStatus afterwards: it must say Normal.',
      ...service,
    ];
  return [
    'verify',
    'confirmed',
    'Microsoft Defender Antivirus is installed on this server, but nothing promises that it starts when the other product goes. See it active (Get-MpComputerStatus) before anything is removed.',
    ...service,
    'defender-server-feature',
  ];
}
