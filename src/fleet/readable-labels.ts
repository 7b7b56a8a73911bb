import { decodeLabels, type Labels, maxLabelLength } from '../model/labels.ts';
import { visible } from '../model/visible.ts';

/**
 * The labels of an entry of a report. A client or site whose name holds what cannot be seen is kept with that written out
 * (`Ac\u{202e}me`): dropped, its hosts would stand without a client, and nobody would know.
 */
export function readableLabels(entry: { readonly [key: string]: unknown }): Labels {
  const { client, site, tags } = entry;
  return decodeLabels({ client: readable(client), site: readable(site), tags });
}

function readable(name: unknown): unknown {
  return typeof name === 'string' && name.length <= maxLabelLength ? visible(name) : name;
}
