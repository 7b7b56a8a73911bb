/** One place that packages are installed from, or a preference for packages of one. */
export interface PackageSource {
  /** Line of its first word, from 1. */
  readonly line: number;
  /** Name or id that the file gives it. */
  readonly name?: string;
  /** Addresses of the source, or the origin that a preference asks for; a blank between them. */
  readonly location: string;
  /** Package names that a preference is for. */
  readonly packages?: string;
  readonly enabled: boolean;
}

const maxSources = 2_000;
const maxLocationUnits = 1_000;

/**
 * Sources of a `.list` file, those of source code left out. A line that is commented out is no source.
 * Source: sources.list(5), "ONE-LINE-STYLE FORMAT".
 */
export function aptLines(text: string): readonly PackageSource[] {
  const sources: PackageSource[] = [];
  for (const [index, line] of linesOf(text)) {
    const uri = /^\s*deb\s+(?:\[[^\]]*\]\s+)?(?<uri>cdrom:\[[^\]]*\]\S*|\S+)\s+\S/.exec(line)?.groups?.[
      'uri'
    ];
    if (uri !== undefined) sources.push({ line: index + 1, location: withoutLogin(uri), enabled: true });
    if (sources.length === maxSources) break;
  }
  return sources;
}

/** Sources of a `.sources` file. Source: sources.list(5), "DEB822-STYLE FORMAT". */
export function aptStanzas(text: string): readonly PackageSource[] {
  return stanzasOf(text).flatMap(({ line, fields }) => {
    const location = fields.get('uris');
    const isBinary = /(?:^|\s)deb(?:\s|$)/.test(fields.get('types') ?? 'deb');
    if (location === undefined || !isBinary) return [];
    const name = fields.get('x-repolib-name');
    const enabled = !/^(?:no|false|without|off|disable|0)$/i.test(fields.get('enabled') ?? 'yes');
    return [{ line, location: withoutLogin(location), enabled, ...(name && { name }) }];
  });
}

/**
 * Preferences that let packages of one origin be installed; a priority below zero forbids them and is left out.
 * Source: apt_preferences(5).
 */
export function aptPreferences(text: string): readonly PackageSource[] {
  return stanzasOf(text).flatMap(({ line, fields }) => {
    const location = fields.get('pin');
    const priority = Number.parseInt(fields.get('pin-priority') ?? '', 10);
    if (location === undefined || !(priority > 0)) return [];
    const packages = fields.get('package');
    return [{ line, location: withoutLogin(location), enabled: true, ...(packages && { packages }) }];
  });
}

/**
 * Repositories of a `.repo` file of yum, dnf or zypper, and of their main configuration. A repository is on unless it
 * says otherwise. Source: dnf.conf(5), "[main] OPTIONS" and "REPO OPTIONS"; zypper(8).
 */
export function repoSections(text: string): readonly PackageSource[] {
  const sources: PackageSource[] = [];
  let section: { line: number; id: string; keys: Map<string, string> } | undefined;
  let last = '';
  const finish = (): void => {
    if (section === undefined || section.id === 'main' || sources.length === maxSources) return;
    const { line, id, keys } = section;
    const location = ['baseurl', 'mirrorlist', 'metalink'].flatMap((key) => keys.get(key) ?? []).join(' ');
    const name = keys.get('name');
    const enabled = !/^(?:0|no|false|off)$/i.test(keys.get('enabled') ?? '1');
    sources.push({
      line,
      name: name === undefined || name === id ? id : `${name} (${id})`,
      location: withoutLogin(location),
      enabled,
    });
  };
  for (const [index, line] of linesOf(text)) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const id = /^\[(?<id>[^\]]{1,300})\]/.exec(line)?.groups?.['id'];
    const pair = /^(?<key>[\w.-]{1,100})\s*[=:]\s*(?<value>.*)$/.exec(line)?.groups;
    if (id !== undefined) {
      finish();
      section = { line: index + 1, id, keys: new Map() };
    } else if (section !== undefined && pair !== undefined && !/^\s/.test(line)) {
      last = (pair['key'] ?? '').toLowerCase();
      section.keys.set(last, (pair['value'] ?? '').trim());
    } else if (section !== undefined && /^\s/.test(line)) {
      // More values of one key, one a line.
      const before = section.keys.get(last) ?? '';
      if (before.length < maxLocationUnits) section.keys.set(last, `${before} ${line.trim()}`.trim());
    }
  }
  finish();
  return sources;
}

interface Stanza {
  readonly line: number;
  readonly fields: ReadonlyMap<string, string>;
}

/** Paragraphs of `Name: value` lines with continued values joined by blanks. Source: deb822(5). */
function stanzasOf(text: string): readonly Stanza[] {
  const stanzas: Stanza[] = [];
  let fields = new Map<string, string>();
  let first = 0;
  let last = '';
  for (const [index, line] of linesOf(`${text}\n`)) {
    if (line.startsWith('#')) continue;
    if (line.trim() === '') {
      if (fields.size > 0) stanzas.push({ line: first, fields });
      if (stanzas.length === maxSources) break;
      fields = new Map();
      continue;
    }
    const pair = /^(?<key>[\w-]{1,100}):\s*(?<value>.*)$/.exec(line)?.groups;
    if (pair !== undefined) {
      if (fields.size === 0) first = index + 1;
      last = (pair['key'] ?? '').toLowerCase();
      fields.set(last, (pair['value'] ?? '').trim());
    } else if (/^\s/.test(line) && fields.has(last)) {
      const before = fields.get(last) ?? '';
      if (before.length < maxLocationUnits) fields.set(last, `${before} ${line.trim()}`.trim());
    }
  }
  if (fields.size > 0) stanzas.push({ line: first, fields });
  return stanzas;
}

function* linesOf(text: string): Generator<[number, string]> {
  for (const [index, line] of text.split('\n').entries())
    yield [index, line.replace(/\r$/, '').slice(0, 4_000)];
}

/** An address without user and password, cut to 1,000 units. */
function withoutLogin(location: string): string {
  return location.replace(/(?<=:\/\/)[^\s/@]{1,300}@/g, '').slice(0, maxLocationUnits);
}
