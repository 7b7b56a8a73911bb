import type { Product, Protection } from '../../../src/model/product.ts';
import type { RulePack } from '../../../src/model/rule-pack.ts';
import { itemKinds } from '../../../src/model/vocabulary.ts';
import { fc } from '../../support/property.ts';

/** Every text that a test of the pack compares with, without wildcards. */
export function packTexts(pack: RulePack): string[] {
  const texts = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') for (const part of value.split(/[*?]+/)) texts.add(part);
    else if (typeof value === 'object' && value !== null)
      for (const each of Object.values(value)) visit(each);
  };
  const subjects: readonly (Product | Protection)[] = [...pack.products, ...pack.protections];
  for (const { signatures } of subjects) {
    for (const { when, beside, unless } of signatures) visit([when, beside, unless]);
  }
  texts.delete('');
  return [...texts].sort();
}

/** Characters that folding takes for the ASCII one, and invisible ones. */
const lookAlikes: Readonly<Record<string, readonly string[]>> = {
  k: ['\u212a', 'K', 'k\u00ad'],
  s: ['\u017f', 'S', 's\u200b'],
  i: ['\u0131', '\u0130', 'I'],
  ' ': ['\u00a0', '\u3000', '\u2009'],
  '\\': ['/'],
  '/': ['\\'],
  а: ['А'],
};

/** The text as another sender might write it: in other letters, with something around it. */
function disguised(text: string): fc.Arbitrary<string> {
  const changes = fc.array(fc.nat(3), { minLength: text.length, maxLength: text.length });
  const around = fc.constantFrom(
    '',
    '',
    '',
    ' ',
    'x',
    'é',
    '翻',
    'Ж',
    '\\',
    'C:\\Program Files\\',
    '\u00ad',
    '®',
  );
  return fc
    .tuple(
      changes,
      around,
      around,
      fc.constantFrom(text, text.toUpperCase(), text.normalize('NFD')),
      fc.boolean(),
    )
    .map(([change, before, after, base, isLookAlike]) => {
      const inner = [...base]
        .map((char, at) => (isLookAlike ? (lookAlikes[char]?.[(change[at] ?? 0) - 1] ?? char) : char))
        .join('');
      return `${before}${inner}${after}`;
    });
}

/** Texts of rows: mostly of nothing, some of the pack's, disguised. */
export function rowText(texts: readonly string[]): fc.Arbitrary<string> {
  const plain = fc.constantFrom(
    'libc6',
    'Microsoft Edge',
    'C:\\Windows\\System32\\drivers\\disk.sys',
    '/usr/lib/x',
    'Bürosoftware – 2022',
    '翻译',
    'Служба',
    '',
    ' ',
    ' padded ',
    '%windir%\\x.exe',
    '\\SystemRoot\\System32\\drivers\\disk.sys',
    'tab\there "quoted"',
    '12.3.0',
  );
  return fc.oneof(
    { weight: 6, arbitrary: plain },
    { weight: 2, arbitrary: fc.constantFrom(...texts).chain(disguised) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    { weight: 1, arbitrary: fc.constantFrom(...texts).map((text) => `${text}${'y'.repeat(4200)}${text}`) },
  );
}

/** Fields of a native item. Few shapes, so that rows of one shape follow each other. */
export function nativeFields(
  texts: readonly string[],
): fc.Arbitrary<readonly (readonly [string, unknown])[]> {
  const text = rowText(texts);
  const kind = fc.constantFrom(...itemKinds, 'softwar', 7);
  const attributes = fc.oneof(
    fc.record({ productCode: text }),
    fc.record({ altitude: fc.constantFrom(389510, 12, 1.5, 0) }),
    fc.record({ service: text, command: text, running: fc.boolean() }),
    fc.record({ usualPath: text }),
    fc.record({ read: fc.oneof(text, fc.constant(3)) }),
    fc.constant([]),
    fc.constant({}),
  );
  const field = fc.oneof(
    { weight: 1, arbitrary: fc.tuple(fc.constant('kind'), kind) },
    {
      weight: 6,
      arbitrary: fc.tuple(
        fc.constantFrom(
          'displayName',
          'version',
          'publisher',
          'signer',
          'path',
          'scope',
          'origin',
          'other',
          'ref',
        ),
        text,
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom('path', 'host', 'name', 'ref'), fc.constantFrom(null, 5, '')),
    },
    { weight: 2, arbitrary: fc.tuple(fc.constant('host'), fc.constantFrom('web-1', 'wéb-2', '')) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('state'), fc.constantFrom('running', 'loaded', 'odd')) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constant('platform'), fc.constantFrom('windows', 'linux', 'macos', 'os2')),
    },
    { weight: 2, arbitrary: fc.tuple(fc.constant('attributes'), attributes) },
  );
  const name = fc.oneof(
    text,
    fc.constantFrom('defender-antivirus', 'product-encryption', 'Restart-Pending-x'),
  );
  return fc
    .tuple(fc.constantFrom(...itemKinds), name, fc.array(field, { maxLength: 4 }))
    .map(([first, called, rest]) => [['kind', first], ['name', called], ...rest] as const);
}

