import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { type AssignableHost, type AssignmentRow, compileAssignment } from '../../src/deadline/assignment.ts';
import { maxAssignmentRows, parseAssignment } from '../../src/deadline/parse-assignment.ts';
import { RuleError } from '../../src/errors.ts';
import { fold } from '../../src/model/fold.ts';
import { fc } from '../support/property.ts';
import { loadAudiences } from './load-regimes.ts';

const audiences = loadAudiences();
const parse = (text: string): AssignmentRow[] => parseAssignment(text, 'clients.csv', audiences);

/** What a file says of a host, in one line. */
function said(text: string, host: AssignableHost): string {
  const found = compileAssignment(parse(text)).of(host);
  if (found === undefined) return 'nothing';
  const { client, site, tags } = found.labels;
  const judged = found.audiences?.map(({ id }) => id).join('+') ?? 'unassigned';
  return [judged === '' ? 'none' : judged, client ?? '-', site ?? '-', tags?.join('+') ?? '-'].join(' ');
}

const msp = `client,site,host,audiences,tags
Acme,HQ,dc-*,us-federal-contractor,dc tier0
Acme,,ws-0?,us-person de-advice,
acme west,*,*,us-person;de-advice,vip
Beta*,,*,us-federal,
Gamma,,*,none,
*,Köln,*,de-advice,
,,lab-*,,lab image=golden
,,*.guest,us-person,
`;

describe('the first row that fits decides', () => {
  test.each<[AssignableHost, string]>([
    [{ host: 'DC-1', client: 'ACME', site: 'hq' }, 'us-federal-contractor ACME hq dc+tier0'],
    [{ host: 'dc-1', client: 'Acme', site: 'Branch' }, 'nothing'],
    [{ host: 'dc-1', client: 'Acme' }, 'us-federal-contractor Acme HQ dc+tier0'],
    [{ host: 'dc-1' }, 'us-federal-contractor Acme HQ dc+tier0'],
    [{ host: 'ws-01', client: 'acme' }, 'us-person+de-advice acme - -'],
    [{ host: 'ws-010', client: 'acme' }, 'nothing'],
    [{ host: 'x', client: 'Acme West' }, 'us-person+de-advice Acme West - vip'],
    [{ host: 'x', client: 'Beta Ltd', site: 'S' }, 'us-federal Beta Ltd S -'],
    // A row for every host does not make every host one of its client.
    [{ host: 'x' }, 'nothing'],
    [{ host: 'x', site: 'köln' }, 'de-advice - köln -'],
    [{ host: 'x', client: 'Gamma' }, 'none Gamma - -'],
    [{ host: 'x', client: 'Delta', site: 'KÖLN' }, 'de-advice Delta KÖLN -'],
    // The row without audiences takes the host out: it stays unassigned, with its tags.
    [{ host: 'lab-7', client: 'Delta' }, 'unassigned Delta - lab+image=golden'],
    [{ host: 'pc.guest', client: 'Delta' }, 'us-person Delta - -'],
    [{ host: 'pc', client: 'Delta' }, 'nothing'],
    [{ client: 'Delta' }, 'nothing'],
  ])('%j: %s', (host, expected) => {
    expect(said(msp, host)).toBe(expected);
  });

  it('an empty host cell fits every host, also one without a name', () => {
    expect(said('host,audiences\n,us-person\n', {})).toBe('us-person - - -');
    expect(said('host,audiences\n*,us-person\n', {})).toBe('us-person - - -');
    expect(said('host,audiences\nws,us-person\n', {})).toBe('nothing');
  });

  it('the index finds what the rows one after another would', () => {
    const cell = fc.constantFrom(undefined, 'a', 'B', 'a*', 'Ab*', 'a?', '*b', '*', '**', '?', 'ab');
    const value = fc.constantFrom(undefined, 'A', 'b', 'ab', 'aBb', 'c');
    const glob = (text: string): RegExp =>
      new RegExp(`^${fold(text).replaceAll('?', '.').replaceAll('*', '.*')}$`, 's');
    const fits = (want: string | undefined, have: string | undefined, assigns: boolean): boolean => {
      if (want === undefined) return true;
      if (have === undefined) return /^\*+$/.test(want) || (assigns && !/[*?]/.test(want));
      return glob(want).test(fold(have));
    };
    fc.assert(
      fc.property(
        fc.array(fc.record({ client: cell, site: cell, host: cell }), { maxLength: 12 }),
        fc.record({ client: value, site: value, host: value }),
        (cells, host) => {
          const rows = cells.map((row, index) => ({
            ...row,
            line: index,
            audiences: [],
            tags: [`row-${index}`],
          }));
          const expected = cells.findIndex(
            (row) =>
              fits(row.host, host.host, false) &&
              fits(row.client, host.client, /[^*]/.test(row.host ?? '')) &&
              fits(row.site, host.site, /[^*]/.test(row.host ?? '')),
          );
          const found = compileAssignment(rows).of(host);
          expect(found?.labels.tags?.[0] ?? 'row--1').toBe(`row-${expected}`);
        },
      ),
    );
  });
});

