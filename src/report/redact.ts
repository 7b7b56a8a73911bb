import type { Report } from '../model/report.ts';

/** Accounts that every system has: their names say nothing of a person. */
const nobody = new Set([
  'public',
  'default',
  'default user',
  'defaultuser0',
  'all users',
  'shared',
  'machine',
  'root',
  'systemprofile',
  'localservice',
  'networkservice',
]);
/** Ids of persons: local, of a domain, of Entra ID. Service accounts have short ones and stay. */
const sid = /S-1-(?:5-21|12-1)(?:-\d+){3,5}(?=\D|$)/gi;
/** What stands behind the folder of all homes. */
const home = /(?<=(?:^|[\\/])(?:Users|home|Documents and Settings|Benutzer)[\\/]+)[^\\/:*?"<>|\0]+/gi;

/**
 * A report in which user names and ids are pseudonyms, the same for the same user in every report: in scopes, paths,
 * registry keys, gaps and notes, wherever a name was seen as a home or a scope. What the rule pack says is left alone.
 * `pseudonym` makes one from a name in lower case. Host names stay: they are what a report is about. Pure.
 */
export function redactUsers(report: Report, pseudonym: (name: string) => string): Report {
  const names = namesIn(report);
  const known = [...names].filter((name) => name.length >= 3).sort((a, b) => b.length - a.length);
  const anywhere =
    known.length === 0
      ? undefined
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${known.map(quoted).join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  const asUser = (name: string): string =>
    nobody.has(name.toLowerCase()) ? name : `user-${pseudonym(name.toLowerCase())}`;
  const clean = (text: string): string => {
    const plain = text.replace(sid, asUser).replace(home, asUser);
    return anywhere === undefined ? plain : plain.replace(anywhere, asUser);
  };
  return { ...report, ...walked(pick(report), clean) };
}

type Parts = Pick<
  Report,
  'target' | 'coverage' | 'notes' | 'findings' | 'readiness' | 'encryption' | 'databases' | 'hosts' | 'items'
>;

function pick({
  target,
  coverage,
  notes,
  findings,
  readiness,
  encryption,
  databases,
  hosts,
  items,
}: Report): Parts {
  return {
    target,
    coverage,
    notes,
    findings,
    readiness,
    encryption,
    databases,
    ...(hosts !== undefined && { hosts }),
    ...(items !== undefined && { items }),
  };
}

function namesIn(report: Report): Set<string> {
  const names = new Set<string>();
  const add = (name: string): void => {
    const bare = name.replace(/^.*\\/s, '').trim();
    if (bare !== '' && bare.length <= 256 && !nobody.has(bare.toLowerCase()) && !/^S-1-/i.test(bare))
      names.add(bare);
  };
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (key === 'scope') add(value);
      if (key === 'notPresent') add(/^profile of (?<name>.+)$/.exec(value)?.groups?.['name'] ?? '');
      for (const match of value.match(home) ?? []) add(match);
    } else if (Array.isArray(value)) for (const one of value) visit(one, key);
    else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) visit(one, name);
  };
  visit(pick(report), '');
  return names;
}

/** Words of the pack and of the vocabulary hold no names; a user called `service` must not change them. */
const untouched = new Set([
  'product',
  'deadlines',
  'governing',
  'recommendation',
  'kind',
  'status',
  'basis',
  'confidence',
  'collector',
  'signature',
  'reason',
  'couldHide',
  'state',
  'answer',
  'platform',
  'type',
  'hostname',
  'host',
  'id',
]);

function walked<Value>(value: Value, clean: (text: string) => string): Value;
function walked(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((one: unknown) => walked(one, clean));
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, unknown> = Object.create(null);
  for (const [key, one] of Object.entries(value)) result[key] = untouched.has(key) ? one : walked(one, clean);
  return result;
}

function quoted(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
