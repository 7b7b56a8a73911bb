const maxLines = 100_000;
const maxValueChars = 1024;

/**
 * Fields of a `desc` file: a line `%NAME%`, then its values, one a line, up to a blank line. Of each field the first
 * value is kept. Source: alpm-db-desc(5).
 */
export function parseDesc(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let name: string | undefined;
  for (const line of text.split('\n', maxLines)) {
    const heading = /^%(?<name>[A-Z0-9_]{1,64})%\r?$/.exec(line)?.groups?.['name'];
    if (heading !== undefined) name = heading;
    else if (name !== undefined) {
      const value = line.trim();
      if (value !== '' && !fields.has(name)) fields.set(name, value.slice(0, maxValueChars));
      name = undefined;
    }
  }
  return fields;
}