describe('files as spreadsheets write them', () => {
  const row = { line: 2, client: 'Söhne; KG', host: 'ws-*' };
  test.each([
    ['commas', 'client,host,audiences\n"Söhne; KG",ws-*,us-person\n', 2],
    ['semicolons and CR LF', 'client;host;audiences\r\n"Söhne; KG";ws-*;us-person\r\n', 2],
    ['tabs', 'client\thost\taudiences\nSöhne; KG\tws-*\tus-person\n', 2],
    ['sep= above', 'sep=;\r\nclient;host;audiences\r\n"Söhne; KG";ws-*;us-person\r\n', 3],
    ['quoted headings in another order', '"Audiences","HOST","Client"\n"us-person","ws-*","Söhne; KG"\n', 2],
    ['empty columns and rows behind', 'client,host,audiences,,\n"Söhne; KG",ws-*,us-person,,\n,,,,\n\n', 2],
    ['no line end at the end', 'client,host,audiences\n"Söhne; KG",ws-*,us-person', 2],
  ])('%s', (_name, text, line) => {
    expect(parse(text)).toEqual([
      { ...row, line, audiences: [expect.objectContaining({ id: 'us-person' })], tags: [] },
    ]);
  });

  it('several audiences and tags, each once, by blank, comma or semicolon', () => {
    const [first] = parse('host,audiences,tags\na,"US-Person; de-advice,us-person","x y;x"\n');
    expect(first?.audiences?.map(({ id }) => id)).toEqual(['us-person', 'de-advice']);
    expect(first?.tags).toEqual(['x', 'y']);
  });

  it('rows with the same audiences share them', () => {
    const [a, b] = parse('host,audiences\na,us-person\nb,US-PERSON\n');
    expect(a?.audiences).toBe(b?.audiences);
  });
});

/** The faults of a file as they are printed, without the sentence around them. */
function faults(text: string): string[] {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof RuleError) return error.message.split('\n').slice(1);
    throw error;
  }
  return [];
}

