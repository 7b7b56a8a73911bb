import type { InventoryHeader, InventoryTrailer } from '../model/inventory.ts';
import type { Item } from '../model/item.ts';
import { truncate, visible } from '../model/visible.ts';
import {
  inventoryHeaderLine,
  inventoryTrailerLine,
  itemLine,
  renderInventoryJson,
} from '../report/inventory-json.ts';
import { inventoryTable } from '../report/inventory-table.ts';
import { labelParts } from '../report/labels-text.ts';
import { en } from '../report/messages/en.ts';
import { writeStdout, writeWhole } from './output.ts';
import { describeTerminal } from './terminal.ts';

/** Formats of an inventory. */
export const inventoryFormats = ['table', 'json', 'ndjson'] as const;
/** One of {@link inventoryFormats}. */
export type InventoryFormat = (typeof inventoryFormats)[number];

/** Takes an inventory part by part and writes it as soon as the format allows. */
export interface InventoryWriter {
  begin(header: InventoryHeader): Promise<void>;
  items(items: readonly Item[]): Promise<void>;
  end(trailer: InventoryTrailer): Promise<void>;
}

/** A writer to standard output, or to a file, which is written whole at the end. */
export function openInventoryWriter(
  format: InventoryFormat,
  options: { readonly quiet?: boolean; readonly color: boolean },
  file: string | undefined,
): InventoryWriter {
  const parts: string[] = [];
  const write = async (text: string): Promise<void> => {
    if (file !== undefined) parts.push(text);
    else if (text !== '') await writeStdout(text);
  };
  const finish = async (): Promise<void> => {
    if (file !== undefined) await writeWhole(file, parts.join(''));
  };
  const writer = { table: tableWriter, json: jsonWriter, ndjson: ndjsonWriter }[format](write, options);
  return {
    ...writer,
    async end(trailer) {
      await writer.end(trailer);
      await finish();
    },
  };
}

type Write = (text: string) => Promise<void>;

function ndjsonWriter(write: Write): InventoryWriter {
  let hostname: string | undefined;
  return {
    begin: (header) => {
      hostname = header.target.hostname;
      return write(inventoryHeaderLine(header));
    },
    items: (items) => write(items.map((item) => itemLine(item, hostname)).join('')),
    end: (trailer) => write(inventoryTrailerLine(trailer)),
  };
}

function jsonWriter(write: Write): InventoryWriter {
  const all: Item[] = [];
  let header: InventoryHeader | undefined;
  return {
    begin: async (given) => {
      header = given;
    },
    items: async (items) => {
      for (const item of items) all.push(item);
    },
    end: async (trailer) => {
      if (header) await write(renderInventoryJson({ ...header, items: all, ...trailer }, { pretty: true }));
    },
  };
}

function tableWriter(
  write: Write,
  options: { readonly quiet?: boolean; readonly color: boolean },
): InventoryWriter {
  const terminal = describeTerminal(process.stdout, process.env, !options.color);
  const table = inventoryTable({ width: terminal.columns, ascii: !terminal.unicode });
  return {
    begin: ({ target }) => {
      const said = labelParts(en, target).map((part) => truncate(part, terminal.columns));
      return write(`${[...said, table.header].join('\n')}\n`);
    },
    items: (items) => write(items.map((item) => `${table.row(item)}\n`).join('')),
    end: async ({ coverage, complete }) => {
      if (options.quiet) return;
      const gaps = coverage.flatMap((part) =>
        part.gaps.map((gap) => `${part.collector}: ${gap.source}: ${gap.message}`),
      );
      for (const gap of gaps) process.stderr.write(`phaseout: not looked at: ${visible(gap)}\n`);
      if (!complete) process.stderr.write('phaseout: interrupted; the inventory is not complete\n');
    },
  };
}
