import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { redact } from '../../src/cli/redact-users.ts';
import type { Item } from '../../src/model/item.ts';
import type { Report } from '../../src/model/report.ts';
import { redactUsers } from '../../src/report/redact.ts';
import { fc } from '../support/property.ts';
import { everyFormat } from './fixtures/every-format.ts';
import { reports, workstation } from './fixtures/reports.ts';

const sid = 'S-1-5-21-1004336348-1177238915-682003330-1001';

/** Pseudonyms that can be read: the name's length, filled up. */
const short = (name: string): string => name.length.toString(16).padStart(8, '0');

interface Places {
  readonly items?: readonly Partial<Item>[];
  readonly message?: string;
  readonly notPresent?: readonly string[];
}

/** A report in which evidence and a gap say this of a host. */
function reportWith({ items = [{}], message = '', notPresent = [] }: Places): Report {
  const whole = items.map(
    (item): Item => ({ kind: 'software', collector: 'dpkg', name: 'kesl', origin: '/a', ...item }),
  );
  const [first] = workstation.findings;
  if (first === undefined) throw new Error('the fixture has findings');
  return {
    ...workstation,
    notes: [],
    coverage: [
      {
        collector: 'markers',
        status: 'gap',
        items: 0,
        gaps: [{ reason: 'permission-denied', source: '/etc', message, couldHide: 'active' }],
        notPresent,
      },
    ],
    findings: [{ ...first, evidence: whole.map((item) => ({ signature: 'kesl/folder', item })) }],
    items: whole,
  };
}

/** What becomes of one item. */
function redacted(item: Partial<Item>, others: readonly Partial<Item>[] = []): Partial<Item> {
  const { items } = redactUsers(reportWith({ items: [item, ...others] }), short);
  return items?.[0] ?? {};
}

