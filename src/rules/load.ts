import { basename } from 'node:path';
import { RuleError, type RuleFault, TargetError, UsageError } from '../errors.ts';
import type { PackIdentity } from '../model/report.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { visible } from '../model/visible.ts';
import type { BrokenDocument, LocatedDocument } from './document.ts';
import { faultAt, placeOf } from './fault-at.ts';
import { mergePacks, packOf } from './merge.ts';
import { type RuleFiles, readRuleFiles } from './rule-files.ts';
import { countsOf, type RulesSummary } from './summary.ts';
import { quote } from './words.ts';

/** The rules of one path, before they are checked against each other. */
export interface LoadedRules {
  readonly identity: PackIdentity;
  readonly documents: readonly LocatedDocument[];
  readonly broken: readonly BrokenDocument[];
  /** In the order of files and lines. */
  readonly faults: readonly RuleFault[];
  readonly files: number;
}

/** What a pack is known to be before any of it is parsed. */
export type PackClaim = Pick<PackIdentity, 'id' | 'version' | 'date'>;

/**
 * Decides whether a pack may be used, by the bytes that were read of it and before any of them is parsed; links below
 * `path` are faults then. Throws to refuse; gives what the pack must then call itself.
 */
export type PackGate = (path: string, read: RuleFiles) => Promise<PackClaim>;

/** The packs of several paths put together, and everything wrong with them. */
export interface CheckedRules {
  /** Only where there is no fault. */
  readonly pack: RulePack | undefined;
  readonly faults: readonly RuleFault[];
  readonly summary: RulesSummary;
}

/**
 * Reads a rule file, or all rule files of a folder, as one pack. Faults inside documents are in the result.
 * Throws TargetError (exit code 2) where there is nothing to read at the path.
 */
export async function loadRulePath(path: string): Promise<LoadedRules> {
  return (await readPath(path)).rules;
}

/** The rules in files that were read already. Their faults are in the result. */
export async function parseRules(read: RuleFiles): Promise<LoadedRules> {
  const { parseRuleFile } = await import('./parse.ts');
  const { files, faults, sha256, real } = read;
  const parsed = files.map(({ text, shown }) => parseRuleFile(text, shown));
  const documents = parsed.flatMap((file) => file.documents);
  const unreadable = faults.map(({ file }): BrokenDocument => ({ file }));
  const identity = identityOf(documents, real, sha256);
  const rules: LoadedRules = {
    identity,
    documents,
    broken: [...parsed.flatMap((file) => file.broken), ...unreadable],
    faults: [...faults, ...parsed.flatMap((file) => file.faults)],
    files: files.length + unreadable.length,
  };
  return { ...rules, faults: [...rules.faults, ...secondManifests(rules)] };
}

/**
 * The built-in pack and the packs of all paths as one. Throws RuleError with every fault of every file, TargetError
 * for a path with nothing to read, UsageError where neither a built-in pack nor a path is given.
 */
export async function loadPacks(options: {
  readonly builtin?: RulePack | undefined;
  readonly paths: readonly string[];
  /** Asked about each pack of `paths`; see {@link PackGate}. */
  readonly gate?: PackGate | undefined;
}): Promise<RulePack> {
  const { builtin, paths, gate } = options;
  if (paths.length === 0) {
    if (builtin) return builtin;
    throw new UsageError('no rules at all: the built-in pack was left out and no other one was named', {
      hint: 'add --rules PATH, or leave out --no-builtin-rules',
    });
  }
  const { pack, faults } = await checkPaths(builtin, paths, { gate });
  if (!pack) throw new RuleError(faults);
  return pack;
}

/**
 * Checks the packs of all paths as {@link loadPacks} would load them, without throwing for faults inside files.
 * A path that holds another version of the built-in pack is checked in its place.
 */
export async function validatePaths(options: {
  readonly builtin?: RulePack | undefined;
  readonly paths: readonly string[];
}): Promise<CheckedRules> {
  return checkPaths(options.builtin, options.paths, { replaceBuiltin: true });
}

async function checkPaths(
  builtin: RulePack | undefined,
  paths: readonly string[],
  options: { readonly replaceBuiltin?: boolean; readonly gate?: PackGate | undefined } = {},
): Promise<CheckedRules> {
  // The checks bring in zod and the YAML parser, which a scan with the built-in pack alone never needs.
  const { checkDocuments } = await import('./check.ts');
  const loaded = await readPaths(paths, options.gate);
  const replaced = loaded.some(({ identity }) => builtin?.identities.some(({ id }) => id === identity.id));
  const base = builtin && !(replaced && options.replaceBuiltin) ? [builtin] : [];
  const { kept, faults: clashes } = dropClashes(loaded, base);
  const documents = kept.flatMap((rules) => rules.documents);
  const broken = kept.flatMap((rules) => rules.broken);
  const faults = inOrder(loaded, [
    ...loaded.flatMap((rules) => rules.faults),
    ...clashes,
    ...checkDocuments(documents, { packs: base, broken }),
  ]);
  const own = mergePacks(kept.map((rules) => packOf(rules.identity, rules.documents)));
  return {
    pack: faults.length === 0 ? mergePacks([...base, own]) : undefined,
    faults,
    summary: {
      files: loaded.reduce((sum, { files }) => sum + files, 0),
      documents: documents.length + broken.length,
      ...countsOf(own),
      faults: faults.length,
    },
  };
}

