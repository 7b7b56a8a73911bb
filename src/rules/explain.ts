import type { z } from 'zod';
import { nearest } from '../model/nearest.ts';
import type { YamlPath } from './document.ts';
import { describe, keysOf, meaningOf, oneOf, schemaAt } from './schema-words.ts';
import { isRefused, nodeAt, type Tree } from './tree.ts';
import { found, oneOfWords, size, withQuotes } from './value-words.ts';
import { either, excerpt, quote } from './words.ts';

/** A fault of a document's content. `at`: whether the key or the value at `path` is what is wrong. */
export interface ContentFault {
  readonly path: YamlPath;
  readonly at: 'key' | 'value';
  readonly found: string;
  readonly expected: string;
}

type Issue = z.core.$ZodIssue;
type InUnion = Extract<Issue, { code: 'invalid_union' }>;

/** Turns what zod says about a document into faults that a rule author understands, one for each thing to correct. */
export function explain(issues: readonly Issue[], schema: z.core.$ZodType, tree: Tree): ContentFault[] {
  const context = { schema, tree };
  const faults = issues.flatMap((issue) => explainIssue(issue, [], context));
  return firstOfEachPlace(faults).filter((fault) => !isRefused(tree, fault.path));
}

interface Context {
  readonly schema: z.core.$ZodType;
  readonly tree: Tree;
}

function explainIssue(issue: Issue, above: YamlPath, context: Context): ContentFault[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  const node = nodeAt(context.tree, path);
  const schema = schemaAt(context.schema, path);
  const value = (expected: string): ContentFault[] => [{ path, at: 'value', found: found(node), expected }];

  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(key, path, keysOf(schema), node));
  }
  if (node === undefined) return [missingKey(path, schema)];
  switch (issue.code) {
    case 'invalid_union':
      return explainUnion(issue, path, context) ?? value(withQuotes(describe(schema), node));
    case 'invalid_key': {
      const name = String(path.at(-1));
      const message = issue.issues[0]?.message ?? 'another key';
      const near = nearest(name, [...new Set(message.match(/\w+/g))]);
      return [
        {
          path,
          at: 'key',
          found: `the key ${quote(name)}`,
          expected: near.length > 0 ? `${either(near)} (nearest to it): ${message}` : message,
        },
      ];
    }
    case 'invalid_type':
      return value(withQuotes(describe(schema), node));
    case 'invalid_value':
      return value(oneOfWords(issue.values.map(String), node));
    case 'too_small':
    case 'too_big':
      return [{ path, at: 'value', ...size(issue, node) }];
    case 'invalid_format':
      return value(
        issue.format === 'starts_with' && 'prefix' in issue
          ? `text that starts with ${issue.prefix}`
          : issue.message,
      );
    case 'custom':
      return followsFromUnknownKey(node, keysOf(schema)) ? [] : [custom(issue.message, path, node, schema)];
    default:
      return value(excerpt(issue.message));
  }
}

/** The faults of the option that the author most likely meant; undefined where nothing tells which. */
function explainUnion(issue: InUnion, path: YamlPath, context: Context): ContentFault[] | undefined {
  const node = nodeAt(context.tree, path);
  const fitting = issue.errors.filter((errors) => !errors.some((error) => isOtherType(error, node)));
  const weights = fitting.map(weight);
  const least = Math.min(...weights);
  const best = fitting.filter((_, index) => weights[index] === least);
  const [first] = best;
  if (first === undefined) return undefined;
  if (best.length === 1) return first.flatMap((error) => explainIssue(error, path, context));
  if (best.every((errors) => errors.every((error) => isMissingKey(error, node)))) {
    const choices = best.map((errors) => errors.map((error) => error.path.join('.')).join(' + '));
    return [{ path, at: 'value', found: found(node), expected: `also the keys ${either(choices)}` }];
  }
  const faults = best.map((errors) => errors.flatMap((error) => explainIssue(error, path, context)).at(0));
  const place = faults[0];
  if (!place || !faults.every((fault) => fault?.path.join('.') === place.path.join('.'))) return undefined;
  return [{ ...place, expected: either([...new Set(faults.map((fault) => fault?.expected ?? ''))]) }];
}

/** How much an author would have to change for an option to fit. */
function weight(errors: readonly Issue[]): number {
  const places = new Set(errors.map((error) => error.path.join('.')));
  const unknown = errors.reduce(
    (sum, error) => sum + (error.code === 'unrecognized_keys' ? error.keys.length - 1 : 0),
    0,
  );
  return places.size + unknown;
}

/** Whether an option of a union was not meant at all: the value is of another type. */
function isOtherType(issue: Issue, node: Tree | undefined): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_value') return issue.values.every((word) => typeof word !== typeof node?.value);
  return issue.code === 'invalid_type';
}

function isMissingKey(issue: Issue, node: Tree | undefined): boolean {
  const [key] = issue.path;
  return issue.path.length === 1 && typeof key === 'string' && node?.children?.has(key) === false;
}

/** A value of the wrong form often fails several tests at once; the first says what to do. */
function firstOfEachPlace(faults: readonly ContentFault[]): ContentFault[] {
  const told = new Set<string>();
  return faults.filter((fault) => {
    const place = JSON.stringify([fault.at, ...fault.path]);
    return !told.has(place) && told.add(place);
  });
}

function unknownKey(
  key: string,
  path: YamlPath,
  allowed: readonly string[],
  node: Tree | undefined,
): ContentFault {
  const free = allowed.filter((name) => !node?.children?.has(name));
  const near = nearest(key, allowed);
  const expected =
    near.length > 0
      ? `${either(near)} (nearest to it)`
      : free.length > 0
        ? oneOf(free)
        : `no key beside ${allowed.join(', ')}`;
  return {
    path: [...path, key],
    at: 'key',
    found: `the unknown key ${quote(key)}`,
    expected: allowed.length > 0 ? expected : 'no such key here',
  };
}

function missingKey(path: YamlPath, schema: z.core.$ZodType | undefined): ContentFault {
  const meaning = meaningOf(schema);
  return {
    path,
    at: 'value',
    found: 'no such key',
    expected: `the key ${quote(String(path.at(-1)))} with ${describe(schema)}${meaning ? ` (${meaning})` : ''}`,
  };
}

/** "exactly one operator" over a mapping whose only key is unknown repeats what the unknown key says. */
function followsFromUnknownKey(node: Tree, allowed: readonly string[]): boolean {
  return (
    allowed.length > 0 && [...(node.children?.keys() ?? [])].some((key) => !allowed.includes(String(key)))
  );
}

function custom(
  message: string,
  path: YamlPath,
  node: Tree,
  schema: z.core.$ZodType | undefined,
): ContentFault {
  const keys = keysOf(schema);
  const listed = keys.length === 0 || keys.some((key) => message.includes(key));
  return {
    path,
    at: 'value',
    found: found(node),
    expected: listed ? message : `${message} of ${keys.join(', ')}`,
  };
}
