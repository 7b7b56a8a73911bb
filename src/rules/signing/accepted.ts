import { compareVersions } from '../../model/version.ts';
import { visible } from '../../model/visible.ts';
import { isDay, isHash, isId, isVersion, type Manifest } from './manifest.ts';

/** The newest version of a pack that was accepted under a key. */
export interface Accepted extends Pick<Manifest, 'key' | 'pack' | 'version' | 'date'> {
  /** Hash of the pack, as reports name it. */
  readonly sha256: string;
}

/** Packs that a state file holds at most; the file is written with one line or so for each. */
export const maxAccepted = 1_000;

const schema = 'phaseout/accepted-packs@1';

/** The text of a state file. */
export function acceptedText(accepted: readonly Accepted[]): string {
  const rows = accepted.map(({ key, pack, version, date, sha256 }) => ({ key, pack, version, date, sha256 }));
  rows.sort((a, b) => (`${a.key} ${a.pack}` < `${b.key} ${b.pack}` ? -1 : 1));
  return `${JSON.stringify({ schema, accepted: rows }, null, 2)}\n`;
}

/** Reads a state file. Undefined where it is none, or holds anything that {@link acceptedText} would not write. */
export function parseAccepted(text: string): readonly Accepted[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The text is no JSON, so it is no state file; JSON.parse has no other way to say so.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { schema: actual, accepted } = value as { schema?: unknown; accepted?: unknown };
  if (actual !== schema || !Array.isArray(accepted) || accepted.length > maxAccepted) return undefined;
  const rows: Accepted[] = [];
  for (const row of accepted as readonly unknown[]) {
    if (!isAccepted(row) || rows.some((other) => isSame(other, row))) return undefined;
    rows.push(row);
  }
  return rows;
}

/**
 * Whether a pack may be used after those that were accepted before, under the same key: not if it is older, by version
 * and then by date, and not if it differs from one of the same version, since nobody could say which is the newer.
 * Gives what to remember from now on (the same list where nothing is new), or why the pack is refused.
 */
export function acceptPack(
  before: readonly Accepted[],
  candidate: Accepted,
): { readonly accepted: readonly Accepted[] } | { readonly refused: string; readonly hint: string } {
  const known = before.find((row) => isSame(row, candidate));
  if (known === undefined) {
    if (before.length < maxAccepted) return { accepted: [...before, candidate] };
    return { refused: `${maxAccepted} packs were accepted already`, hint: 'use another state file' };
  }
  const { pack, version, date } = candidate;
  const order =
    compareVersions(version, known.version) || Math.sign(Date.parse(date) - Date.parse(known.date));
  if (order > 0) return { accepted: before.map((row) => (row === known ? candidate : row)) };
  const last = `${known.version} of ${known.date}`;
  if (order < 0) {
    return {
      refused: `${visible(pack)} ${version} of ${date} is older than ${last}, which was accepted before`,
      hint: 'get the newest version of the pack',
    };
  }
  if (candidate.sha256 === known.sha256) return { accepted: before };
  return {
    refused: `${visible(pack)} ${version} of ${date} is not the one that was accepted before under this version`,
    hint: 'whoever signs the pack must raise its version with every change',
  };
}

function isSame(a: Accepted, b: Accepted): boolean {
  return a.key === b.key && a.pack === b.pack;
}

function isAccepted(value: unknown): value is Accepted {
  if (typeof value !== 'object' || value === null) return false;
  const { key, pack, version, date, sha256 } = value as Partial<Record<keyof Accepted, unknown>>;
  return isHash(key) && isId(pack) && isVersion(version) && isDay(date) && isHash(sha256);
}
