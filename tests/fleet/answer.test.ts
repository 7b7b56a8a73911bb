import { describe, expect, it } from 'vitest';
import { stopWords } from '../../src/fleet/answer.ts';
import { renderDashboard } from '../../src/fleet/html/render-dashboard.ts';
import { loadFleetMessages } from '../../src/fleet/messages/languages.ts';
import { pageEn } from '../../src/fleet/messages/page-en.ts';
import { renderFleetTable } from '../../src/fleet/text/table.ts';
import type { FleetView } from '../../src/fleet/view.ts';
import { busy, clean } from './html/views.ts';

type Change = Partial<Record<'hosts' | 'accepted' | 'unknownWithFindings', number>> & {
  readonly neverSeen?: number;
  readonly builtin?: false;
  readonly unreadable?: number;
  readonly exitCode?: number;
} & Partial<Record<keyof FleetView['totals']['byState'], number>>;

function viewOf(change: Change): FleetView {
  const { hosts = 2, accepted = 0, unknownWithFindings = 0, neverSeen, builtin, ...other } = change;
  const { unreadable = 0, exitCode = 0, ...byState } = other;
  const none = { affected: 0, unproven: 0, unknown: 0, incomplete: 0, cleared: 0, clean: 0 };
  return {
    ...clean,
    inputs: { ...clean.inputs, unreadable },
    exitCode,
    rulePacks: clean.rulePacks.map((pack) => ({ ...pack, builtin: builtin ?? true })),
    totals: { ...clean.totals, hosts, accepted, unknownWithFindings, byState: { ...none, ...byState } },
    ...(neverSeen !== undefined && { expected: { hosts: 9, missed: neverSeen, neverSeen, list: [] } }),
  };
}

const cases: readonly (readonly [Change, string, string, 'bad' | 'warn' | 'good'])[] = [
  [{ affected: 1, clean: 1 }, 'KASPERSKY ON 1 OF 2 HOSTS', 'KASPERSKY AUF 1 VON 2 RECHNERN', 'bad'],
  [
    { affected: 1, unproven: 1 },
    'KASPERSKY ON 1 OF 2 HOSTS; not known for 1',
    'KASPERSKY AUF 1 VON 2 RECHNERN; nicht bekannt bei 1',
    'bad',
  ],
  [
    { unproven: 1, clean: 1 },
    'NOTHING FOUND IN THE LATEST REPORTS OF 2 HOSTS; not known for 1',
    'NICHTS GEFUNDEN IN DEN NEUESTEN BERICHTEN VON 2 RECHNERN; nicht bekannt bei 1',
    'warn',
  ],
  [
    { clean: 1, unknown: 1, unknownWithFindings: 1 },
    'KASPERSKY ON 0 OF 1 HOST SEEN LATELY; 1 host not seen lately had it',
    'KASPERSKY AUF 0 VON 1 RECHNER, DIE ZULETZT ZU SEHEN WAREN; 1 Rechner, zuletzt nicht zu sehen, hatte etwas davon',
    'bad',
  ],
  [
    { hosts: 5, affected: 1, unknown: 3, unknownWithFindings: 2, incomplete: 1, neverSeen: 4 },
    'KASPERSKY ON 1 OF 5 HOSTS; 2 hosts not seen lately had it; not known for 6',
    'KASPERSKY AUF 1 VON 5 RECHNERN; 2 Rechner, zuletzt nicht zu sehen, hatten etwas davon; nicht bekannt bei 6',
    'bad',
  ],
  [
    { hosts: 1200, affected: 1100, accepted: 1000, clean: 100 },
    'KASPERSKY ON 1 100 OF 1 200 HOSTS; accepted on 1 000',
    'KASPERSKY AUF 1 100 VON 1 200 RECHNERN; akzeptiert auf 1 000',
    'bad',
  ],
  [
    { affected: 1, clean: 1, builtin: false },
    'LISTED PRODUCTS ON 1 OF 2 HOSTS',
    'GELISTETE PRODUKTE AUF 1 VON 2 RECHNERN',
    'bad',
  ],
  [{ clean: 1, cleared: 1 }, 'NOTHING FOUND ON 2 HOSTS', 'NICHTS GEFUNDEN AUF 2 RECHNERN', 'good'],
  [
    { clean: 2, neverSeen: 3 },
    'NOTHING FOUND IN THE LATEST REPORTS OF 2 HOSTS; not known for 3',
    'NICHTS GEFUNDEN IN DEN NEUESTEN BERICHTEN VON 2 RECHNERN; nicht bekannt bei 3',
    'warn',
  ],
  [
    { clean: 2, unreadable: 1, exitCode: 3 },
    'NOTHING FOUND IN THE LATEST REPORTS OF 2 HOSTS; 1 input not read',
    'NICHTS GEFUNDEN IN DEN NEUESTEN BERICHTEN VON 2 RECHNERN; 1 Eingabe nicht gelesen',
    'warn',
  ],
  [
    { clean: 2, unreadable: 2 },
    'NOTHING FOUND IN THE LATEST REPORTS OF 2 HOSTS; 2 inputs not read',
    'NICHTS GEFUNDEN IN DEN NEUESTEN BERICHTEN VON 2 RECHNERN; 2 Eingaben nicht gelesen',
    'warn',
  ],
  [
    { clean: 2, exitCode: 130 },
    'NOTHING FOUND IN THE LATEST REPORTS OF 2 HOSTS; reading was interrupted',
    'NICHTS GEFUNDEN IN DEN NEUESTEN BERICHTEN VON 2 RECHNERN; das Lesen wurde abgebrochen',
    'warn',
  ],
  [
    { affected: 1, clean: 1, unreadable: 1, exitCode: 130 },
    'KASPERSKY ON 1 OF 2 HOSTS; 1 input not read; reading was interrupted',
    'KASPERSKY AUF 1 VON 2 RECHNERN; 1 Eingabe nicht gelesen; das Lesen wurde abgebrochen',
    'bad',
  ],
  // Whatever else makes it fail.
  [
    { clean: 2, exitCode: 3 },
    'NOTHING FOUND IN THE LATEST REPORTS OF 2 HOSTS',
    'NICHTS GEFUNDEN IN DEN NEUESTEN BERICHTEN VON 2 RECHNERN',
    'warn',
  ],
  [{ hosts: 0 }, 'NO HOST TO JUDGE', 'KEIN RECHNER ZU BEURTEILEN', 'warn'],
];

