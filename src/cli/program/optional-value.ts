/**
 * `--allow-gaps` may stand alone. Commander would take the word behind it for its value, also where that is a file
 * (`match --allow-gaps host.ndjson`), so alone it is spelled out, unless a list of ids follows.
 */
export function withOptionalValue(arg: string, index: number, args: readonly string[]): string {
  if (arg !== '--allow-gaps') return arg;
  const next = args[index + 1];
  return next !== undefined && /^[a-z]+(-[a-z]+)*(,[a-z]+(-[a-z]+)*)*$/.test(next) ? arg : '--allow-gaps=all';
}
