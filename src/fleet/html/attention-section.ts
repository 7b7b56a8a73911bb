import { count, grouped } from '../../report/count.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import { en } from '../../report/messages/en.ts';
import { missedWords } from '../missed-words.ts';
import type { FleetView } from '../view.ts';

/** Entries of a list; beyond, they are counted. */
const maxEntries = 100;

/** What the numbers alone would hide: servers that nobody scanned, clones, re-imaged and unassigned hosts, unread inputs. */
export function attentionSection(view: FleetView): Markup | undefined {
  const { clones, expected, gapKinds, images, inputs, reimaged, servers, totals, unassigned } = view;
  const unscanned = servers.filter(({ scanned }) => !scanned);
  const parts = [
    list(
      'Expected, and without a report',
      'Hosts of the list that was given with --expected. Nobody knows what is on them.',
      expected?.missed ?? 0,
      expected?.list.map(missedWords) ?? [],
    ),
    list(
      'Management servers that nobody scanned',
      'Agents on scanned hosts name them. A server that still manages hosts can install products again.',
      unscanned.length,
      unscanned.map(
        ({ server, agents, examples }) =>
          `${server}: named by ${count(agents, 'host')}, e.g. ${examples.slice(0, 3).join(', ')}`,
      ),
    ),
    list(
      'Hosts that share an installation id',
      'Copies of one system that was not given an id of its own. Each is a host here.',
      clones.length,
      clones.map(
        ({ id, hosts, names, affected }) =>
          `${id}: ${hosts} hosts, ${affected} affected: ${names.slice(0, 6).join(', ')}`,
      ),
    ),
    list(
      'Images with instances that do not persist',
      'Clean the image; its instances follow.',
      totals.images,
      images.map(
        ({ host, key, instances, why }) =>
          `${host || key}: ${instances === undefined ? 'the image itself' : `${count(instances.seen, 'instance')} seen, ${instances.affected} affected`}${why === '' ? '' : `; ${why}`}`,
      ),
    ),
    list(
      'Re-imaged',
      'The same hardware with another installation. What was found before left with the disk; nobody proved it removed.',
      totals.reimaged,
      reimaged.map(
        ({ host, key, replacedByHost, replacedBy, hadFindings }) =>
          `${host || key} → ${replacedByHost || replacedBy}${hadFindings ? ' (had findings)' : ''}`,
      ),
    ),
    list(
      'Hosts that --assign does not name',
      'They are judged for presence alone.',
      totals.unassigned,
      unassigned.map(({ host, key }) => host || key),
    ),
    list(
      'What scans could not read',
      'By collector and reason; mend the most frequent first and scan again.',
      gapKinds.length,
      gapKinds.map(
        ({ collector, couldHide, hosts, reason }) =>
          `${collector}: ${en.gapReasons[reason]}, on ${count(hosts, 'host')}; could hide a product: ${couldHide}`,
      ),
    ),
    list(
      'Inputs that could not be read',
      'They are counted and left out; what they hold is not in the numbers above.',
      inputs.unreadable,
      inputs.gaps.map(({ source, message }) => `${source}: ${message}`),
    ),
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return html`<section aria-labelledby="attention-title"><h2 id="attention-title">Worth a look</h2>
${parts}</section>
`;
}

function list(title: string, meaning: string, all: number, entries: readonly string[]): Markup | undefined {
  if (all === 0 && entries.length === 0) return undefined;
  const shown = entries.slice(0, maxEntries);
  const left = Math.max(all, entries.length) - shown.length;
  return html`<details><summary>${`${title} (${grouped(Math.max(all, entries.length))})`}</summary><p class="soft">${meaning}</p>
<ul>${shown.map((entry) => html`<li>${entry}</li>`)}</ul>${left > 0 ? html`<p>${`And ${grouped(left)} more.`}</p>` : undefined}</details>
`;
}
