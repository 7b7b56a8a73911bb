import { enumerate, isObject, PsError, PsHash, type PsObject, text, type Value } from './values.ts';

/** A method that a script called and that the tests do not know: the script or the tests are wrong. */
export class UnknownMember extends Error {}

export function object(
  type: string,
  methods: Readonly<Record<string, (args: readonly Value[]) => Value>>,
  properties: Readonly<Record<string, () => Value>> = {},
  items?: Value[],
): PsObject {
  const method = lower(methods);
  const property = lower(properties);
  return {
    type,
    ...(items !== undefined && { items }),
    call(name, args) {
      const found = method.get(name.toLowerCase());
      if (found === undefined) throw new UnknownMember(`${type}.${name}()`);
      return found(args);
    },
    get(name) {
      const found = property.get(name.toLowerCase());
      if (found === undefined) throw new UnknownMember(`${type}.${name}`);
      return found();
    },
  };
}

function lower<T>(record: Readonly<Record<string, T>>): Map<string, T> {
  return new Map(Object.entries(record).map(([key, value]) => [key.toLowerCase(), value]));
}

export function arrayList(): PsObject {
  const items: Value[] = [];
  const type = 'System.Collections.ArrayList';
  return {
    type,
    items,
    call(name, [value = null]) {
      if (/^add$/i.test(name)) return items.push(value) - 1;
      if (/^toarray$/i.test(name)) return [...items];
      if (/^contains$/i.test(name)) return items.includes(value);
      throw new UnknownMember(`${type}.${name}()`);
    },
    get(name) {
      if (/^count$/i.test(name)) return items.length;
      throw new UnknownMember(`${type}.${name}`);
    },
  };
}

const regexes = new Map<string, RegExp>();

/** A .NET pattern as one of JavaScript; only what the scripts use. */
export function regexOf(pattern: string, options = ''): RegExp {
  const key = `${options}\0${pattern}`;
  const known = regexes.get(key);
  if (known !== undefined) {
    known.lastIndex = 0;
    return known;
  }
  const made = compiled(pattern, options);
  regexes.set(key, made);
  return made;
}

