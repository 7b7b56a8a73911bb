/** File systems that answer from this machine, without a server or a user process behind them. */
const localTypes = new Set(
  (
    'ext2 ext3 ext4 xfs btrfs zfs f2fs jfs reiserfs bcachefs nilfs2 overlay aufs tmpfs ramfs rootfs proc sysfs ' +
    'squashfs erofs iso9660 udf vfat exfat msdos ntfs3 hfsplus devtmpfs devpts mqueue hugetlbfs cgroup cgroup2 ' +
    'debugfs tracefs securityfs selinuxfs pstore efivarfs bpf configfs binfmt_misc fusectl nsfs'
  ).split(' '),
);

/** Which paths lie on file systems that may hang, because a network or a user process answers. */
export interface MountTable {
  /** The mount point of a path whose file system may hang, or undefined where it is local. */
  slowMount(path: string): string | undefined;
}

/**
 * Reads a mount table in the form of /proc/<pid>/mountinfo (proc_pid_mountinfo(5)). A type that is not known as local
 * counts as slow; a later mount on the same point hides the earlier one.
 */
export function parseMountInfo(text: string): MountTable {
  const local = new Map<string, boolean>();
  for (const line of text.split('\n')) {
    const fields = line.split(' ');
    const point = fields[4];
    const type = fields[fields.indexOf('-', 6) + 1];
    if (point === undefined || type === undefined || fields.length < 9) continue;
    local.set(unescapeOctal(point), localTypes.has(type));
  }
  const anySlow = [...local.values()].includes(false);
  return { slowMount: (path) => (anySlow ? nearestSlow(local, path) : undefined) };
}

function nearestSlow(local: ReadonlyMap<string, boolean>, path: string): string | undefined {
  for (let point = path; ; point = point.slice(0, Math.max(1, point.lastIndexOf('/')))) {
    const isLocal = local.get(point);
    if (isLocal !== undefined) return isLocal ? undefined : point;
    if (point === '/' || point === '') return undefined;
  }
}

/** mountinfo writes space, tab, newline and backslash as three octal digits. */
function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