describe.each(cases)('the answer for %j', (change, english, german, tone) => {
  it.each([
    ['en', english],
    ['de', german],
  ] as const)('is the same at the terminal and in the page (%s)', async (language, answer) => {
    const words = await loadFleetMessages(language);
    const view = viewOf(change);
    expect(renderFleetTable(view, { width: 200, words }).split('\n')).toContain(answer);
    const page = renderDashboard(view, words);
    expect(page).toContain(`<title>${answer}</title>`);
    expect(page).toContain(`<h1 class="${tone}">${answer}</h1>`);
  });
});

describe('what must be settled before anything is removed', () => {
  it.each([
    [0, 0, 0, undefined],
    [1, 1, 0, 'Do NOT remove yet on 1 host: no protection may remain on 1.'],
    [2, 1, 2, 'Do NOT remove yet on 2 hosts: no protection may remain on 1, data may be encrypted on 2.'],
  ])('%i hosts, %i for protection, %i for encryption', (stopped, protection, encryption, words) => {
    const totals = { ...busy.totals, stopped, stoppedBy: { protection, encryption } };
    expect(stopWords(pageEn, { ...busy, totals })).toBe(words);
  });

  it('is said at the terminal with the first hosts, and in the page with every host', () => {
    const text = renderFleetTable(busy, { width: 200 });
    expect(text).toContain(
      'Do NOT remove yet on 9 hosts: no protection may remain on 8, data may be encrypted on 1. Among them: HAR-WS-0000, ',
    );
    const page = renderDashboard(busy);
    expect(page).toContain('<p class="stop" role="note">Do NOT remove yet on 9 hosts: ');
    expect(page).toContain('do NOT remove yet: no protection may remain');
    expect(page).toContain('do NOT remove yet: data may be encrypted');
  });
});

describe('what a deadline means', () => {
  it.each([
    ['the only one', [1], 'Continued use is not a violation under the determination.'],
    ['not the worst', [0, 1], 'Continued use is not a violation under the determination.'],
  ])('is said of %s', (_, which, words) => {
    const phases = which.flatMap((index) => busy.phases[index] ?? []);
    const view = { ...busy, phases, deadline: phases[0]?.deadline ?? null };
    expect(renderFleetTable(view, { width: 200 })).toContain(words);
    expect(renderDashboard(view)).toContain(words);
  });
});
