import type { Value } from './values.ts';

/** Variables by scope: a function sees those of its callers and sets its own. */
export class Variables {
  readonly #scopes: Map<string, Value>[] = [new Map()];
  readonly #environment: ReadonlyMap<string, string>;

  constructor(set: Readonly<Record<string, Value>>, environment: Readonly<Record<string, string>>) {
    for (const [name, value] of Object.entries(set)) this.set(`$${name}`, value);
    this.#environment = new Map(
      Object.entries(environment).map(([name, text]) => [name.toLowerCase(), text]),
    );
  }

  /** Begins a function with its parameters, named without `$`. */
  open(parameters: ReadonlyMap<string, Value>): void {
    this.#scopes.push(new Map([...parameters].map(([name, value]) => [name.toLowerCase(), value])));
  }

  close(): void {
    this.#scopes.pop();
  }

  set(name: string, value: Value): void {
    const bare = name.slice(1).toLowerCase();
    const script = /^(?:script|global):/.exec(bare);
    const scope = script === null ? this.#scopes.at(-1) : this.#scopes[0];
    scope?.set(bare.slice(script?.[0].length ?? 0), value);
  }

  /** Throws where nobody set it: the script is wrong. */
  get(name: string): Value {
    const bare = name.slice(1).toLowerCase();
    if (bare === 'true' || bare === 'false') return bare === 'true';
    if (bare === 'null') return null;
    if (bare.startsWith('env:')) return this.#environment.get(bare.slice(4)) ?? null;
    const scope = this.#scopes.findLast((each) => each.has(bare));
    if (scope === undefined) throw new Error(`the variable ${name} was never set`);
    return scope.get(bare) ?? null;
  }
}
