import { describe, expect, it } from 'vitest';
import type { DiskPort } from '../../src/host/disk-port.ts';
import { DiskTree } from '../../src/host/disk-tree.ts';
import { HostError } from '../../src/host/host.ts';

function failing(code: string): DiskPort {
  const fail = () => {
    throw Object.assign(new Error(code), { code });
  };
  return { lstat: fail, readlink: fail, list: fail, open: fail, fstat: fail, read: fail, close: fail };
}

async function outcome(ask: Promise<unknown>): Promise<string> {
  try {
    return String(await ask);
  } catch (error) {
    if (error instanceof HostError) return `${error.reason} ${error.path}`;
    return error instanceof Error ? `thrown ${error.message}` : 'thrown';
  }
}

describe('an error of the disk', () => {
  it.each([
    ['ENOENT', 'undefined', 'undefined'],
    ['ENOTDIR', 'undefined', 'undefined'],
    ['ESRCH', 'undefined', 'undefined'],
    ['ENAMETOOLONG', 'undefined', 'undefined'],
    ['EACCES', 'permission-denied /a', 'permission-denied /a/b'],
    ['EPERM', 'permission-denied /a', 'permission-denied /a/b'],
    ['ETIMEDOUT', 'timeout /a/b', 'timeout /a/b'],
    ['EIO', 'malformed-source /a/b', 'malformed-source /a/b'],
    ['ELOOP', 'malformed-source /a/b', 'malformed-source /a/b'],
  ])('%s while looking up: %s; while opening: %s', async (code, lookUp, open) => {
    const tree = new DiskTree('/root', () => failing(code));
    expect(await outcome(tree.lstat('/a/b'))).toBe(lookUp);
    expect(await outcome(tree.open('/a/b'))).toBe(open);
  });

  it('says so where another program holds a file open', async () => {
    const tree = new DiskTree('/root', () => failing('EBUSY'));
    await expect(tree.open('/a/NTUSER.DAT')).rejects.toThrow('/a/NTUSER.DAT is held open by another program');
  });

  it('leaves a bug a bug', async () => {
    const broken = new DiskTree('/root', () => {
      throw new TypeError('bug');
    });
    expect(await outcome(broken.lstat('/a'))).toBe('thrown bug');
  });
});
