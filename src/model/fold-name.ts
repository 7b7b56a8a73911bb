/** The name of a host as it is compared: without case and without a dot at the end. */
export function foldName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
