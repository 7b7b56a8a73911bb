import { visible } from '../model/visible.ts';
import type { Fields } from './decode.ts';

/** What somebody gave instead of a report, in words that say what to do. */
export function faultOf(value: Fields): { readonly fault: string; readonly otherKind?: boolean } {
  const { schema } = value;
  if (schema === 'phaseout/inventory@1' || 'kind' in value) {
    return {
      fault: 'it is an inventory, not a report: run phaseout match --format json on it first',
      otherKind: true,
    };
  }
  if (('product' in value && 'evidence' in value) || 'gap' in value) {
    return {
      fault:
        'it holds findings alone (--format ndjson), which say nothing of hosts without any, nor of what was not looked at: write reports with --format json instead',
      otherKind: true,
    };
  }
  if (typeof schema === 'string' && schema.startsWith('phaseout/')) {
    return { fault: `it is of another kind or version (${visible(schema.slice(0, 60))})`, otherKind: true };
  }
  return { fault: 'it is no report of phaseout (no schema "phaseout/report@1")' };
}
