const maxLineUnits = 4_000;
const maxFound = 500;

/** One thing that a set-up file installs: a command line, or the name of a package on a list. Lines count from 1. */
export type Installing =
  | { readonly line: number; readonly command: string }
  | { readonly line: number; readonly package: string };

/** What a text installs; `cut` where there was more than 500. */
export interface InstallingText {
  readonly found: readonly Installing[];
  readonly cut: boolean;
}

/**
 * Command lines of a script or list that bring or install software, and packages of its lists; every other line is left
 * out, above all those that remove. Reads shell, cloud-config (`packages:`, `runcmd:`), kickstart (`%packages`) and
 * preseed files line by line, lines that end with a backslash joined.
 * Source: cloudinit.readthedocs.io, "Module reference"; the kickstart guide, "Package Selection"; the Debian installation
 * guide, appendix B (`pkgsel/include`); dpkg(1), rpm(8), apt-get(8), dnf(8), zypper(8) for the words of installing.
 */
export function installCommands(text: string): InstallingText {
  const found: Installing[] = [];
  const lists = new PackageLists();
  for (const { line, text: whole } of joinedLines(text)) {
    const packages = lists.next(whole);
    const command = plainCommand(whole);
    const more: Installing[] = packages.map((name) => ({ line, package: name }));
    if (packages.length === 0 && installs(command)) more.push({ line, command });
    for (const one of more) {
      if (found.length === maxFound) return { found, cut: true };
      found.push(one);
    }
  }
  return { found, cut: false };
}

/** What stands before a program: the beginning, the end of another command, or a word that starts programs. */
const start = '(?:^|[\\s;&|(`])';
const managers =
  'apt|apt-get|aptitude|apt-rpm|yum|dnf|dnf5|microdnf|tdnf|rpm-ostree|zypper|apk|snap|flatpak|urpmi|eopkg';
const installing: readonly RegExp[] = [
  new RegExp(
    `${start}(?:/\\S*/)?(?:${managers})\\s(?:.*\\s)?(?:install|localinstall|reinstall|in|add)(?:\\s|$)`,
  ),
  new RegExp(`${start}(?:/\\S*/)?(?:gdebi|alien)\\s`),
  new RegExp(`${start}(?:/\\S*/)?pacman\\s+-[SU]`),
  new RegExp(`${start}(?:/\\S*/)?dpkg\\s(?:.*\\s)?(?:-i|--install|--unpack)(?:\\s|$)`),
  new RegExp(
    `${start}(?:/\\S*/)?rpm\\s(?:.*\\s)?(?:-(?:[hv]*[iUF][hv]*)|--install|--upgrade|--freshen)(?:\\s|$)`,
  ),
  new RegExp(`${start}(?:/\\S*/)?(?:wget|curl|scp|rsync|aria2c|azcopy)\\s`),
  new RegExp(`${start}(?:aws\\s+s3|gsutil|gcloud\\s+storage)\\s+cp\\s`),
  // A script or program file that is started itself, or by a shell.
  /(?:^|[;&|(]|\b(?:sudo|sh|bash|dash|perl|source|exec|env|setsid|nohup))\s*(?:-\w+\s+)*["']?[^\s;&|"']+\.(?:sh|run|bin|pl|setup)["']?(?:\s|;|&|\||$)/,
];

function installs(command: string): boolean {
  return command !== '' && installing.some((pattern) => pattern.test(command));
}

/** The line without a comment, the mark of a list or a unit's key, quotes around it, and with a YAML or JSON list as words. */
function plainCommand(line: string): string {
  const bare = line.trim().replace(/^(?:(?:- +)+|Exec\w{1,20}=[-@+!:]{0,5})/, '');
  if (bare.startsWith('#')) return '';
  if (bare.startsWith('[')) return bare.replace(/["',[\]]+/g, ' ').trim();
  return bare.replace(/^(?<quote>["'])(?<inside>.*)\k<quote>$/, '$<inside>');
}

function* joinedLines(text: string): Generator<{ line: number; text: string }> {
  let first = 0;
  let joined = '';
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '').slice(0, maxLineUnits);
    if (joined === '') first = index + 1;
    const goesOn = line.endsWith('\\') && joined.length < maxLineUnits;
    joined = `${joined}${joined === '' ? line : ` ${line.trim()}`}`.slice(0, maxLineUnits);
    if (goesOn) {
      joined = joined.replace(/\\$/, '').trimEnd();
      if (joined !== '') continue;
    }
    yield { line: first, text: joined };
    joined = '';
  }
  if (joined !== '') yield { line: first, text: joined };
}

/** Follows the lists of packages of cloud-config, kickstart and preseed files. */
class PackageLists {
  /** Indentation of the `packages:` that the next lines belong to. */
  #yamlIndent: number | undefined;
  #kickstart = false;

  /** Names on this line; none where it is no part of a list. */
  next(line: string): readonly string[] {
    const text = line.trim();
    if (/^%packages(?:\s|$)/.test(text)) this.#kickstart = true;
    else if (text.startsWith('%')) this.#kickstart = false;
    else if (this.#kickstart) return /^[^-@#%\s]/.test(text) ? namesOf(text.replace(/\s.*$/, '')) : [];
    const preseed = /^\S+\s+pkgsel\/include\s+string\s+(?<names>.+)$/.exec(text)?.groups?.['names'];
    if (preseed !== undefined) return namesOf(preseed);
    return this.#yaml(line, text);
  }

  #yaml(line: string, text: string): readonly string[] {
    const opened = /^(?<indent> *)(?:- +)?packages:(?<inline>.*)$/.exec(line)?.groups;
    if (opened !== undefined) {
      const inline = (opened['inline'] ?? '').replace(/(?:^|\s)#.*$/, '').trim();
      this.#yamlIndent = inline === '' ? (opened['indent'] ?? '').length : undefined;
      return inline.startsWith('[') ? namesOf(inline) : [];
    }
    if (this.#yamlIndent === undefined || text === '' || text.startsWith('#')) return [];
    const indent = line.length - line.trimStart().length;
    if (indent < this.#yamlIndent || !text.startsWith('- ')) {
      this.#yamlIndent = undefined;
      return [];
    }
    // `- [name, version]`: only the name.
    const entry = text.slice(2).replace(/\s+#.*$/, '');
    return namesOf(entry).slice(0, 1);
  }
}

function namesOf(list: string): readonly string[] {
  return list.split(/[\s,"'[\]]+/).filter((name) => /^[\p{L}\p{N}][^\s]{0,127}$/u.test(name));
}