describe('names of users', () => {
  const places: readonly (readonly [string, Partial<Item>, Partial<Item>])[] = [
    ['Linux', { path: '/home/jdoe/kesl' }, { path: '/home/user-00000004/kesl' }],
    ['Silverblue', { path: '/var/home/jdoe' }, { path: '/var/home/user-00000004' }],
    ['Windows', { path: 'C:\\Users\\J Doe\\x' }, { path: 'C:\\Users\\user-00000005\\x' }],
    ['slashes', { path: 'c:/users/jdoe/x' }, { path: 'c:/users/user-00000004/x' }],
    ['doubled', { path: 'C:\\\\Users\\\\jdoe\\\\x' }, { path: 'C:\\\\Users\\\\user-00000004\\\\x' }],
    [
      'old Windows',
      { path: 'C:\\Documents and Settings\\jdoe\\x' },
      { path: 'C:\\Documents and Settings\\user-00000004\\x' },
    ],
    ['macOS', { path: '/Users/jdoe/Library/x.app' }, { path: '/Users/user-00000004/Library/x.app' }],
    ['a volume', { path: '/Volumes/x/Users/jdoe/y' }, { path: '/Volumes/x/Users/user-00000004/y' }],
    ['a stream', { path: 'C:\\Users\\jdoe:ads' }, { path: 'C:\\Users\\user-00000004:ads' }],
    ['a URL', { origin: 'file:///home/jdoe/x' }, { origin: 'file:///home/user-00000004/x' }],
    ['a scope', { scope: 'jdoe' }, { scope: 'user-00000004' }],
    ['of a domain', { scope: 'CORP\\jdoe' }, { scope: 'CORP\\user-00000004' }],
    [
      'two letters',
      { scope: 'jo', path: '/home/jo/x' },
      { scope: 'user-00000002', path: '/home/user-00000002/x' },
    ],
    ['an id', { origin: `HKU\\${sid}\\Software` }, { origin: `HKU\\user-0000002d\\Software` }],
    ['its classes', { origin: `HKU\\${sid}_Classes\\x` }, { origin: `HKU\\user-0000002d_Classes\\x` }],
    ['an id in a name', { name: `OneDrive Task-${sid}` }, { name: 'OneDrive Task-user-0000002d' }],
    ['Entra ID', { scope: 'S-1-12-1-1-2-3-4' }, { scope: 'user-00000010' }],
    ['Unicode', { path: '/home/Zoë Müller/x' }, { path: '/home/user-0000000a/x' }],
    ['decomposed', { path: '/Users/zoe\u0308/x' }, { path: '/Users/user-00000003/x' }],
    ['Cyrillic', { path: 'C:\\Users\\Иван\\x' }, { path: 'C:\\Users\\user-00000004\\x' }],
    ['emoji', { path: '/home/\u{1f600}\u{1f600}/x' }, { path: '/home/user-00000004/x' }],
    [
      'a crontab',
      { origin: '/var/spool/cron/crontabs/jdoe:3' },
      { origin: '/var/spool/cron/crontabs/user-00000004:3' },
    ],
    [
      'an attribute called state',
      { scope: 'jdoe', attributes: { state: 'of jdoe' } },
      { attributes: { state: 'of user-00000004' } },
    ],
    [
      'a hostile attribute',
      { scope: 'jdoe', attributes: JSON.parse('{"__proto__":"jdoe"}') },
      { attributes: JSON.parse('{"__proto__":"user-00000004"}') },
    ],
  ];
  it.each(places)('%s', (_name, item, expected) => {
    expect(redacted(item)).toMatchObject(expected);
  });

  const elsewhere: readonly (readonly [string, string, string, string])[] = [
    ['in a file name', 'jdoe', '/tmp/jdoe_kesl-notes.txt', '/tmp/user-00000004_kesl-notes.txt'],
    ['in any case', 'JDoe', '/srv/JDOE/x', '/srv/user-00000004/x'],
    ['with a domain before', 'jdoe', 'CORP\\jdoe', 'CORP\\user-00000004'],
    ['with blanks', 'Jane Doe', 'of Jane Doe (x)', 'of user-00000008 (x)'],
    ['the longer first', 'anna', 'anna-maria, anna', 'user-0000000a, user-00000004'],
    ['in the other normal form', 'zo\u00eb', '/srv/zoe\u0308', '/srv/user-00000003'],
    ['not inside a word', 'martin', 'martini', 'martini'],
    ['what a regular expression would take', 'a.c+(x)', 'a.c+(x) abc', 'user-00000007 abc'],
  ];
  it.each(elsewhere)('outside of a home: %s', (_name, user, text, expected) => {
    expect(redacted({ origin: text }, [{ scope: user }, { scope: 'anna-maria' }])).toMatchObject({
      origin: expected,
    });
  });

  const left: readonly (readonly [string, Partial<Item>])[] = [
    ['shared folders', { path: '/Users/Shared/x', scope: 'machine' }],
    ['everybody', { path: 'C:\\Users\\Public\\x' }],
    ['the template', { path: 'C:\\Users\\Default\\x', scope: 'Default' }],
    ['ids of the system', { scope: 'S-1-5-18', origin: 'HKU\\S-1-5-18\\x' }],
    ['root', { path: '/root/x', scope: 'root' }],
    ['a folder that only ends like homes', { path: '/opt/smarthome/jdoe', origin: '/srv/myusers/x' }],
  ];
  it.each(left)('are left where they say nothing of a person: %s', (_name, item) => {
    expect(redacted(item)).toMatchObject(item);
  });

  it.each(['service', 'data', 'admin', 'kaspersky', 'Endpoint', 'remove', 'de', 'kesl', 'ubuntu'])(
    'a user called %s changes no product and no word of the pack',
    (user) => {
      const before = reportWith({
        items: [
          { path: `/home/${user}/x` },
          {
            name: `${user}.service`,
            displayName: 'Kaspersky Endpoint Security service data',
            path: `/opt/${user}/data`,
          },
        ],
        message: 'the service has data that admin may read, remove it on ubuntu',
      });
      const after = redactUsers(before, short);
      expect(after.items?.[0]?.path).toMatch(/^\/home\/user-0000000\d\/x$/);
      expect(after.items?.[1]).toEqual(before.items?.[1]);
      expect(after.coverage).toEqual(before.coverage);
      for (const [index, finding] of after.findings.entries()) {
        const { product, recommendation, deadlines, governing, id } = before.findings[index] ?? finding;
        expect(finding).toMatchObject({ product, recommendation, deadlines, governing, id });
      }
      expect(after.rulePacks).toEqual(before.rulePacks);
    },
  );

  const sentences: readonly (readonly [string, string])[] = [
    ['/home/jdoe is not readable', '/home/user-00000004 is not readable'],
    ['/home/jdoe and /home/asmith, both', '/home/user-00000004 and /home/user-00000006, both'],
    ['"C:\\Users\\J Doe\\NTUSER.DAT" is open (5)', '"C:\\Users\\user-00000005\\NTUSER.DAT" is open (5)'],
    ['the profile of jdoe is closed', 'the profile of user-00000004 is closed'],
  ];
  it.each(sentences)('in a sentence: %s', (message, expected) => {
    const after = redactUsers(
      reportWith({ message, items: [{ scope: 'jdoe' }], notPresent: [message] }),
      short,
    );
    expect(after.coverage[0]?.gaps[0]?.message).toBe(expected);
  });

  it('in the folders and images of several inventories', () => {
    const stated = { host: 'a.tar', hostname: null, type: 'image', path: '/home/jdoe/a.tar' } as const;
    const { inventories } = redactUsers({ ...reportWith({}), inventories: [stated] }, short);
    expect(inventories).toEqual([{ ...stated, path: '/home/user-00000004/a.tar' }]);
  });

  it('takes paths of many separators and many users in time that grows with the text', () => {
    const started = process.cpuUsage();
    const users = Array.from({ length: 5000 }, (_, index) => ({ scope: `person${index}x` }));
    redactUsers(
      reportWith({
        items: [{ path: '/home'.padEnd(300_000, '/') }, { origin: '/home/'.repeat(50_000) }, ...users],
      }),
      short,
    );
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(5000);
  });
});

