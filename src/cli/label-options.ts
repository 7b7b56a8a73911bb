import { UsageError } from '../errors.ts';
import { type Labels, labelFault, labels, maxTags } from '../model/labels.ts';
import { visible } from '../model/visible.ts';

/** Options that say what a host belongs to. */
export interface LabelOptions {
  readonly client?: string;
  readonly site?: string;
  readonly tag?: readonly string[];
}

/** Checks `--client`, `--site` and `--tag`. Throws UsageError. */
export function labelOptions({ client, site, tag = [] }: LabelOptions): Labels {
  const checked = (option: string, text: string, kind: 'name' | 'tag'): string => {
    const given = text.trim();
    const fault = labelFault(given, kind);
    if (fault === undefined) return given;
    throw new UsageError(`${option} "${visible(given).slice(0, 80)}": ${fault}`, {
      hint: fault === 'it is empty' ? 'is a variable empty?' : 'write it once more, plain and short',
    });
  };
  const tags = [...new Set(tag.map((word) => checked('--tag', word, 'tag')))];
  if (tags.length > maxTags) throw new UsageError(`--tag: a host has at most ${maxTags} tags`);
  return labels({
    client: client === undefined ? undefined : checked('--client', client, 'name'),
    site: site === undefined ? undefined : checked('--site', site, 'name'),
    tags,
  });
}
