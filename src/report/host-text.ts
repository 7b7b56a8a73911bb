import type { DatedFinding } from '../model/finding.ts';
import { protectsHost } from '../model/protects-host.ts';
import type { Report } from '../model/report.ts';
import type { Page } from './layout.ts';

/** What is known of the host beside its findings: protection afterwards, encryption, age of databases, a restart. */
export function hostText(page: Page, finding: DatedFinding, report: Report, indent: number): string[] {
  return [
    ...databaseText(page, finding, report, indent),
    ...readinessText(page, finding, report, indent),
    ...encryptionText(page, finding, report, indent),
    ...(report.rebootPending === true
      ? page.block(page.m.restart, {
          indent,
          tone: 'yellow',
        })
      : []),
  ];
}

/** With several hosts the report holds the worst of them, which may not be that of this finding. */
function readinessText(page: Page, finding: DatedFinding, report: Report, indent: number): string[] {
  const { readiness } = finding.recommendation;
  const why = readiness === report.readiness.answer ? ` ${report.readiness.text}` : '';
  const guards = protectsHost(finding);
  const words = guards ? page.m.readiness[readiness] : page.m.notChanged;
  const tone = readiness === 'yes' || !guards ? {} : { tone: 'yellow' as const };
  return page.block(`${page.m.protectionAfterwards(words)}${why}`, { indent, ...tone });
}

function encryptionText(page: Page, finding: DatedFinding, { encryption }: Report, indent: number): string[] {
  const stop = finding.recommendation.stops.find(({ reason }) => reason === 'encryption');
  if (stop !== undefined) return page.block(page.m.stopEncryption(stop.text), { indent, tone: 'yellow' });
  const isWorthSaying = encryption.state === 'decrypted' || encryption.state === 'encrypted' || page.verbose;
  return isWorthSaying ? page.block(page.m.encryption(encryption.text), { indent }) : [];
}

function databaseText(page: Page, finding: DatedFinding, { databases }: Report, indent: number): string[] {
  const known = databases.flatMap(({ name, product, text }) => {
    const own = product === finding.product.id;
    return page.block(own ? page.m.databases(text) : page.m.databasesBy(page.field(name), text), { indent });
  });
  if (known.length > 0 || !page.verbose) return known;
  return finding.product.capabilities.includes('signature-updates')
    ? page.block(page.m.databasesNotRead, { indent })
    : [];
}