function compiled(pattern: string, options: string): RegExp {
  const inline = /^\(\?(?<flags>[is]+)\)/.exec(pattern);
  const flags = `${inline?.groups?.['flags'] ?? ''}${/IgnoreCase/i.test(options) ? 'i' : ''}${/Singleline/i.test(options) ? 's' : ''}`;
  const body = (inline === null ? pattern : pattern.slice(inline[0].length))
    .replaceAll('\\z', '(?![\\s\\S])')
    .replaceAll('\\ ', ' ')
    .replace(/\\(?=['"@#%&:;,<>=!~`_])/g, '');
  return new RegExp(body, `${[...new Set(flags)].join('')}gu`);
}

export function regexObject(pattern: RegExp): PsObject {
  const type = 'System.Text.RegularExpressions.Regex';
  return {
    type,
    call(name, [value = null]) {
      if (!/^ismatch$/i.test(name)) throw new UnknownMember(`${type}.${name}()`);
      pattern.lastIndex = 0;
      return pattern.test(text(value));
    },
    get(name) {
      throw new UnknownMember(`${type}.${name}`);
    },
  };
}

export function matchObject(match: RegExpExecArray | null): PsObject {
  const groups = (match === null ? [''] : [...match]).map((part) =>
    object('Group', {}, { Value: () => part ?? '' }),
  );
  // A group that does not exist is an empty one.
  const all = [...groups, ...Array.from({ length: 5 }, () => object('Group', {}, { Value: () => '' }))];
  return object(
    'Match',
    {},
    {
      Success: () => match !== null,
      Index: () => match?.index ?? 0,
      Length: () => match?.[0].length ?? 0,
      Value: () => match?.[0] ?? '',
      Groups: () => all,
    },
  );
}

const escaped = /[\\*+?|{[()^$.# ]/g;
type Statics = Readonly<Record<string, Readonly<Record<string, (args: readonly Value[]) => Value>>>>;

/** Static members of types that need nothing of the machine. */
export const pureStatics: Statics = {
  regex: {
    IsMatch: ([value = null, pattern = null]) => regexOf(text(pattern)).test(text(value)),
    Match: ([value = null, pattern = null]) => matchObject(regexOf(text(pattern)).exec(text(value))),
    Matches: ([value = null, pattern = null]) =>
      [...text(value).matchAll(regexOf(text(pattern)))].map((match) => matchObject(match)),
    Replace: ([value = null, pattern = null, by = null]) =>
      text(value).replace(regexOf(text(pattern)), text(by)),
    Escape: ([value = null]) => text(value).replace(escaped, '\\$&'),
    Unescape: ([value = null]) =>
      text(value)
        .replace(/\\x([0-9a-f]{2})|\\u([0-9a-f]{4})/gi, (_all, two?: string, four?: string) =>
          String.fromCharCode(Number.parseInt(two ?? four ?? '', 16)),
        )
        .replace(/\\(?=[^\w])/g, ''),
  },
  string: {
    Join: ([by = null, values = null]) => enumerate(values).map(text).join(text(by)),
  },
  'System.IO.Path': {
    GetFileName: ([path = null]) => text(path).slice(text(path).lastIndexOf('\\') + 1),
  },
  BitConverter: {
    ToInt32: ([bytes = null, at = null]) => Buffer.from(bytes as Uint8Array).readInt32LE(Number(at)),
  },
  Array: {
    Copy: ([from = null, at = null, to = null, start = null, length = null]) => {
      const part = (from as Uint8Array).subarray(Number(at), Number(at) + Number(length));
      (to as Uint8Array).set(part, Number(start));
      return null;
    },
  },
};

/** Methods and properties of strings, arrays, bytes and hashtables. */
export function member(target: Value, name: string, args?: readonly Value[]): Value {
  if (isObject(target)) return args === undefined ? target.get(name) : target.call(name, args);
  const known = args === undefined ? propertyOf(target, name) : methodOf(target, name, args);
  if (known === undefined) throw new UnknownMember(`${typeof target}.${name}`);
  return known;
}

function propertyOf(target: Value, name: string): Value | undefined {
  const lowered = name.toLowerCase();
  if (target instanceof PsHash) {
    if (lowered === 'count') return target.keys.length;
    if (lowered === 'keys') return target.keys;
    return target.get(name);
  }
  if (typeof target === 'string' && lowered === 'length') return target.length;
  if ((Array.isArray(target) || target instanceof Uint8Array) && /^(?:length|count)$/.test(lowered))
    return target.length;
  return undefined;
}

function methodOf(target: Value, name: string, args: readonly Value[]): Value | undefined {
  const [first = null, second] = args;
  if (target instanceof PsHash) return /^containskey$/i.test(name) ? target.has(text(first)) : undefined;
  if (target === null) throw new PsError('You cannot call a method on a null-valued expression.');
  if (typeof target !== 'string') return undefined;
  switch (name.toLowerCase()) {
    case 'substring': {
      const [at, length] = [Number(first), second === undefined ? undefined : Number(second)];
      if (at < 0 || at + (length ?? 0) > target.length || (length ?? 0) < 0)
        throw new PsError('out of range');
      return length === undefined ? target.slice(at) : target.slice(at, at + length);
    }
    case 'trim':
      return args.length === 0 ? target.trim() : trimmed(target, text(first), true);
    case 'trimend':
      return trimmed(target, text(first), false);
    case 'split':
      return target.split(text(first));
    case 'replace':
      return target.replaceAll(text(first), text(second ?? null));
    case 'startswith':
      return target.startsWith(text(first));
    case 'indexof':
      return target.indexOf(text(first));
    case 'lastindexof':
      return target.lastIndexOf(text(first));
    case 'tolowerinvariant':
      return target.toLowerCase();
    case 'toupperinvariant':
      return target.toUpperCase();
    case 'tochararray':
      return [...target];
    case 'normalize':
      return target.normalize();
    default:
      return undefined;
  }
}

function trimmed(target: string, char: string, both: boolean): string {
  let [start, end] = [0, target.length];
  while (both && start < end && target[start] === char) start++;
  while (end > start && target[end - 1] === char) end--;
  return target.slice(start, end);
}
