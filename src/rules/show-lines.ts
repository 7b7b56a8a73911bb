import { visible } from '../model/visible.ts';
import { wrap } from './wrap.ts';

/** A title and its filled parts, an empty line before each; nothing where no part is filled. */
export function section(title: string, parts: readonly string[][]): string[] {
  const filled = parts.filter((part) => part.length > 0);
  return filled.length === 0 ? [] : ['', title, ...filled.flatMap((part) => ['', ...part])];
}

/** A paragraph after an empty line. */
export function paragraph(text: string | undefined): string[] {
  return text ? ['', ...wrap(visible(text), '')] : [];
}

/** A named value, or one of several on each line. */
export function field(name: string, value: string | readonly string[] | undefined): string[] {
  if (value === undefined || value.length === 0) return [];
  const [first = '', ...others] = typeof value === 'string' ? [value] : value;
  return [
    ...wrap(visible(first), '', name.padEnd(14)),
    ...others.flatMap((other) => wrap(visible(other), ''.padEnd(14))),
  ];
}

/** A line for each source. */
export function sources(source: string | readonly string[], indent: string): string[] {
  return (typeof source === 'string' ? [source] : source).flatMap((text) =>
    wrap(visible(text), indent, 'source: '),
  );
}
