import { exactText } from './decode.ts';

/**
 * The id of the hardware of untrusted content, in lower case; undefined where it cannot tell two machines apart: only
 * one or two different digits (all zeros, all F), or one that board makers leave in whole series.
 */
export function hardwareIdOf(value: unknown): string | undefined {
  const id = exactText(value, 100)?.toLowerCase();
  if (id === undefined) return undefined;
  const digits = id.replace(/[^0-9a-z]/g, '');
  if (digits.length < 8 || new Set(digits).size <= 2 || leftByMakers.has(digits)) return undefined;
  return id;
}

/** Source: SMBIOS UUIDs that inventory and deployment tools exclude, because boards of different machines have them. */
const leftByMakers: ReadonlySet<string> = new Set([
  '03000200040005000006000700080009',
  '00020003000400050006000700080009',
  '12345678123456781234567812345678',
  '4c4c454400000000000000000000000000000000',
  'tobefilledbyoem',
  'defaultstring',
  'systemserialnumber',
  'notspecified',
  'notapplicable',
  'notavailable',
  '0123456789',
]);
