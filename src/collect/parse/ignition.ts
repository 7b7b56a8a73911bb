const maxTexts = 5_000;
const maxTextUnits = 256 * 1024;
const maxDepth = 40;

/**
 * Texts of an Ignition config: contents of units and files, `data:` addresses decoded, names and all other strings. At
 * most 5,000 of 256 KiB each; undefined where the text is no JSON. Source: coreos.github.io/ignition, "Configuration
 * specification"; RFC 2397.
 */
export function textsOfIgnition(text: string): readonly string[] | undefined {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const texts: string[] = [];
  return collect(config, 0, texts) ? texts : undefined;
}

/** False where the config is nested too deeply. */
function collect(value: unknown, depth: number, texts: string[]): boolean {
  if (depth > maxDepth) return false;
  if (typeof value === 'string') {
    if (texts.length < maxTexts) texts.push(decoded(value).slice(0, maxTextUnits));
    return true;
  }
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((inner) => collect(inner, depth + 1, texts));
}

/** An address that holds a file as its text; what cannot be decoded stays as it is. */
function decoded(text: string): string {
  const parts = /^data:(?<type>[^,]{0,200}),(?<data>[\s\S]*)$/.exec(text)?.groups;
  if (parts === undefined) return text;
  const data = parts['data'] ?? '';
  if ((parts['type'] ?? '').endsWith(';base64')) return Buffer.from(data, 'base64').toString('utf8');
  try {
    return decodeURIComponent(data);
  } catch (error) {
    if (error instanceof URIError) return data;
    throw error;
  }
}
