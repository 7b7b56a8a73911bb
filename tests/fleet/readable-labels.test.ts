import { expect, it } from 'vitest';
import { readableLabels } from '../../src/fleet/readable-labels.ts';

it.each<[name: string, entry: Record<string, unknown>, labels: Record<string, unknown>]>([
  [
    'plain names',
    { client: 'Acme', site: 'Zürich', tags: ['vdi'] },
    { client: 'Acme', site: 'Zürich', tags: ['vdi'] },
  ],
  ['a name that turns the line around', { client: 'Ac\u202eme' }, { client: 'Ac\\u{202e}me' }],
  ['a name that rings', { site: 'HQ\u0007' }, { site: 'HQ\\u{7}' }],
  ['no texts', { client: 7, site: { toString: () => 'x' }, tags: 'vdi' }, {}],
  ['a name that is too long is none', { client: 'x'.repeat(129) }, {}],
])('%s', (_name, entry, labels) => {
  expect(readableLabels(entry)).toEqual(labels);
});
