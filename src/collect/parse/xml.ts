const maxUnits = 1000;

/** What stands inside the first element of a name. Takes time linear in the text; no entity but a letter is decoded. */
export function between(xml: string, name: string): string | undefined {
  const open = new RegExp(`<${name}(?:\\s[^<>]{0,500})?>`).exec(xml);
  if (open === null) return undefined;
  const from = open.index + open[0].length;
  const to = xml.indexOf(`</${name}>`, from);
  return to < 0 ? undefined : xml.slice(from, to);
}

/** Text of the first element of a name, cut to 1000 UTF-16 units; undefined where there is none, or it is empty. */
export function element(xml: string, name: string): string | undefined {
  const text = between(xml, name)?.slice(0, maxUnits).trim();
  return text === undefined || text === ''
    ? undefined
    : text.replace(/&(lt|gt|amp|quot|apos|#\d{1,7});/g, decode);
}

/** What stands inside each element of a name, the first `most`. */
export function each(xml: string, name: string, most: number): readonly string[] {
  const parts = [];
  for (const part of xml.split(new RegExp(`<${name}(?=[\\s>])[^<>]{0,500}>`), most + 1).slice(1)) {
    const end = part.indexOf(`</${name}>`);
    parts.push(end < 0 ? part : part.slice(0, end));
  }
  return parts;
}

function decode(entity: string, name: string): string {
  if (!name.startsWith('#')) return entities[name] ?? entity;
  const code = Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
