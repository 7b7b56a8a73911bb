/** The parts of a package URL that matter here. */
export interface PackageUrl {
  readonly type: string;
  readonly namespace?: string;
  readonly name: string;
  readonly version?: string;
  readonly qualifiers: Readonly<Record<string, string>>;
}

/**
 * Parses `pkg:type/namespace/name@version?qualifiers#subpath`; undefined for anything else.
 * Source: package-url/purl-spec, PURL-SPECIFICATION.
 */
export function parsePurl(text: string | undefined): PackageUrl | undefined {
  const match = /^pkg:\/*(?<type>[A-Za-z0-9.+-]+)\/(?<path>[^?#]+)(?:\?(?<query>[^#]*))?/.exec(text ?? '');
  const { type, path, query } = match?.groups ?? {};
  if (type === undefined || path === undefined) return undefined;
  const at = path.lastIndexOf('@');
  // `@scope/name` begins with the sign that divides the version.
  const hasVersion = at > path.lastIndexOf('/') + (path.startsWith('@') && !path.includes('/') ? 1 : 0);
  const segments = (hasVersion ? path.slice(0, at) : path).split('/').filter((part) => part !== '');
  const name = decoded(segments.at(-1));
  if (name === undefined) return undefined;
  const version = hasVersion ? decoded(path.slice(at + 1)) : undefined;
  const namespace = decoded(segments.slice(0, -1).join('/'));
  const qualifiers: Record<string, string> = {};
  for (const pair of (query ?? '').split('&')) {
    const [key, value] = pair.split('=', 2);
    const plain = decoded(value);
    if (key && plain !== undefined) qualifiers[key.toLowerCase()] = plain;
  }
  return {
    type: type.toLowerCase(),
    ...(namespace !== undefined && { namespace }),
    name,
    ...(version !== undefined && { version }),
    qualifiers,
  };
}

function decoded(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign that begins no escape stands for itself
  }
}
