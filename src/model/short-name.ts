/** Short names (8.3) that Windows itself gives in the top of its drive, in the order in which its setup makes them. */
const atTop: Readonly<Record<string, string>> = {
  'progra~1': 'Program Files',
  'progra~2': 'Program Files (x86)',
  'progra~3': 'ProgramData',
};

const shortForm = /^(?<base>[^.~\\/]{1,6})~(?<number>[1-4])(?:\.(?<ending>[^.~\\/]{1,3}))?$/;

/** Whether a name in a path may be a short one (`KASPER~1`, `MICROS~2.NET`), of which the disk has a longer name. */
export function looksShort(name: string): boolean {
  return /^[^\\/]{1,7}~\d{1,6}(?:\.[^.\\/]{1,3})?$/.test(name);
}

/**
 * The name in a folder that a short one stands for: the one that begins with the same six letters, where it is the only
 * one that does. Of several, which one was first is not known, but for the folders of programs in the top of a drive.
 * Names of another form (`KA1A2B~5`) are not resolved.
 * Source: learn.microsoft.com, RtlGenerate8dot3Name (leading dots skipped, the letters that become `_`, and that the
 * result must be taken for not predictable).
 *
 * @param isTop True where the folder is the top of a drive.
 */
export function longName(short: string, names: readonly string[], isTop: boolean): string | undefined {
  const same = names.find((name) => name.toLowerCase() === short.toLowerCase());
  if (same !== undefined) return same;
  const usual = isTop ? atTop[short.toLowerCase()] : undefined;
  const known = names.find((name) => name.toLowerCase() === usual?.toLowerCase());
  if (known !== undefined) return known;
  const groups = shortForm.exec(short)?.groups;
  if (groups === undefined) return undefined;
  const { base = '', ending = '' } = groups;
  const wanted = `${base}.${ending}`.toLowerCase();
  const fitting = names.filter((name) => isLong(name) && stemOf(name) === wanted);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Only a name that is no short one itself is given another. */
function isLong(name: string): boolean {
  return !/^[^. ]{1,8}(?:\.[^. ]{1,3})?$/.test(name);
}

/** First six letters and three of the ending, as Windows takes them: without blanks and other dots, `+,;=[]` as `_`. */
function stemOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/ /g, '')
    .replace(/^\.+/, '')
    .replace(/[+,;=[\]]/g, '_');
  const dot = plain.lastIndexOf('.');
  const base = (dot < 0 ? plain : plain.slice(0, dot)).replaceAll('.', '');
  const ending = dot < 0 ? '' : plain.slice(dot + 1);
  return `${base.slice(0, 6)}.${ending.slice(0, 3)}`;
}
