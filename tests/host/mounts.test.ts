import { describe, expect, it } from 'vitest';
import { parseMountInfo } from '../../src/host/mounts.ts';

const text = `22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
40 27 0:45 / /home rw,relatime shared:20 - autofs systemd-1 rw,fd=40
41 27 0:46 / /home rw,relatime shared:21 master:3 - nfs4 server:/home rw,vers=4.2
42 41 0:47 / /home/ada/fast rw - tmpfs tmpfs rw
43 27 0:48 / /mnt/with\\040space rw - fuse.sshfs me@server:/ rw
44 27 0:49 / /data rw - autofs systemd-1 rw
45 44 8:1 / /data rw - xfs /dev/sda1 rw
46 27 0:50 / /odd rw - newfs none rw
broken line
`;

describe('parseMountInfo', () => {
  const table = parseMountInfo(text);
  it.each([
    ['/', undefined],
    ['/etc/passwd', undefined],
    ['/proc/1/status', undefined],
    ['/home', '/home'],
    ['/home/ada/notes', '/home'],
    ['/home/ada/fast/notes', undefined],
    ['/homes', undefined],
    ['/mnt/with space/x', '/mnt/with space'],
    ['/data/x', undefined],
    ['/odd/x', '/odd'],
  ])('%s lies on a slow mount: %s', (path, mount) => {
    expect(table.slowMount(path)).toBe(mount);
  });

  it('knows of no slow mount in an empty table', () => {
    expect(parseMountInfo('').slowMount('/x')).toBeUndefined();
  });
});
