import { localDeadline } from '../report/localise.ts';
import { Translator } from '../report/messages/translator.ts';
import type { FleetDeadline, HostRow } from './host-row.ts';
import type { FleetMessages } from './messages/page-en.ts';
import type { FleetView } from './view.ts';

/**
 * The view with the sentences that it holds put into a language: texts of the rule pack, and what was worded before it was
 * made. For the terminal and the page; JSON and CSV are never localised. Names, paths and ids stay, and so does every
 * sentence that the language has no translation of.
 */
export function localiseView(view: FleetView, t: FleetMessages): FleetView {
  const m = t.report;
  if (m.language === 'en') return view;
  const to = new Translator(m);
  const dated = (deadline: FleetDeadline): FleetDeadline => localDeadline(deadline, to);
  const maybe = (deadline: FleetDeadline | null): FleetDeadline | null =>
    deadline === null ? null : dated(deadline);
  const role = (text: string): string =>
    text
      .split(', ')
      .map((part) => m.roles[part] ?? part)
      .join(', ');
  const row = (host: HostRow): HostRow => ({
    ...host,
    why: to.text(host.why),
    ...(host.role !== undefined && { role: role(host.role) }),
    deadline: maybe(host.deadline),
  });
  return {
    ...view,
    inputs: {
      ...view.inputs,
      gaps: view.inputs.gaps.map((gap) => ({ ...gap, message: to.text(gap.message) })),
    },
    deadline: maybe(view.deadline),
    groups: view.groups.map((group) => ({ ...group, deadline: maybe(group.deadline) })),
    products: view.products.map((product) => ({ ...product, deadline: maybe(product.deadline) })),
    phases: view.phases.map((phase) => ({
      ...phase,
      deadline: dated(phase.deadline),
      meanings: phase.meanings.map((meaning) => to.text(meaning)),
    })),
    hosts: view.hosts.map(row),
    images: view.images.map(row),
    exitReason: to.reason(view.exitReason),
    disclaimer: to.text(view.disclaimer),
  };
}
