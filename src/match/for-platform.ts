import type { RulePack } from '../model/rule-pack.ts';
import type { Platform } from '../model/vocabulary.ts';

/**
 * The part of a pack that can match on one platform: a scan of a Linux host compiles no Windows signature.
 * Only for matching; advice and deadlines come from the whole pack.
 */
export function forPlatform(pack: RulePack, platform: Platform): RulePack {
  const part = <Subject extends RulePack['products'][number] | RulePack['protections'][number]>(
    subjects: readonly Subject[],
  ): Subject[] =>
    subjects
      .map((subject) => ({
        ...subject,
        signatures: subject.signatures.filter(({ platforms }) =>
          (platforms ?? subject.platforms).includes(platform),
        ),
      }))
      .filter(({ signatures }) => signatures.length > 0);
  return { ...pack, products: part(pack.products), protections: part(pack.protections) };
}
