import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { notExpressedLines } from '../../../src/export/not-expressed.ts';
import { exportOsquery } from '../../../src/export/osquery/export-osquery.ts';
import { builtInPack } from '../../rule-pack/built-in-pack.ts';
import { smallPack } from '../small-pack.ts';
import { packQueries, policyQueries } from './queries.ts';

describe('the whole text of a small pack', () => {
  const { files } = exportOsquery(smallPack, { version: '0.1.0' });

  test('a pack and policies, nothing else', () => {
    expect(files.map(({ name }) => name)).toEqual([
      'phaseout-osquery-pack.json',
      'phaseout-fleet-policies.yml',
    ]);
  });

  test.each(files)('$name', async ({ name, text }) => {
    await expect(text).toMatchFileSnapshot(`golden/${name}`);
  });
});

test('what osquery cannot see of the built-in rules is named, and stands in both files', async () => {
  const { files, notExpressed } = exportOsquery(builtInPack(), { version: '0.1.0' });
  const lines = notExpressedLines(notExpressed);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('golden/not-expressed.txt');
  const [pack, policies] = files;
  const about = (JSON.parse(pack?.text ?? '{}') as { _about: string[] })._about;
  expect(about).toEqual(expect.arrayContaining(lines));
  for (const line of lines) expect(policies?.text).toContain(`# ${line}\n`);
});

test('a pack that osquery reads: an interval, a platform, a version and a description for each query', () => {
  const { files } = exportOsquery(builtInPack(), { version: '0.1.0' });
  const { version, queries } = JSON.parse(files[0]?.text ?? '{}') as {
    version: string;
    queries: Record<string, Record<string, unknown>>;
  };
  expect(version).toBe('5.10.0');
  expect(Object.keys(queries)).toEqual(['phaseout_linux', 'phaseout_darwin', 'phaseout_windows']);
  for (const [name, query] of Object.entries(queries)) {
    expect(query).toEqual({
      query: expect.stringMatching(/^WITH\n[\s\S]*;$/),
      interval: 86_400,
      platform: name.replace('phaseout_', ''),
      version: '5.10.0',
      snapshot: true,
      description: expect.stringContaining('Kaspersky'),
      value: expect.any(String),
    });
  }
});

test('policies are YAML documents that hold the same queries', () => {
  const exported = exportOsquery(builtInPack(), { version: '0.1.0' });
  const text = exported.files[1]?.text ?? '';
  const documents = parseAllDocuments(text);
  expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  expect(documents.map((document) => document.toJS())).toEqual(
    ['linux', 'darwin', 'windows'].map((platform) => ({
      apiVersion: 'v1',
      kind: 'policy',
      spec: {
        name: expect.stringMatching(/^No Kaspersky product \(/),
        platform,
        description: expect.any(String),
        resolution: expect.any(String),
        purpose: 'Informational',
        query: expect.any(String),
      },
    })),
  );
  const queries = packQueries(exported);
  for (const [platform, policy] of Object.entries(policyQueries(exported))) {
    const query = (queries[`phaseout_${platform}`] ?? '').replace(/;$/, '');
    expect(policy).toBe(`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM (\n${query}\n) WHERE result = 'finding');`);
  }
});

test('one platform: one query', () => {
  const exported = exportOsquery(builtInPack(), { version: '0.1.0', platform: 'macos' });
  expect(Object.keys(packQueries(exported))).toEqual(['phaseout_darwin']);
});
