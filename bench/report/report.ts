import { redact } from '../../src/cli/redact-users.ts';
import type { Item } from '../../src/model/item.ts';
import type { Report } from '../../src/model/report.ts';
import { everyFormat } from '../../tests/report/fixtures/every-format.ts';
import { workstation } from '../../tests/report/fixtures/reports.ts';

const itemCount = 50_000;
const findingCount = 2_000;

/** A fleet's report: 50,000 items, and 2,000 findings with 25 pieces of evidence each, which are those items. */
export function largeReport(): Report {
  const items = Array.from(
    { length: itemCount },
    (_, index): Item => ({
      kind: index % 3 === 0 ? 'service' : 'software',
      collector: 'dpkg',
      name: `package-${index}`,
      displayName: `Package ${index} of the maker "${index % 97}" <x>`,
      version: `1.${index % 50}.${index}`,
      publisher: `Maker ${index % 97}`,
      path: `/home/person${index % 500}/lib/package-${index}`,
      origin: '/var/lib/dpkg/status',
      scope: `person${index % 500}`,
    }),
  );
  const { findings } = workstation;
  const many = Array.from({ length: findingCount }, (_, index) => {
    const finding = findings[index % findings.length];
    if (finding === undefined) throw new Error('the fixture has findings');
    const evidence = items
      .slice(index * 25, index * 25 + 25)
      .map((item) => ({ signature: `${finding.product.id}/package`, item }));
    return { ...finding, id: `${finding.product.id}@host-${index}`, host: `host-${index}`, evidence };
  });
  return {
    ...workstation,
    findings: many,
    items,
    summary: {
      ...workstation.summary,
      items: itemCount,
      findings: findingCount,
      failing: many.map(({ id }) => id),
    },
  };
}

/** Prints the time of each format, and the size of what it writes. Asserts nothing. */
export function run({ print }: { readonly print: (line: string) => void }): void {
  const report = largeReport();
  print(`report of ${itemCount} items and ${findingCount} findings (least processor time of 3 runs)`);
  const time = (work: () => string): { ms: number; size: number } => {
    let ms = Number.POSITIVE_INFINITY;
    let size = 0;
    for (let round = 0; round < 3; round++) {
      const started = process.cpuUsage();
      size = Buffer.byteLength(work());
      const { user, system } = process.cpuUsage(started);
      ms = Math.min(ms, (user + system) / 1000);
    }
    return { ms, size };
  };
  const row = (name: string, { ms, size }: { ms: number; size: number }): void =>
    print(
      `  ${name.padEnd(24)} ${ms.toFixed(0).padStart(6)} ms ${(size / 2 ** 20).toFixed(1).padStart(7)} MiB   target at most 2000 ms: ${ms <= 2000 ? 'met' : 'MISSED'}`,
    );
  for (const [name, render] of everyFormat)
    row(
      name,
      time(() => render(report)),
    );
  row(
    '--redact users',
    time(() => redact(report).target.type),
  );
}
