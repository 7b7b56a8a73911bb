/** Segments of a host path: no empty ones, no `.`; `..` stays, because what it means depends on the links before it. */
export function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.');
}

/** The directory that holds a path, `/` for a path at the root. Purely lexical. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** The last segment of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A name inside a directory, as one path. */
export function joinPath(directory: string, name: string): string {
  return directory === '/' ? `/${name}` : `${directory}/${name}`;
}

/** Where a link's text leads, lexically: seen from the directory that holds the link, `..` stopping at the root. */
export function linkTarget(linkPath: string, text: string): string {
  const from = text.startsWith('/') ? [] : segmentsOf(parentOf(linkPath));
  const target: string[] = [];
  for (const segment of [...from, ...segmentsOf(text)]) {
    if (segment === '..') target.pop();
    else target.push(segment);
  }
  return `/${target.join('/')}`;
}
