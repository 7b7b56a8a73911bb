import { describe, expect, it } from 'vitest';
import { liveHost } from '../../src/host/live-host.ts';

describe('facts of the running machine', () => {
  it('are texts or unknown, within their time limit, and never fail', async () => {
    const { facts } = liveHost('linux');
    const started = performance.now();
    const answers = await Promise.all([facts?.os(), facts?.hardwareId()]);
    expect(performance.now() - started).toBeLessThan(4_000);
    for (const answer of answers) {
      expect(answer === undefined || (answer.length > 1 && answer.trim() === answer)).toBe(true);
    }
  });
});
