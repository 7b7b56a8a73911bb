/**
 * Whether a name that came through the code page of a console is surely what it was: ASCII is the same in every code
 * page, and `?` stands for whatever the code page lacks.
 */
export function isCertainName(name: string): boolean {
  return /^[\x20-\x3e\x40-\x7e]+$/.test(name);
}
