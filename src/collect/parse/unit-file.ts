const maxLines = 5_000;
const maxValues = 200;

/** The keys of a unit file that are asked for, as `Section.Key`; every value of a key in file order. */
export type UnitKeys = ReadonlyMap<string, readonly string[]>;

/**
 * Reads a unit file: sections, `Key=value`, comments (`#`, `;`) and lines continued with a backslash. An empty value
 * clears what was set before. Lines of another form are passed over, as systemd does. Source: systemd.syntax(7).
 */
export function parseUnitFile(text: string): UnitKeys {
  const keys = new Map<string, string[]>();
  let section = '';
  let continued = '';
  for (const raw of text.split('\n', maxLines)) {
    const line = raw.trim();
    // A comment between continued lines is left out, and the continuation goes on.
    if (line.startsWith('#') || line.startsWith(';')) continue;
    if (line.endsWith('\\')) {
      continued += `${line.slice(0, -1)} `;
      continue;
    }
    const whole = continued + line;
    continued = '';
    if (whole.startsWith('[') && whole.endsWith(']')) section = whole.slice(1, -1);
    else addKey(keys, section, whole);
  }
  if (continued !== '') addKey(keys, section, continued);
  return keys;
}

function addKey(keys: Map<string, string[]>, section: string, line: string): void {
  const equals = line.indexOf('=');
  if (equals < 1 || section === '') return;
  const key = `${section}.${line.slice(0, equals).trim()}`;
  const value = line.slice(equals + 1).trim();
  const values = keys.get(key) ?? [];
  if (value === '') values.length = 0;
  else if (values.length < maxValues) values.push(value.slice(0, 4096));
  keys.set(key, values);
}

/**
 * The program of an Exec line: special prefixes taken off, quotes and escapes resolved, specifiers left as they are.
 * Undefined where there is none. Source: systemd.service(5), "COMMAND LINES".
 */
export function execProgram(line: string): string | undefined {
  const rest = line.replace(/^[-@+!:|\s]+/, '');
  const quote = rest[0] === '"' || rest[0] === "'" ? rest[0] : undefined;
  let program = '';
  for (let index = quote === undefined ? 0 : 1; index < rest.length; index++) {
    const character = rest[index] ?? '';
    if (quote === undefined ? /\s/.test(character) : character === quote) break;
    if (character === '\\' && index + 1 < rest.length) {
      const hexEscape = /^\\x(?<hex>[0-9a-fA-F]{2})/.exec(rest.slice(index, index + 4));
      program += hexEscape?.groups
        ? String.fromCharCode(Number.parseInt(hexEscape.groups['hex'] ?? '', 16))
        : rest[index + 1];
      index += hexEscape ? 3 : 1;
    } else program += character;
  }
  return program === '' ? undefined : program;
}

/** The template of an instance (`getty@tty1.service` gives `getty@.service`), or undefined for any other unit. */
export function templateOf(unit: string): string | undefined {
  const at = unit.indexOf('@');
  const dot = unit.lastIndexOf('.');
  return at < 1 || dot <= at + 1 ? undefined : unit.slice(0, at + 1) + unit.slice(dot);
}
