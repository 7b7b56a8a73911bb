import type { RegistryValue } from '../../host/registry/registry.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { openKey, type RegistryValues, registryOf, valuesOf } from '../registry-reading.ts';

const policies = 'HKLM\\SOFTWARE\\Policies\\Microsoft';
const defender = 'HKLM\\SOFTWARE\\Microsoft\\Windows Defender';
const sensor = 'HKLM\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status';
const service = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\WinDefend';
const features =
  'HKLM\\SOFTWARE\\Microsoft\\ServerManager\\ServicingStorage\\ServerComponentCache\\Windows-Defender';
const windows = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion';
const sessionManager = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager';

interface State {
  /** Name of the item: stable, what consumers look for. */
  readonly name: string;
  readonly key: string;
  /** Absent where the key itself is the sign. */
  readonly value?: string;
  /** How the value is told: as number or text (default), as a point in time, or as a count of pending file operations. */
  readonly as?: 'time' | 'files';
}

/** The key `Windows Defender` stands before those below it, so that a running Windows exports it once. */
const states: readonly State[] = [
  { name: 'defender-policy-off', key: `${policies}\\Windows Defender`, value: 'DisableAntiSpyware' },
  {
    name: 'defender-policy-passive',
    key: `${policies}\\Windows Advanced Threat Protection`,
    value: 'ForceDefenderPassiveMode',
  },
  { name: 'defender-passive', key: defender, value: 'PassiveMode' },
  { name: 'defender-onboarding', key: sensor, value: 'OnboardingState' },
  { name: 'defender-tamper-protection', key: `${defender}\\Features`, value: 'TamperProtection' },
  { name: 'defender-signatures', key: `${defender}\\Signature Updates`, value: 'AVSignatureVersion' },
  {
    name: 'defender-signatures-updated',
    key: `${defender}\\Signature Updates`,
    value: 'SignaturesLastUpdated',
    as: 'time',
  },
  { name: 'defender-service', key: service },
  { name: 'defender-service-start', key: service, value: 'Start' },
  { name: 'defender-service-program', key: service, value: 'ImagePath' },
  { name: 'defender-server-feature', key: features, value: 'InstallState' },
  { name: 'restart-pending-servicing', key: `${windows}\\Component Based Servicing\\RebootPending` },
  { name: 'restart-pending-update', key: `${windows}\\WindowsUpdate\\Auto Update\\RebootRequired` },
  {
    name: 'restart-pending-files',
    key: sessionManager,
    value: 'PendingFileRenameOperations',
    as: 'files',
  },
];

/**
 * What decides whether a Windows stays protected when another product goes, one item for each value that is there: the
 * policies, mode, onboarding, tamper protection, signatures, service and server feature of Microsoft Defender, and what
 * waits for a restart. `name` says which, `attributes.value` holds the value as it is stored (a time as ISO 8601, pending
 * file operations as their count); no item means that the value is not there. Nothing is judged here: the
 * meaning of `PassiveMode` and `TamperProtection`, and that `InstallState` of this feature is 1 where it is installed,
 * is not documented. The names are listed in docs/protection-state.md.
 * Source: Microsoft Defender documentation (compatibility, Windows Server, DisableAntiSpyware, migration); MoveFileEx;
 * GLPI agent for the signature version; the other places by public scripts.
 */
export const protectionState: Collector = {
  id: 'protection-state',
  platforms: ['windows'],
  kinds: ['marker'],
  reads:
    'settings and state of Microsoft Defender (policies, passive mode, onboarding, signatures, service, server feature), and whether a restart is pending',
  rights: 'none',
  couldHide: 'residue',
  wants: [...new Set(states.map(({ key }) => key))],
  async *collect(ctx) {
    registryOf(ctx);
    const known = new Map<string, Promise<RegistryValues | undefined>>();
    for (const state of states) {
      const values = await (known.get(state.key) ?? read(ctx, state.key, known));
      const value = values && (state.value === undefined ? true : told(state, values.get(state.value)));
      if (value === undefined) continue;
      const item: Item = {
        kind: 'marker',
        collector: 'protection-state',
        name: state.name,
        origin: state.value === undefined ? state.key : `${state.key}\\${state.value}`,
        platform: 'windows',
        attributes: { value },
      };
      yield item;
    }
  },
};

/** Values of a key, read once; undefined where it is missing or, which is recorded, cannot be read. */
function read(
  ctx: CollectContext,
  path: string,
  known: Map<string, Promise<RegistryValues | undefined>>,
): Promise<RegistryValues | undefined> {
  const reading = openKey(ctx, path).then((key) => (key === undefined ? undefined : valuesOf(ctx, key)));
  known.set(path, reading);
  return reading;
}

const maxTextUnits = 300;

function told({ as }: State, value: RegistryValue | undefined): string | number | undefined {
  if (as === 'files') {
    // Pairs: a file, and its new name, or an empty text (which may be missing at the end) where it will be deleted.
    return value?.type === 'multi-sz' && value.data.length > 0 ? Math.ceil(value.data.length / 2) : undefined;
  }
  if (as === 'time') return value?.type === 'binary' ? instantOf(value.data) : undefined;
  if (value?.type === 'sz' || value?.type === 'expand-sz') return value.data.slice(0, maxTextUnits).trim();
  return value?.type === 'dword' ? value.data : undefined;
}

const minMs = 946_684_800_000;
const maxMs = 4_102_444_800_000;

/** A FILETIME (100 ns since 1601, little-endian) between 2000 and 2100; others are damage. */
function instantOf(bytes: Buffer): string | undefined {
  if (bytes.length !== 8) return undefined;
  const ms = Number(bytes.readBigUInt64LE() / 10_000n) - 11_644_473_600_000;
  return ms >= minMs && ms < maxMs ? new Date(ms).toISOString() : undefined;
}
