import type { RegistryKey, RegistryValue } from '../registry.ts';
import type { HiveKey } from './hive-key.ts';
import { foldName } from './key-names.ts';

/**
 * The registry that a Windows container sees: the keys of its differencing hive laid over those of the hives below.
 * `roots` are the root keys from the uppermost layer (the container's own) down to the base. Undefined where the
 * uppermost is a tombstone.
 * A tombstone hides the key, or value, of that name below; `supersede-tree` hides the whole subtree below;
 * `supersede-local` hides the values below. For the last one the specification does not say what becomes of subkeys:
 * they are shown, so that nothing is missed. Not checked against a running container.
 * Source: msuhanov/regf, Layered keys; Key value, Flags.
 */
export function mergeLayers(roots: readonly HiveKey[]): RegistryKey | undefined {
  return merged(roots);
}

class LayeredKey implements RegistryKey {
  /** From the uppermost layer down; at least one. */
  readonly #stack: readonly [HiveKey, ...HiveKey[]];

  constructor(stack: readonly [HiveKey, ...HiveKey[]]) {
    this.#stack = stack;
  }

  get path(): string {
    return this.#stack[0].path;
  }

  get name(): string {
    return this.#stack[0].name;
  }

  get lastWrittenMs(): number | undefined {
    const times = this.#stack.flatMap(({ lastWrittenMs }) => lastWrittenMs ?? []);
    return times.length === 0 ? undefined : Math.max(...times);
  }

  async subkeys(): Promise<readonly RegistryKey[]> {
    const stacks = new Map<string, HiveKey[]>();
    for (const layer of this.#stack) {
      for (const key of await layer.storedSubkeys()) {
        const folded = foldName(key.name);
        const stack = stacks.get(folded);
        if (stack === undefined) stacks.set(folded, [key]);
        else stack.push(key);
      }
    }
    return [...stacks.values()].flatMap((stack) => merged(stack) ?? []);
  }

  async values(): Promise<readonly RegistryValue[]> {
    const settled = new Set<string>();
    const values: RegistryValue[] = [];
    for (const layer of this.#stack) {
      const own = await layer.values();
      values.push(...own.filter(({ name }) => !settled.has(foldName(name))));
      for (const { name } of own) settled.add(foldName(name));
      for (const name of await layer.valueTombstones()) settled.add(foldName(name));
      if (layer.layer === 'supersede-local') break;
    }
    return values;
  }
}

/** The key that a stack shows: what lies below a tombstone or a superseded tree is left out. */
function merged(stack: readonly HiveKey[]): RegistryKey | undefined {
  const shown: HiveKey[] = [];
  for (const key of stack) {
    if (key.layer === 'tombstone') break;
    shown.push(key);
    if (key.layer === 'supersede-tree') break;
  }
  const [first, ...rest] = shown;
  return first === undefined ? undefined : new LayeredKey([first, ...rest]);
}
