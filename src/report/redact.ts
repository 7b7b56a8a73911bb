import type { Report } from '../model/report.ts';
import { NameFinder } from './name-finder.ts';
import { accountsOfEverySystem, commonWords } from './user-words.ts';

/** Ids of persons: local, of a domain, of Entra ID. Service accounts have short ones and stay. */
const sid = /S-1-(?:5-21|12-1)(?:-\d+){3,5}(?=\D|$)/gi;
/** What stands before the name of a user in a path. Runs of separators are bounded: a hostile path may be one. */
const before =
  /(?<=(?:(?:^|[\\/"'\s(])(?:Users|home|homes|Documents and Settings|Dokumente und Einstellungen)|spool[\\/]cron[\\/]crontabs|spool[\\/]mail|var[\\/]mail|AccountsService[\\/]users|systemd[\\/]linger|run[\\/]media)[\\/]{1,8})/
    .source;
/** A name in a path: up to the next separator. */
const inPath = new RegExp(`${before}[^\\\\/:*?"<>|\\0]{1,4096}`, 'gi');
/** A name in a sentence: blanks belong to it only where the path goes on behind them. */
const inText = new RegExp(
  `${before}(?:[^\\\\/:*?"<>|\\0,;()]{0,255}[^\\\\/:*?"<>|\\0,;()\\s](?=[\\\\/])|[^\\\\/:*?"<>|\\0,;()\\s]{1,4096})`,
  'gi',
);
const maxCached = 200_000;
const maxCachedLength = 400;
/** What a name may look like already: then the report was redacted before. */
const pseudonymous = /^user-[0-9a-f]{8}$/;

/**
 * A report in which user names and ids are pseudonyms, the same for the same user in every report: in scopes, paths,
 * registry keys, gaps and notes, wherever a name was seen as a home or a scope. A name that is also a common word
 * (`service`, `data`) or a word of the rule pack is replaced only where it stands for a user. What the rule pack says
 * is left alone. `pseudonym` makes eight hexadecimal digits from a name in lower case. Host names stay: they are what
 * a report is about. Redacting twice changes nothing more. Pure.
 */
export function redactUsers(report: Report, pseudonym: (name: string) => string): Report {
  const parts = pick(report);
  const packWords = wordsOf(parts);
  const names = [...namesIn(parts)].filter((name) => name.length >= 3 && !packWords.has(name.toLowerCase()));
  const finder = new NameFinder(names);
  const asUser = (name: string): string => pseudonymOf(name, pseudonym);
  const asScope = (scope: string): string => {
    const at = scope.lastIndexOf('\\') + 1;
    return scope.slice(0, at) + (isServiceId(scope) ? scope.slice(at) : asUser(scope.slice(at)));
  };
  // Evidence repeats what items say, and items of one source their origin.
  const paths = new Map<string, string>();
  const sentences = new Map<string, string>();
  const clean = (text: string, key: string): string => {
    if (key === 'scope') return asScope(text);
    const cache = isSentence(key) ? sentences : paths;
    const known = cache.get(text);
    if (known !== undefined) return known;
    const ids = /s-1-/i.test(text) ? text.replace(sid, asUser) : text;
    const homes = /[\\/]/.test(ids) ? ids.replace(isSentence(key) ? inText : inPath, asUser) : ids;
    const result = finder.replace(homes, asUser);
    if (text.length <= maxCachedLength && cache.size < maxCached) cache.set(text, result);
    return result;
  };
  return { ...report, ...walked(parts, clean) };
}

/** A path or sentence by itself, without users: names where a path shows a home, and their ids. See {@link redactUsers}. */
export function redactText(text: string, pseudonym: (name: string) => string): string {
  const asUser = (name: string): string => pseudonymOf(name, pseudonym);
  const ids = /s-1-/i.test(text) ? text.replace(sid, asUser) : text;
  return /[\\/]/.test(ids) ? ids.replace(inText, asUser) : ids;
}

function pseudonymOf(name: string, pseudonym: (name: string) => string): string {
  const plain = name.normalize('NFC').trim().toLowerCase();
  return plain === '' || accountsOfEverySystem.has(plain) || pseudonymous.test(plain)
    ? name
    : `user-${pseudonym(plain)}`;
}

type Parts = Pick<
  Report,
  | 'target'
  | 'coverage'
  | 'notes'
  | 'findings'
  | 'readiness'
  | 'encryption'
  | 'databases'
  | 'hosts'
  | 'inventories'
  | 'items'
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
  inventories,
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
    ...(inventories !== undefined && { inventories }),
    ...(items !== undefined && { items }),
  };
}

/** Short ids of the system's own accounts, e.g. S-1-5-18. */
function isServiceId(text: string): boolean {
  return /^S-1-/i.test(text) && text.replace(sid, '') === text;
}

function isSentence(key: string): boolean {
  return key === 'message' || key === 'text';
}

function namesIn(parts: Parts): Set<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const add = (name: string): void => {
    const bare = name.slice(name.lastIndexOf('\\') + 1).trim();
    if (bare.length > 256 || /^S-1-/i.test(bare) || pseudonymous.test(bare)) return;
    // Homes of users of a domain: `jdoe.CORP`, `jdoe.000`, `jdoe@corp.example`.
    for (const one of [bare, bare.replace(/(?:\.[A-Z0-9-]{2,15}|@.+)$/s, '')])
      if (one !== '' && !accountsOfEverySystem.has(one.toLowerCase())) names.add(one);
  };
  visit(parts, (text, key) => {
    if (key === 'scope') add(text);
    if (seen.has(text) || text.length > 1_000_000 || !/[\\/]/.test(text)) return;
    if (text.length <= maxCachedLength && seen.size < maxCached) seen.add(text);
    for (const match of text.match(isSentence(key) ? inText : inPath) ?? []) add(match);
  });
  return names;
}

/** Words of the pack's own texts in this report, and common words: not told apart from a name by themselves. */
function wordsOf({ findings, notes }: Parts): Set<string> {
  const words = new Set<string>(commonWords);
  const add = (text: string): void => {
    for (const [word] of text.matchAll(/[\p{L}\p{N}]+/gu)) words.add(word.toLowerCase());
  };
  const seen = new Set<string>();
  for (const { product, recommendation, deadlines } of findings) {
    if (seen.has(product.id)) continue;
    seen.add(product.id);
    for (const part of [product, recommendation, deadlines]) visit(part, add);
  }
  for (const { product } of notes) add(product);
  return words;
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
  'client',
  'site',
  'tags',
  'host',
  'id',
  'os',
  'osId',
  'role',
  'read',
]);

function visit(value: unknown, each: (text: string, key: string) => void, key = ''): void {
  if (typeof value === 'string') each(value, key);
  else if (Array.isArray(value)) for (const one of value) visit(one, each, key);
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) visit(one, each, name);
}

function walked<Value>(value: Value, clean: (text: string, key: string) => string, key?: string): Value;
function walked(value: unknown, clean: (text: string, key: string) => string, key = ''): unknown {
  if (typeof value === 'string') return clean(value, key);
  if (Array.isArray(value)) return value.map((one: unknown) => walked(one, clean, key));
  if (typeof value !== 'object' || value === null) return value;
  // No prototype: a hostile attribute called __proto__ must stay a key.
  const result: Record<string, unknown> = Object.create(null);
  // What an attribute is called is up to its source; only ids of the pack are sure to hold no name.
  for (const [name, one] of Object.entries(value))
    result[name] =
      untouched.has(name) && (key !== 'attributes' || name === 'read') ? one : walked(one, clean, name);
  return result;
}
