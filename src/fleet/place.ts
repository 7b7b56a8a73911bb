/** A path of Windows that says all of where it is: with a drive, or of a share. */
const windows = /^(?:[a-z]:[\\/]|\\\\)/i;

/**
 * A path as places are compared: without separators at the end, double ones and parts `.`, a drive in capitals. Parts `..`
 * stay, because what is before them may be a link; a scan of ours writes none.
 */
export function tidyPath(path: string): string {
  if (!windows.test(path)) {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    return `${path.startsWith('/') ? '/' : ''}${parts.join('/')}` || '.';
  }
  const [first = '', ...parts] = path.split(/[\\/]+/).filter((part) => part !== '' && part !== '.');
  const isShare = path.startsWith('\\\\');
  return `${isShare ? `\\\\${first}` : first.toUpperCase()}\\${parts.join('\\')}`;
}

/**
 * Whether a place says all of where it is. A relative path, which an older program wrote as it was typed, may be of
 * another folder in every report.
 */
export function isWholePlace(place: string): boolean {
  return place.startsWith('/') || windows.test(place);
}
