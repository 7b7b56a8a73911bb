import type { Accept } from '../deadline/accept.ts';
import { homeZone } from '../deadline/instant.ts';
import { localDay } from '../deadline/zone.ts';
import { foldName } from './identity.ts';
import type { ObservedProduct } from './observation.ts';

/**
 * What is accepted on the as-of day: findings that their own report marks as accepted, and those of `--accept`, by
 * product or `PRODUCT@HOST`, where an image is a host. The longest wins; after its last day a finding counts again.
 */
export class Acceptances {
  readonly #today: string;
  readonly #accepts: readonly { readonly given: Accept; readonly product: string; readonly host?: string }[];
  readonly #used = new Set<Accept>();

  /** @param asOf ms since 1970 UTC */
  constructor(accepts: readonly Accept[], asOf: number) {
    this.#today = localDay(asOf, homeZone);
    this.#accepts = accepts.map((given) => {
      const [product = '', ...host] = given.id.split('@');
      return { given, product, ...(host.length > 0 && { host: foldName(host.join('@')) }) };
    });
  }

  /** Until when a finding on a host of these names is accepted; undefined where it counts. */
  of(
    { id, acceptedUntil }: ObservedProduct,
    names: readonly string[],
  ): { readonly until: string } | undefined {
    const folded = names.map(foldName);
    const days = acceptedUntil === undefined ? [] : [acceptedUntil];
    for (const { given, product, host: only } of this.#accepts) {
      if (product !== id || (only !== undefined && !folded.includes(only))) continue;
      this.#used.add(given);
      days.push(given.until);
    }
    const until = days
      .filter((day) => day >= this.#today)
      .sort()
      .at(-1);
    return until === undefined ? undefined : { until };
  }

  /** Those of `--accept` that were about nothing so far: mistyped, or no longer needed. */
  unused(): Accept[] {
    return this.#accepts.map(({ given }) => given).filter((given) => !this.#used.has(given));
  }
}
