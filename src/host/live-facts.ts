import { accessSync, constants, readFileSync } from 'node:fs';
import type { HostFacts } from './host.ts';

const limitMs = 2_000;

/**
 * Facts of the running machine through systeminformation, loaded on the first question. It starts programs of the
 * system (none of them with text found on the host), so nothing that decides a finding may depend on it: a failure, or
 * no answer within two seconds, gives undefined.
 */
export const liveFacts: HostFacts = {
  hardwareId: () =>
    within(async () => {
      // On Windows this would start PowerShell and ask WMI, which a scan never does.
      if (process.platform === 'win32') return undefined;
      if (process.platform === 'linux' && !hasHardwareId()) return undefined;
      const { default: si } = await import('systeminformation');
      return named((await si.uuid()).hardware);
    }),
  os: () =>
    within(async () => {
      if (process.platform === 'win32') return undefined;
      const { default: si } = await import('systeminformation');
      const { distro, release } = await si.osInfo();
      return named([named(distro), named(release)].filter((part) => part !== undefined).join(' '));
    }),
};

/** The two places where Linux keeps one. Without them the library could only start its commands in vain, for 50 ms. */
function hasHardwareId(): boolean {
  try {
    accessSync('/sys/class/dmi/id/product_uuid', constants.R_OK);
    return true;
  } catch {
    // No such machine, or no right to read it; a single-board computer may still print a serial number.
    return readFileSync('/proc/cpuinfo', 'latin1').includes('\nSerial');
  }
}

async function within(ask: () => Promise<string | undefined>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  try {
    return await Promise.race([ask(), limit]);
  } catch {
    // A fact beside the point of the scan: not to have it is an answer.
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** systeminformation fills what it does not know with `-` and the like. */
function named(text: string | undefined): string | undefined {
  const value = text?.trim().slice(0, 200) ?? '';
  return value === '' || value === '-' || value.toLowerCase() === 'unknown' ? undefined : value;
}
