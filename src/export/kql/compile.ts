import type { RulePack } from '../../model/rule-pack.ts';
import type { Signature } from '../../model/signature.ts';
import type { Platform } from '../../model/vocabulary.ts';
import type { NotExpressed } from '../exported.ts';
import { listed } from '../listed.ts';
import { type ProductSignature, productSignatures } from '../product-signatures.ts';
import { type Entry, entryOf, unaskedCondition } from './entry.ts';
import { findTables, whyUnseen } from './find-tables.ts';
import type { Portal } from './table.ts';

/** What a portal's tables can express of a pack, in the order of the pack. */
export interface Compiled {
  readonly entries: readonly Entry[];
  readonly notExpressed: readonly NotExpressed[];
}

/** Compiles every signature of the products for the platforms of a portal. */
export function compileFor(portal: Portal, pack: RulePack, platforms: readonly Platform[]): Compiled {
  const entries: Entry[] = [];
  const notExpressed: NotExpressed[] = [];
  for (const each of productSignatures(pack)) {
    const own = each.platforms.filter((platform) => platforms.includes(platform));
    if (own.length === 0) continue;
    const reasons = new Set<string>();
    const before = entries.length;
    const silent = silentReason(each.signature, portal);
    if (silent === undefined) {
      for (const platform of own) entries.push(...entriesOf(each, platform, portal, reasons));
    } else reasons.add(silent);
    if (entries.length === before && reasons.size > 1) reasons.delete(unaskedCondition);
    for (const why of reasons) notExpressed.push({ signature: each.id, why });
  }
  return { entries, notExpressed };
}

/** Why a signature makes no row of its own in any query. */
function silentReason({ proves, confidence }: Signature, { others }: Portal): string | undefined {
  if (proves === 'note') return 'it makes a note, which never counts; only findings are looked for';
  if (proves === 'sign') return 'it is a sign of another product and makes no finding by itself';
  if (proves === 'nothing') return 'it proves nothing by itself';
  if (confidence === 'weak' && !others)
    return 'a weak sign counts only beside another, which one query cannot tell';
  return undefined;
}

/** An entry for each table that shows such items; what is not seen is added to `reasons`. */
function entriesOf(
  each: ProductSignature,
  platform: Platform,
  portal: Portal,
  reasons: Set<string>,
): Entry[] {
  const entries: Entry[] = [];
  const blind: string[] = [];
  for (const kind of listed(each.signature.kind)) {
    const tables = findTables(portal, [kind], platform);
    if (tables.length === 0) blind.push(whyUnseen(portal, kind));
    const causes: string[] = [];
    let isSeen = false;
    for (const table of tables) {
      const made = entryOf(each, table, platform, portal, reasons);
      if (typeof made === 'string') {
        causes.push(made);
        continue;
      }
      isSeen = true;
      const partly = table.partly?.[kind];
      if (partly !== undefined) reasons.add(`in part: ${partly}`);
      // Services and drivers share a table; one entry is enough.
      if (!entries.some((entry) => entry.table === table)) entries.push(made);
    }
    if (!isSeen) blind.push(...causes);
  }
  for (const cause of blind) reasons.add(entries.length === 0 ? cause : `in part: ${cause}`);
  return entries;
}
