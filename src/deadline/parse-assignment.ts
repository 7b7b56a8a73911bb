import { RuleError, type RuleFault } from '../errors.ts';
import { fold } from '../model/fold.ts';
import { labelFault, maxTags } from '../model/labels.ts';
import { didYouMean } from '../model/nearest.ts';
import type { Audience } from '../model/regime.ts';
import { visible } from '../model/visible.ts';
import type { AssignmentRow } from './assignment.ts';
import { type AssignmentColumn, readAssignmentTable } from './assignment-table.ts';
import { noAudience, type RequestedAudience, resolveAudiences } from './audiences.ts';

/** Rows beyond these are a fault: a longer list is one of hosts that patterns should replace. */
export const maxAssignmentRows = 100_000;
const maxCell = 4096;
const maxHost = 255;
const maxFaults = 50;

/**
 * The rows of an assignment file: CSV with the headings client, site, host, audiences, tags in any order, divided by
 * comma, semicolon (Excel in much of Europe) or tab; `audiences` must be there. Several audiences or tags in a cell are
 * divided by semicolon, comma or white space. Throws RuleError with every fault, its line and what was expected.
 * @param text without a byte order mark
 */
export function parseAssignment(text: string, file: string, audiences: readonly Audience[]): AssignmentRow[] {
  return new Parser(file, audiences).parse(text);
}

class Parser {
  readonly #file: string;
  readonly #audiences: readonly Audience[];
  readonly #known: readonly string[];
  readonly #faults: RuleFault[] = [];
  readonly #resolved = new Map<string, RequestedAudience[]>();
  #cut = false;

  constructor(file: string, audiences: readonly Audience[]) {
    this.#file = file;
    this.#audiences = audiences;
    this.#known = [...audiences.map(({ audience }) => audience), noAudience];
  }

  parse(text: string): AssignmentRow[] {
    const table = readAssignmentTable(text, (line, path, found, expected) =>
      this.#fault(line, path, found, expected),
    );
    if (table === undefined) this.#throw();
    const { order } = table;
    const rows: AssignmentRow[] = [];
    for (const { cells, line } of table.records) {
      if (rows.length >= maxAssignmentRows) {
        this.#fault(line, '', 'more rows', `at most ${maxAssignmentRows}; patterns such as WS-* take fewer`);
        break;
      }
      if (cells.every((cell) => cell.trim() === '')) continue;
      if (cells.slice(order.length).some((cell) => cell.trim() !== '') || cells.length < order.length) {
        const found = `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}`;
        this.#fault(line, '', found, `${order.length}, one for each heading`);
        continue;
      }
      rows.push(this.#row(cells, order, line));
    }
    if (this.#faults.length === 0) this.#checkReach(rows);
    if (this.#faults.length > 0) this.#throw();
    return rows;
  }

  #row(record: readonly string[], order: readonly AssignmentColumn[], line: number): AssignmentRow {
    const cells = new Map(order.map((column, index) => [column, (record[index] ?? '').trim()]));
    const cell = (column: AssignmentColumn): string => {
      const text = cells.get(column) ?? '';
      if (text.length <= maxCell) return text;
      this.#fault(line, column, `${text.length} characters`, `at most ${maxCell}`);
      return '';
    };
    return {
      line,
      ...this.#name(cell('client'), 'client', line),
      ...this.#name(cell('site'), 'site', line),
      ...this.#name(cell('host'), 'host', line),
      audiences: this.#audiencesOf(words(cell('audiences')), line),
      tags: this.#tags(words(cell('tags')), line),
    };
  }

  #name(
    text: string,
    column: 'client' | 'site' | 'host',
    line: number,
  ): Partial<Record<AssignmentColumn, string>> {
    if (text === '') return {};
    const fault =
      column !== 'host'
        ? labelFault(text, 'name')
        : text.length > maxHost
          ? `it is longer than ${maxHost} characters`
          : visible(text) === text
            ? undefined
            : 'it holds a control character or one that cannot be seen';
    if (fault === undefined) return { [column]: text };
    this.#fault(line, column, `"${shown(text)}" (${fault})`, 'a plain name or a pattern with * and ?');
    return {};
  }

  #tags(tags: readonly string[], line: number): string[] {
    for (const tag of tags) {
      const fault = labelFault(tag, 'tag');
      if (fault !== undefined) this.#fault(line, 'tags', `"${shown(tag)}" (${fault})`, 'plain words');
    }
    const own = [...new Set(tags)];
    if (own.length > maxTags) this.#fault(line, 'tags', `${own.length} tags`, `at most ${maxTags}`);
    return own;
  }

  #audiencesOf(ids: readonly string[], line: number): RequestedAudience[] | undefined {
    if (ids.length === 0) return undefined;
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
    const key = wanted.join(' ');
    const known = this.#resolved.get(key);
    if (known) return known;
    const unknown = wanted.filter((id) => !this.#known.includes(id));
    for (const id of unknown) {
      const near = didYouMean(id, this.#known);
      this.#fault(
        line,
        'audiences',
        `"${shown(id)}"`,
        `an audience of the rules; ${near || 'phaseout regimes list names all'}`,
      );
    }
    if (wanted.includes(noAudience) && wanted.length > 1)
      this.#fault(line, 'audiences', `"${shown(key)}"`, '"none" alone, or audiences without it');
    else if (unknown.length === 0) {
      const resolved = resolveAudiences(wanted, this.#audiences);
      this.#resolved.set(key, resolved);
      return resolved;
    }
    return undefined;
  }

  /** Rows that no host can ever reach: whoever wrote them expects something of them. */
  #checkReach(rows: readonly AssignmentRow[]): void {
    const seen = new Map<string, number>();
    let takesAll: number | undefined;
    for (const { line, client, site, host } of rows) {
      const key = JSON.stringify([client, site, host].map((text) => fold(text ?? '')));
      const before = seen.get(key);
      if (before !== undefined)
        this.#fault(
          line,
          '',
          `client, site and host of line ${before} again`,
          'each of them once; the first row that fits decides',
        );
      else if (takesAll !== undefined)
        this.#fault(line, '', `a row behind line ${takesAll}, which fits every host`, 'it before that line');
      seen.set(key, before ?? line);
      if ([client, site, host].every((text) => text === undefined || /^\*+$/.test(text))) takesAll ??= line;
    }
  }

  #fault(line: number, path: string, found: string, expected: string): void {
    if (this.#faults.length >= maxFaults) this.#cut = true;
    else this.#faults.push({ file: visible(this.#file), line, column: 1, path, found, expected });
  }

  #throw(): never {
    throw new RuleError(this.#faults, {
      subject: this.#cut ? 'the assignment file has more than' : 'the assignment file has',
      done: 'nothing was judged',
      hint: 'docs/assign.md shows the form; correct the lines above',
    });
  }
}

function words(cell: string): string[] {
  return cell.split(/[\s;,]+/).filter((word) => word !== '');
}

function shown(text: string): string {
  return visible(text.slice(0, 80));
}