/** Rows of one column set of osquery, as a result log holds them. */
export function osqueryRecord(texts: readonly string[]): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const text = rowText(texts);
  const columns = fc.oneof(
    fc.record({
      name: text,
      version: text,
      publisher: text,
      install_location: text,
      identifying_number: text,
    }),
    fc.record({
      name: text,
      display_name: text,
      service_type: fc.constantFrom('KERNEL_DRIVER', 'OWN_PROCESS', ''),
      status: fc.constantFrom('RUNNING', 'STOPPED'),
      start_type: fc.constantFrom('AUTO_START', 'DISABLED'),
      module_path: text,
    }),
    fc.record({ service: text, image: text, device_id: text, driver_key: text, provider: text }),
    fc.record({
      name: text,
      revision: fc.constant(''),
      maintainer: text,
      section: fc.constant('libs'),
      status: fc.constantFrom('install ok installed', 'purge ok not-installed', 'deinstall ok config-files'),
    }),
    fc.record({
      name: text,
      version: text,
      release: text,
      epoch: fc.constantFrom('', '0', '1'),
      vendor: text,
    }),
    fc.record({
      id: text,
      load_state: fc.constantFrom('loaded', 'not-found'),
      active_state: fc.constant('active'),
    }),
    fc.record({
      identifier: text,
      name: text,
      browser_type: fc.constant('chrome'),
      from_webstore: fc.constant('1'),
    }),
    fc.record({
      name: text,
      hostname: fc.constantFrom('other', ''),
      cmdline: text,
      parent: fc.constant('1'),
    }),
  );
  const about = fc.record({
    name: fc.constantFrom('pack_programs', 'services', 'q', ''),
    hostIdentifier: fc.oneof(fc.constantFrom('web-1', 'wéb-2', ' x', ''), fc.constant(7)),
    unixTime: fc.oneof(fc.constantFrom(1795262400, 5, 1.5), fc.constantFrom('9', 'never')),
  });
  const decorations = fc.oneof(
    fc.constant({}),
    fc.constant({ decorations: { hostname: 'deco-1', computer_name: 'c' } }),
    fc.constant({ decorations: { hostname: '', computer_name: 'deco-2' } }),
  );
  const changes = fc.oneof(
    { weight: 12, arbitrary: fc.array(columns, { maxLength: 3 }) },
    { weight: 3, arbitrary: fc.constantFrom('', null) },
    { weight: 1, arbitrary: fc.constantFrom('x', 7, ['x'], {}) },
  );
  const rows = fc.oneof(
    { weight: 6, arbitrary: fc.record({ columns, action: fc.constantFrom('added', 'removed', 'snapshot') }) },
    {
      weight: 5,
      arbitrary: fc.record({
        snapshot: fc.array(
          fc.oneof(
            { weight: 20, arbitrary: columns },
            { weight: 1, arbitrary: fc.constantFrom('x', 7, null, {}, []) },
          ),
          { maxLength: 6 },
        ),
        action: fc.constant('snapshot'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ snapshot: fc.constant([]), columns }) },
    {
      weight: 5,
      arbitrary: fc.record(
        {
          diffResults: fc.record({ added: changes, removed: changes }, { requiredKeys: [] }),
          action: fc.constantFrom('added', 'snapshot'),
        },
        { requiredKeys: ['diffResults'] },
      ),
    },
    { weight: 1, arbitrary: fc.record({ diffResults: fc.constant({ added: [] }), columns }) },
  );
  return fc
    .tuple(about, decorations, rows)
    .map(([first, second, third]) => ({ ...first, ...second, ...third }));
}

/** JSON of fields in their order, a key twice where it is there twice, with escapes and blanks as `style` says. */
export function jsonOf(fields: readonly (readonly [string, unknown])[], style: number): string {
  const inner = fields
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? 'null'}`)
    .join(',');
  return styled(`{${inner}}`, style);
}

/** Writes the same JSON in another way, or (from 6 on) breaks it. */
export function styled(json: string, style: number): string {
  switch (style) {
    case 1:
      return json.replaceAll('k', '\\u006b').replaceAll('\\u006bind', 'kind');
    case 2:
      return json.replaceAll('/', '\\/');
    case 3:
      return `  ${json} \r`;
    case 4:
      return json.replaceAll('":', '" : ');
    case 5:
      return json.replace(
        /[\u0080-\uffff]/g,
        (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    case 6:
      return json.slice(0, -1);
    case 7:
      return json.replace('a', '\u0001');
    case 8:
      return `${json}x`;
    case 9:
      return '';
    default:
      return json;
  }
}

/** Mostly the usual way of writing. */
export const style: fc.Arbitrary<number> = fc.oneof(
  { weight: 8, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 9 }) },
);