describe('faults with file, line and what was expected', () => {
  const all = 'client, site, host, audiences, tags';
  test.each<[string, string, readonly string[]]>([
    [
      'empty',
      '',
      [
        'clients.csv:1:1: found an empty file, expected a line with the headings client,site,host,audiences,tags',
      ],
    ],
    [
      'blank',
      '\n \r\n',
      [
        'clients.csv:1:1: found an empty file, expected a line with the headings client,site,host,audiences,tags',
      ],
    ],
    [
      'unknown headings',
      'customer,hosts,audience\n',
      [
        `clients.csv:1:1: found the heading "customer", expected one of ${all}`,
        `clients.csv:1:1: found the heading "hosts", expected one of ${all}; did you mean host?`,
        `clients.csv:1:1: found the heading "audience", expected one of ${all}; did you mean audiences?`,
      ],
    ],
    [
      'a heading twice',
      'host,audiences,Host\n',
      ['clients.csv:1:1: host: found the heading twice, expected each heading once'],
    ],
    [
      'no audiences',
      'client,host\n',
      [`clients.csv:1:1: found no heading "audiences", expected the headings ${all}`],
    ],
    [
      'an unknown audience',
      'host,audiences\na,us-person\nb,us-federl\nc,xyz\n',
      [
        'clients.csv:3:1: audiences: found "us-federl", expected an audience of the rules; did you mean us-federal?',
        'clients.csv:4:1: audiences: found "xyz", expected an audience of the rules; phaseout regimes list names all',
      ],
    ],
    [
      'none beside another',
      'host,audiences\na,none us-person\n',
      ['clients.csv:2:1: audiences: found "none us-person", expected "none" alone, or audiences without it'],
    ],
    [
      'too few cells',
      'client,host,audiences\nAcme,us-person\n',
      ['clients.csv:2:1: found 2 cells, expected 3, one for each heading'],
    ],
    [
      'too many cells',
      'host,audiences\na,us-person,b\n',
      ['clients.csv:2:1: found 3 cells, expected 2, one for each heading'],
    ],
    [
      'a row twice',
      'client,host,audiences\nAcme,a,us-person\nACME,A,de-advice\n',
      [
        'clients.csv:3:1: found client, site and host of line 2 again, expected each of them once; the first row that fits decides',
      ],
    ],
    [
      'a row that nothing reaches',
      'client,host,audiences\n,*,us-person\nAcme,a,us-person\n',
      ['clients.csv:3:1: found a row behind line 2, which fits every host, expected it before that line'],
    ],
    [
      'hostile cells',
      'host,client,audiences,tags\n"a\u001b]0;x\u0007",b\u202ec,none,"\u200b"\n',
      [
        'clients.csv:2:1: client: found "b\\u{202e}c" (it holds a control character or one that cannot be seen), expected a plain name or a pattern with * and ?',
        'clients.csv:2:1: host: found "a\\u{1b}]0;x\\u{7}" (it holds a control character or one that cannot be seen), expected a plain name or a pattern with * and ?',
        'clients.csv:2:1: tags: found "\\u{200b}" (it holds a control character or one that cannot be seen), expected plain words',
      ],
    ],
    [
      'a long name',
      `client,audiences\n${'x'.repeat(200)},none\n`,
      [
        `clients.csv:2:1: client: found "${'x'.repeat(80)}" (it is longer than 128 characters), expected a plain name or a pattern with * and ?`,
      ],
    ],
  ])('%s', (_name, text, expected) => {
    expect(faults(text)).toEqual(expected);
  });

  it('a quote that is not closed', () => {
    expect(faults('host,audiences\n"a,us-person\nb,us-person\n')).toEqual([
      'clients.csv:2:1: found a quotation mark opens a cell here and is never closed, expected whole cells in double quotes, or none, divided by one and the same mark',
    ]);
  });

  it('names the line where CR LF stands in a cell above', () => {
    expect(faults('host,audiences,tags\r\na,none,"x\r\ny"\r\nb,no-such\r\n')).toEqual([
      expect.stringMatching(/^clients\.csv:4:/),
    ]);
  });

  it('counts no more than it shows, and bounds rows', () => {
    expect(faults(`host,audiences\n${'a,x-y-z\n'.repeat(500)}`)).toHaveLength(50);
    const rows = Array.from({ length: maxAssignmentRows + 1 }, (_, index) => `h${index},none`).join('\n');
    expect(faults(`host,audiences\n${rows}\n`)).toEqual([
      `clients.csv:${maxAssignmentRows + 2}:1: found more rows, expected at most ${maxAssignmentRows}; patterns such as WS-* take fewer`,
    ]);
  });

  it('any text is rows or a clear fault, never a crash', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(
          fc.constantFrom(
            'client',
            'host',
            'audiences',
            ',',
            ';',
            '\n',
            '"',
            'us-person',
            'sep=;',
            '\r',
            'a*',
          ),
          {
            maxLength: 40,
          },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (given) => {
        try {
          parse(given);
        } catch (error) {
          expect(error).toBeInstanceOf(RuleError);
        }
      }),
    );
  });
});

it('the example of the documentation is what its text says', () => {
  const page = readFileSync(new URL('../../docs/assign.md', import.meta.url), 'utf8');
  const example = /```csv\n(?<text>[^`]*)```/.exec(page)?.groups?.['text'] ?? '';
  expect(said(example, { host: 'dc-1', client: 'acme' })).toBe('us-federal-contractor acme HQ tier0');
  expect(said(example, { host: 'x', client: 'Acme' })).toBe('us-person Acme - -');
  expect(said(example, { host: 'x' })).toBe('nothing');
  expect(said(example, { host: 'lab-3' })).toBe('none - - lab');
  expect(said(example, { host: 'WS-07' })).toBe('de-advice Gamma Köln vip+image=golden-11');
});

it('a host is looked up in the same time in a long file', () => {
  const rows = Array.from(
    { length: 50_000 },
    (_, index) => `Client ${index},host-${index},us-person\nClient ${index},,de-advice`,
  );
  const assignment = compileAssignment(parse(`client,host,audiences\n${rows.join('\n')}\n`));
  const start = performance.now();
  for (let index = 0; index < 20_000; index++) {
    expect(assignment.of({ host: `other-${index}`, client: `client ${index}` })?.audiences?.[0]?.id).toBe(
      'de-advice',
    );
  }
  // Row by row this is more than a billion comparisons.
  expect(performance.now() - start).toBeLessThan(3_000);
});
