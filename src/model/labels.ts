import { visible } from './visible.ts';

/** What the operator says a host belongs to: client, site and tags. No tag at all is no `tags`. */
export interface Labels {
  readonly client?: string | undefined;
  readonly site?: string | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** Characters that the name of a client, a site or a tag has at most. */
export const maxLabelLength = 128;
/** Tags that a host has at most. */
export const maxTags = 32;

/**
 * Why a text cannot be the name of a client or site (`name`) or a tag; undefined where it can. A tag has no white
 * space, comma or semicolon, because lists of tags are divided by them.
 */
export function labelFault(text: string, kind: 'name' | 'tag'): string | undefined {
  if (text === '') return 'it is empty';
  if (text.length > maxLabelLength) return `it is longer than ${maxLabelLength} characters`;
  if (visible(text) !== text) return 'it holds a control character or one that cannot be seen';
  if (text.trim() !== text) return 'it begins or ends with white space';
  if (kind === 'tag' && /[\s,;]/.test(text)) return 'a tag has no white space, comma or semicolon';
  return undefined;
}

/** The labels of untrusted text: what is no label is left out, never cut to something that looks like another. */
export function decodeLabels(value: {
  readonly client?: unknown;
  readonly site?: unknown;
  readonly tags?: unknown;
}): Labels {
  const name = (given: unknown): given is string =>
    typeof given === 'string' && labelFault(given, 'name') === undefined;
  const { client, site, tags } = value;
  const words = Array.isArray(tags)
    ? tags.filter((tag): tag is string => typeof tag === 'string' && labelFault(tag, 'tag') === undefined)
    : [];
  return labels({ ...(name(client) && { client }), ...(name(site) && { site }), tags: words });
}

/**
 * Labels of one host from several places, the strongest first: the first client and the first site that is stated
 * count, tags are added up (each once, at most {@link maxTags}).
 */
export function mergeLabels(...all: readonly (Labels | undefined)[]): Labels {
  return labels({
    client: all.find((each) => each?.client !== undefined)?.client,
    site: all.find((each) => each?.site !== undefined)?.site,
    tags: all.flatMap((each) => each?.tags ?? []),
  });
}

/** Only the labels of a value that has more, without keys that say nothing. */
export function labels({ client, site, tags = [] }: Labels): Labels {
  const words = [...new Set(tags)].slice(0, maxTags);
  return {
    ...(client !== undefined && { client }),
    ...(site !== undefined && { site }),
    ...(words.length > 0 && { tags: words }),
  };
}

/** A value with these labels instead of its own. */
export function withLabels<T extends Labels>(value: T, said: Labels): T {
  const { client: _client, site: _site, tags: _tags, ...rest } = value;
  return { ...rest, ...labels(said) } as T;
}
