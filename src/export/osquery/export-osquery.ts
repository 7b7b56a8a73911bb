import { forPlatform } from '../../match/for-platform.ts';
import { markerWants } from '../../match/marker-wants.ts';
import type { RulePack } from '../../model/rule-pack.ts';
import type { Exported, ExportOptions, NotExpressed } from '../exported.ts';
import type { Step } from '../sql/dialect.ts';
import { type Entries, entriesOf } from '../sql/entries.ts';
import { evidenceExpressions } from '../sql/evidence-query.ts';
import { statementsOf } from '../sql/statements.ts';
import { osquerySqlite } from './dialect.ts';
import { blindGuard, whyNot } from './expressible.ts';
import { type PlatformQuery, packFile, policyFile } from './files.ts';
import { canLookFor, inventoryQuery } from './inventory.ts';
import { oneHostResult, oneHostSteps } from './one-host.ts';
import { type OsqueryPlatform, osqueryPlatforms } from './tables.ts';

/**
 * The pack as an osquery pack (one query a platform, which says what `phaseout scan` says of the tables that osquery has)
 * and as policies of Fleet, which fail where a product is found.
 */
export function exportOsquery(pack: RulePack, options: ExportOptions): Exported {
  const wanted = osqueryPlatforms.filter(
    ({ platform }) => options.platform === undefined || options.platform === platform,
  );
  const made = wanted.map(({ platform, osquery }) => ({ osquery, ...queryFor(pack, platform) }));
  const notExpressed = [
    ...made.flatMap((each) => each.notExpressed),
    ...(options.platform === undefined ? elsewhere(pack) : []),
  ];
  const queries: PlatformQuery[] = made.map(({ osquery, query }) => ({ platform: osquery, query }));
  return {
    files: [packFile(pack, queries, options, notExpressed), policyFile(pack, queries, options, notExpressed)],
    notExpressed,
  };
}

function queryFor(
  pack: RulePack,
  platform: OsqueryPlatform,
): { query: string; notExpressed: NotExpressed[] } {
  const part = forPlatform(pack, platform);
  const { entries, notExpressed: unwritable } = entriesOf(part);
  const probes = new Map(entries.probes.map((probe) => [probe.id, probe]));
  const notExpressed: NotExpressed[] = [...unwritable];
  const signatures = entries.signatures.filter((signature) => {
    const why = whyNot(signature, probes, platform);
    const guard = why ?? blindGuard(signature, probes, platform);
    if (guard !== undefined) notExpressed.push({ signature: signature.id, why: `${platform}: ${guard}` });
    return why === undefined;
  });
  const used = new Set(signatures.flatMap(({ beside, unless }) => [...beside, ...unless]));
  const kept: Entries = { signatures, probes: entries.probes.filter(({ id }) => used.has(id)) };
  const paths = markerWants(part, platform).paths.filter(canLookFor);
  const steps: Step[] = [
    { name: 'inventory', text: osquerySqlite.once('inventory', inventoryQuery(platform, paths)) },
    ...evidenceExpressions(kept, osquerySqlite),
    ...oneHostSteps(kept, osquerySqlite),
  ];
  const [query = ''] = statementsOf(steps, oneHostResult, osquerySqlite);
  return { query, notExpressed };
}

/** Signatures for systems that osquery does not run on. */
function elsewhere(pack: RulePack): NotExpressed[] {
  const known: readonly string[] = osqueryPlatforms.map(({ platform }) => platform);
  return [
    ...pack.products.map((each) => ({ id: each.product, each })),
    ...pack.protections.map((each) => ({ id: each.protection, each })),
  ].flatMap(({ id, each }) =>
    each.signatures
      .filter(({ platforms = each.platforms }) => !platforms.some((platform) => known.includes(platform)))
      .map((signature) => ({
        signature: `${id}/${signature.id}`,
        why: 'osquery does not run on Android and iOS',
      })),
  );
}
