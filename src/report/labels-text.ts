import { type Labels, labels } from '../model/labels.ts';
import type { Report } from '../model/report.ts';
import type { Messages } from './messages/en.ts';
import { joinedText, plainText } from './plain-text.ts';

/** Names of hosts that a text lists before it says how many more there are. */
const shownHosts = 20;

/** Client, site and tags in words, a part each; nothing where nothing is said. */
export function labelParts(m: Messages, { client, site, tags = [] }: Labels): string[] {
  return [
    client === undefined ? '' : m.client(client),
    site === undefined ? '' : m.site(site),
    tags.length === 0 ? '' : m.tags(tags.join(', '), tags.length),
  ]
    .filter((part) => part !== '')
    .map((part) => plainText(part, 300));
}

/** The same and for whom the host was judged, where hosts differ in it; empty where nothing is said. */
export function hostLabels(
  m: Messages,
  host: Labels & { readonly audiences?: readonly string[] | undefined },
): string {
  const { audiences } = host;
  const judged =
    audiences === undefined
      ? undefined
      : audiences.length === 0
        ? m.noAudience
        : m.audience(audiences.join(', '), false);
  return joinedText([...labelParts(m, host), judged], ', ');
}

/** Client, site and tags of a host of the report: its own where several are told apart, else those of the target. */
export function labelsByHost(report: Report): (host: string | undefined) => Labels {
  const known = new Map((report.hosts ?? []).map((state) => [state.host, labels(state)]));
  const target = labels(report.target);
  return (host) => known.get(host) ?? target;
}

/** Which hosts have no audience of their own, where each should have one; undefined where none is without. */
export function unassignedText(m: Messages, { unassigned = [] }: Report): string | undefined {
  if (unassigned.length === 0) return undefined;
  const shown = unassigned.slice(0, shownHosts).map((host) => plainText(host, 100));
  const left = unassigned.length - shown.length;
  return m.unassigned(m.hosts(unassigned.length), `${shown.join(', ')}${left > 0 ? ` ${m.more(left)}` : ''}`);
}
