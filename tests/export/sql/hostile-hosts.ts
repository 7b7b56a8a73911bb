import type { Item } from '../../../src/model/item.ts';
import type { Platform } from '../../../src/model/vocabulary.ts';

interface HostileHost {
  readonly host: string;
  readonly live: boolean;
  readonly items: readonly Item[];
}

/** Ways to write a text so that it compares equal, or nearly: case, spaces, invisible characters, marks, other letters. */
const spellings: readonly (readonly [name: string, (text: string) => string])[] = [
  ['upper', (text) => text.toUpperCase()],
  ['nbsp', (text) => text.replaceAll(' ', '\u{a0}')],
  ['zero-width', (text) => [...text].join('\u{200b}')],
  ['soft-hyphen', (text) => `${text.slice(0, 3)}\u{ad}${text.slice(3)}`],
  ['decomposed', (text) => text.normalize('NFD')],
  ['long-s', (text) => text.replaceAll('s', 'ſ')],
  ['kelvin', (text) => text.replaceAll(/k/gi, '\u{212a}')],
  ['sharp-s', (text) => text.replaceAll('ss', 'ß')],
  ['dotless', (text) => text.replaceAll('i', 'ı')],
  ['ligature', (text) => text.replaceAll('fi', 'ﬁ').replaceAll('st', 'ﬆ')],
  ['emoji', (text) => `${text} 😀`],
  ['glued', (text) => `é${text}é`],
  ['quoted', (text) => `'${text}' "${text}" \\${text}\\`],
  ['percent', (text) => `%${text}_`],
  ['injected', (text) => `${text}'); DROP TABLE inventory; --`],
  ['trademark', (text) => `«${text}»®²`],
  ['line', (text) => `${text}\n${text}\r\n\t`],
  ['cut', (text) => text.slice(0, -1)],
  ['backslash-n', (text) => `\\n${text}\\`],
];

const texts: readonly Partial<Item>[] = [
  { kind: 'software', name: 'Kaspersky Password Manager', publisher: 'Kaspersky Lab' },
  { kind: 'software', name: 'Kaspersky Endpoint Security for Windows', publisher: 'AO Kaspersky Lab' },
  { kind: 'software', name: 'Антивирус Касперского 2019', publisher: 'Лаборатория Касперского' },
  {
    kind: 'software',
    name: 'Агент администрирования Kaspersky Security Center 14',
    publisher: 'АО «Лаборатория Касперского»',
  },
  { kind: 'software', name: '卡巴斯基安全软件 21.3', publisher: '卡巴斯基' },
  {
    kind: 'service',
    name: 'AVP.KES.21.19',
    path: 'C:\\Program Files (x86)\\Kaspersky Lab\\KES.12.3\\avp.exe',
    state: 'running',
  },
  { kind: 'driver', name: 'klif', publisher: 'Kaspersky Lab ZAO', state: 'loaded' },
  {
    kind: 'process',
    name: 'avp.exe',
    path: 'C:\\Program Files\\Kaspersky Lab\\Kaspersky Total Security 21.3\\avp.exe',
  },
  { kind: 'software', name: 'kesl', version: '12.0', state: 'installed', platform: 'linux' },
];

/** Hosts whose names and rows are written to break a comparison or a query. */
export function hostileHosts(): HostileHost[] {
  const hosts = spellings.flatMap(([spelling, write], index) =>
    texts.map((text, number): HostileHost => {
      const item = (name: string, publisher: string | undefined, more: Partial<Item> = {}): Item => ({
        kind: text.kind ?? 'software',
        collector: 'test',
        origin: `${spelling}'"\\%_😀`,
        ...text,
        ...more,
        name,
        ...(publisher !== undefined && { publisher }),
      });
      const { name = '', publisher, path } = text;
      return {
        host: write(`host ${spelling} ${number}`),
        live: index % 2 === 0,
        items: [
          item(write(name), publisher),
          item(name, publisher && write(publisher), { displayName: write(name) }),
          ...(path === undefined ? [] : [item(name, publisher, { path: write(path) })]),
        ],
      };
    }),
  );
  return [...hosts, ...oddRows()];
}

/** Rows with empty fields, without a platform, twice the same, with attributes of every type. */
function oddRows(): HostileHost[] {
  const row = (item: Partial<Item>): Item => ({
    kind: 'software',
    collector: 'test',
    name: '',
    origin: '',
    ...item,
  });
  const platforms: readonly (Platform | undefined)[] = [undefined, 'windows', 'linux', 'macos'];
  return [
    { host: 'odd empty', live: false, items: [row({}), row({ name: ' ', publisher: '', path: '' })] },
    {
      host: 'odd twice',
      live: false,
      items: ['one', 'two', 'two'].map((origin) =>
        row({ kind: 'driver', name: 'klif', origin, state: 'loaded' }),
      ),
    },
    ...platforms.map((platform) => ({
      host: `odd agent ${platform}`,
      live: true,
      items: ['klnagent', 'klnagent64', 'kavfs', 'avp', 'klif'].flatMap((name) =>
        (['service', 'driver', 'process', 'software'] as const).map((kind) =>
          row({ kind, name, ...(platform !== undefined && { platform }), state: 'running' }),
        ),
      ),
    })),
    {
      host: 'odd attributes',
      live: false,
      items: [true, 'TRUE', 'false', 1, 0, 'auto', 'Boot', ''].map((value) =>
        row({
          kind: 'service',
          name: 'AVP21.3',
          path: '"C:\\Program Files\\Kaspersky Lab\\Kaspersky 21.3\\avp.exe" -r',
          attributes: { start: value, programMissing: value, 'a"b\\': value, усё: 'ў' },
        }),
      ),
    },
    {
      host: 'odd length',
      live: false,
      items: [row({ name: `Kaspersky ${'x'.repeat(3000)}`, publisher: `${'y '.repeat(1000)}Kaspersky` })],
    },
  ];
}
