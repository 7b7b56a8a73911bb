import { html, type Markup } from '../../report/html/markup.ts';
import type { FleetMessages } from '../messages/page-en.ts';
import { missedWords } from '../missed-words.ts';
import type { FleetView } from '../view.ts';

/** Entries of a list; beyond, they are counted. */
const maxEntries = 100;

/** What the numbers alone would hide: servers that nobody scanned, clones, re-imaged and unassigned hosts, unread inputs. */
export function attentionSection(t: FleetMessages, view: FleetView): Markup | undefined {
  const { clones, expected, gapKinds, images, inputs, reimaged, servers, totals, unassigned } = view;
  const unscanned = servers.filter(({ scanned }) => !scanned);
  const of = (title: string, meaning: string, all: number, entries: readonly string[]): Markup | undefined =>
    list(t, { title, meaning, all, entries });
  const parts = [
    of(
      t.missedTitle,
      t.missedMeaning,
      expected?.missed ?? 0,
      expected?.list.map((host) => missedWords(t, host)) ?? [],
    ),
    of(
      t.serversTitle,
      t.serversMeaning,
      unscanned.length,
      unscanned.map((each) => t.serverEntry(t.server(each), each.examples.slice(0, 3).join(', '))),
    ),
    of(
      t.clonesTitle,
      t.clonesMeaning,
      clones.length,
      clones.map(({ id, hosts, names, affected }) =>
        t.cloneEntry(id, hosts, affected, names.slice(0, 6).join(', ')),
      ),
    ),
    of(
      t.imagesTitle,
      t.imagesMeaning,
      totals.images,
      images.map(
        ({ host, key, instances, why }) =>
          `${host || key}: ${instances === undefined ? t.imageItself : t.imageInstances(instances.seen, instances.affected)}${why === '' ? '' : `; ${why}`}`,
      ),
    ),
    of(
      t.headings.reimaged,
      t.reimagedMeaning,
      totals.reimaged,
      reimaged.map(({ host, key, replacedByHost, replacedBy, hadFindings }) =>
        t.reimagedEntry(host || key, replacedByHost || replacedBy, hadFindings),
      ),
    ),
    of(
      t.unassignedTitle,
      t.unassignedMeaning,
      totals.unassigned,
      unassigned.map(({ host, key }) => host || key),
    ),
    of(
      t.gapsTitle,
      t.gapsMeaning,
      gapKinds.length,
      gapKinds.map(({ collector, couldHide, hosts, reason }) =>
        t.gapEntry(collector, t.report.gapReasons[reason], hosts, t.report.statuses[couldHide]),
      ),
    ),
    of(
      t.inputsTitle,
      t.inputsMeaning,
      inputs.unreadable,
      inputs.gaps.map(({ source, message }) => `${source}: ${message}`),
    ),
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return html`<section aria-labelledby="attention-title"><h2 id="attention-title">${t.attention}</h2>
${parts}</section>
`;
}

interface List {
  readonly title: string;
  readonly meaning: string;
  /** How many there are, where more than the entries. */
  readonly all: number;
  readonly entries: readonly string[];
}

function list(t: FleetMessages, { title, meaning, all, entries }: List): Markup | undefined {
  if (all === 0 && entries.length === 0) return undefined;
  const shown = entries.slice(0, maxEntries);
  const number = Math.max(all, entries.length);
  const left = number - shown.length;
  return html`<details><summary>${t.countedTitle(title, number)}</summary><p class="soft">${meaning}</p>
<ul>${shown.map((entry) => html`<li>${entry}</li>`)}</ul>${left > 0 ? html`<p>${t.listMore(left)}</p>` : undefined}</details>
`;
}
