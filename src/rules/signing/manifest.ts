import { isCalendarDay } from '../../model/calendar.ts';
import { limits } from '../limits.ts';

/** What is signed of a pack: who it is, and every one of its rule files with its hash. */
export interface Manifest {
  readonly pack: string;
  readonly version: string;
  readonly date: string;
  /** Fingerprint of the key that signs, see `keys.ts`. */
  readonly key: string;
  /** SHA-256 of each file's bytes in hexadecimal, by its name in the pack, with `/`. */
  readonly files: ReadonlyMap<string, string>;
}

const format = 'phaseout/pack-manifest@1';

/** The one form of a manifest: these are the bytes (UTF-8) that are signed. Files stand in the order of their names. */
export function manifestText({ pack, version, date, key, files }: Manifest): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const value = { format, pack, version, date, key, files: Object.fromEntries(sorted) };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * Reads what {@link manifestText} wrote, and nothing else: another order, other white space or a key that stands twice
 * is refused, so two programs never see two manifests in one text. Undefined where it is no manifest.
 */
export function parseManifest(text: string): Manifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The text is no JSON, so it is no manifest; JSON.parse has no other way to say so.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (!isRecord(value) || !isRecord(value['files'])) return undefined;
  const { pack, version, date, key } = value;
  const names = Object.entries(value['files']);
  if (names.length === 0 || names.length > limits.files) return undefined;
  const files = new Map<string, string>();
  for (const [name, hash] of names) {
    if (typeof hash !== 'string' || !isHash(hash) || !isPlainName(name)) return undefined;
    files.set(name, hash);
  }
  if (!isId(pack) || !isVersion(version) || !isDay(date) || !isHash(key)) return undefined;
  const manifest = { pack, version, date, key, files };
  return manifestText(manifest) === text ? manifest : undefined;
}

/**
 * Whether a name can only mean a rule file inside its pack, on every system: relative, no `..`, no `\` or drive letter,
 * no hidden part, nothing invisible. Names are compared with what was read and never opened; a signed name that leads
 * out of the pack is refused all the same.
 */
export function isPlainName(name: string): boolean {
  return (
    name.length <= 500 &&
    /\.ya?ml$/i.test(name) &&
    !/[\\:\p{C}\p{Zl}\p{Zp}]/u.test(name) &&
    name.split('/').every((part) => part !== '' && !part.startsWith('.'))
  );
}

/** Whether a value is a SHA-256 in lower-case hexadecimal. */
export function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

/** Whether a value is the id of a pack. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 64 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
}

/** Whether a value is the version of a pack: three numbers. */
export function isVersion(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 100 && /^\d+\.\d+\.\d+$/.test(value);
}

/** Whether a value is a day that exists. */
export function isDay(value: unknown): value is string {
  return typeof value === 'string' && isCalendarDay(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