describe('pseudonyms', () => {
  it.each(Object.keys(reports))('twice is once: %s', (name) => {
    const report = reports[name] ?? workstation;
    const once = redact({
      ...report,
      items: [{ kind: 'software', collector: 'x', name: 'n', origin: '/home/jdoe', scope: 'jdoe' }],
    });
    expect(redact(once)).toEqual(once);
  });

  it('are the same in every report, whatever else is in it', () => {
    const eight = createHash('sha256').update('phaseout user jdoe').digest('hex').slice(0, 8);
    for (const others of [[], [{ scope: 'other' }], [{ scope: 'JDOE' }]]) {
      const { items } = redact(reportWith({ items: [{ path: '/home/JDoe/x', scope: 'jdoe' }, ...others] }));
      expect(items?.[0]).toMatchObject({ path: `/home/user-${eight}/x`, scope: `user-${eight}` });
    }
  });
});

describe('every format', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyzäöüßéñждяςλ';
  const user = fc
    .array(fc.constantFrom(...letters), { minLength: 5, maxLength: 10 })
    .map((parts) => `q${parts.join('')}q`)
    .chain((name) => fc.constantFrom(name, name.toUpperCase(), `${name} x${name}`, `${name}.v${name}`));

  it('holds nothing of a name that was redacted', () => {
    fc.assert(
      fc.property(user, fc.constantFrom('/home/', '/Users/', 'C:\\Users\\'), (name, home) => {
        const report = redact(
          reportWith({
            items: [
              {
                path: `${home}${name}/x`,
                origin: `/tmp/${name}_1.txt`,
                name: `run by ${name}`,
                displayName: `(${name})`,
              },
              {
                scope: name,
                publisher: name.toLowerCase(),
                signer: `CN=${name}`,
                ref: name,
                attributes: { account: `CORP\\${name}` },
              },
            ],
            message: `profile of ${name}: ${home}${name}/y`,
            notPresent: [`${home}${name}/z`],
          }),
        );
        for (const [format, render] of everyFormat) {
          const text = render(report).toLowerCase();
          expect(text.includes(name.toLowerCase()), format).toBe(false);
          expect(text.includes(encodeURIComponent(name.toLowerCase()).toLowerCase()), format).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });
});