/** One entry per real path: naming a path twice loads it once. */
async function readPaths(paths: readonly string[], gate: PackGate | undefined): Promise<LoadedRules[]> {
  const loaded = new Map<string, LoadedRules>();
  for (const path of paths) {
    const { rules, real } = await readPath(path, gate);
    if (!loaded.has(real)) loaded.set(real, rules);
  }
  return [...loaded.values()];
}

/**
 * Leaves out packs whose name is taken, with one fault for each: in a pack that is there twice every id stands twice.
 * A pack without a document that names it makes room by a number.
 */
function dropClashes(
  loaded: readonly LoadedRules[],
  base: readonly RulePack[],
): { kept: LoadedRules[]; faults: RuleFault[] } {
  const taken = new Set(base.flatMap(({ identities }) => identities.map(({ id }) => id)));
  const kept: LoadedRules[] = [];
  const faults: RuleFault[] = [];
  for (const rules of loaded) {
    const { id } = rules.identity;
    const [manifest] = manifestsOf(rules);
    if (manifest && taken.has(id)) {
      const found = `the pack ${quote(id)}, which is loaded already`;
      faults.push(
        faultAt(manifest, ['pack'], found, 'another id, or --no-builtin-rules to replace the built-in pack'),
      );
      continue;
    }
    let free = id;
    for (let number = 2; taken.has(free); number++) free = `${id}-${number}`;
    taken.add(free);
    kept.push({ ...rules, identity: { ...rules.identity, id: free } });
  }
  return { kept, faults };
}

/** Sorts faults by pack, file, line and column. */
function inOrder(loaded: readonly LoadedRules[], faults: readonly RuleFault[]): RuleFault[] {
  const order = new Map<string, number>();
  for (const { documents, broken, faults: own } of loaded) {
    const files = new Set([...documents, ...broken, ...own].map(({ file }) => file));
    for (const file of [...files].sort()) if (!order.has(file)) order.set(file, order.size);
  }
  return [...faults].sort(
    (a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line || a.column - b.column,
  );
}

async function readPath(path: string, gate?: PackGate): Promise<{ rules: LoadedRules; real: string }> {
  const read = await readRuleFiles(path, { links: gate ? 'refuse' : 'follow' });
  const claim = await gate?.(path, read);
  const rules = await parseRules(read);
  if (claim) checkClaim(path, rules, claim);
  return { real: read.real, rules };
}

/** Another program may have signed a pack under a name or version that is not its own. */
function checkClaim(path: string, { identity, faults }: LoadedRules, claim: PackClaim): void {
  const { id, version, date } = identity;
  if (faults.length > 0 || (id === claim.id && version === claim.version && date === claim.date)) return;
  const own = date === undefined ? 'nothing' : `${id} ${version} of ${date}`;
  throw new TargetError(
    `the pack at ${visible(path)} is refused: it was signed as ${claim.id} ${claim.version} of ${claim.date} and calls itself ${own}`,
    { hint: 'sign it again: phaseout rules sign' },
  );
}

function secondManifests(rules: LoadedRules): RuleFault[] {
  const [first, ...others] = manifestsOf(rules);
  if (!first) return [];
  const found = `a second pack document, the first is at ${placeOf(first, ['pack'])}`;
  return others.map((other) => faultAt(other, ['pack'], found, 'one pack document in all files of a pack'));
}

function manifestsOf(rules: LoadedRules): LocatedDocument[] {
  return rules.documents.filter(({ kind }) => kind === 'pack');
}

/** From the `pack:` document; a pack without one is named for its file or folder. */
function identityOf(documents: readonly LocatedDocument[], real: string, sha256: string): PackIdentity {
  for (const document of documents) {
    if (document.kind !== 'pack') continue;
    const { pack, version, date } = document.value;
    return { id: pack, version, date, sha256, builtin: false };
  }
  const name = basename(real)
    .replace(/\.ya?ml$/i, '')
    .toLowerCase();
  const id = name
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 64);
  return { id: id === '' ? 'rules' : id, version: '0.0.0', sha256, builtin: false };
}
