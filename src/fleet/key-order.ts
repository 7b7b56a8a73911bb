import { z } from 'zod';
import type { KeyOrder } from '../report/key-order.ts';
import { HostRow } from './host-row.ts';
import { FleetView } from './view.ts';

/** Keys of a view in the order of its schema. */
export const viewOrder: KeyOrder | null = orderOf(FleetView);

/** Keys of a host in the order of its schema. */
export const rowOrder: KeyOrder | null = orderOf(HostRow);

/** The keys that a schema states, through lists and what may be absent. */
function orderOf(schema: unknown): KeyOrder | null {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return orderOf(schema.unwrap());
  if (schema instanceof z.ZodArray) return orderOf(schema.element);
  if (schema instanceof z.ZodObject) {
    return Object.fromEntries(Object.entries(schema.shape).map(([key, value]) => [key, orderOf(value)]));
  }
  // The keys of a record are those of its list of words.
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum)
    return Object.fromEntries(schema.keyType.options.map((key) => [String(key), null]));
  return null;
}
