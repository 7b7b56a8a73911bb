/** The name of a host in a result, by the key under which its items were added. What has one name is one host. */
export type NameOf = (key: string | undefined) => string | undefined;

/** Every host under its own key. */
export const sameName: NameOf = (key) => key;

/** What was gathered of one host. */
interface Gathered<Self> {
  /** Adds what was gathered of the same host under another key. */
  addAll(other: Self): void;
}

/** What was gathered of hosts by key, by name: as it is, or joined in a new one where several keys have one name. */
export function byName<Of extends Gathered<Of>>(
  hosts: ReadonlyMap<string | undefined, Of>,
  nameOf: NameOf,
  make: () => Of,
): ReadonlyMap<string | undefined, Of> {
  const named = new Map<string | undefined, Of>();
  const joined = new Set<Of>();
  for (const [key, own] of hosts) {
    const name = nameOf(key);
    const there = named.get(name);
    if (there === undefined) named.set(name, own);
    else if (joined.has(there)) there.addAll(own);
    else {
      const whole = make();
      whole.addAll(there);
      whole.addAll(own);
      joined.add(whole);
      named.set(name, whole);
    }
  }
  return named;
}
