import { type Command, Option } from 'commander';
import { reportFormats } from '../formats.ts';
import { collect, once } from './command.ts';

/** What is looked at: this machine, a folder, or an image. */
export function withTarget(target: Command): Command {
  return target
    .option('--root <DIR>', 'a mounted system instead of this machine', once)
    .option(
      '--image <PATH>',
      'a container image, tar, virtual disk or install medium: file or OCI directory',
      once,
    )
    .option('--platform <PLATFORM>', 'windows, linux or macos; of an image also e.g. linux/arm64');
}

/** What the operator says of what is looked at. */
export function withLabels(target: Command): Command {
  return target
    .option('--client <NAME>', 'whose host it is; in every output', once)
    .option('--site <NAME>', 'where it stands; in every output', once)
    .option('--tag <TAG>', 'your own word for it, e.g. image=golden-11; repeatable', collect);
}

/** Which host is judged for whom. */
export function withAssign(target: Command): Command {
  return target.option(
    '--assign <FILE>',
    'CSV: client, site, host pattern → audiences, tags; instead of --audience (docs/assign.md)',
    once,
  );
}

/** Which collectors run, and for how long. */
export function withCollectors(target: Command): Command {
  return target
    .option('--only <COLLECTOR,…>', 'only these collectors', collect)
    .option('--skip <COLLECTOR,…>', 'all but these collectors', collect)
    .option(
      '--timeout <SECONDS>',
      'time for the whole scan (default: 120; without it an image is read as long as that takes)',
    );
}

/** Which rule packs count. */
export function withRules(target: Command): Command {
  return target
    .option('--rules <PATH>', 'a rule file or folder in addition to the built-in pack; repeatable', collect)
    .option('--no-builtin-rules', 'only the packs given with --rules')
    .option('--require-signed <KEY>', 'only packs signed with this public key (PEM); repeatable', collect)
    .option('--state <FILE>', 'remember accepted packs there and refuse older ones');
}

/** By what findings are judged. */
export function withJudgement(target: Command): Command {
  return target
    .option(
      '--audience <ID,…>',
      'who is asking (default us-person, and said so); none: presence alone',
      collect,
    )
    .option('--as-of <INSTANT>', 'judge as of this instant (ISO 8601; a bare date is 00:00 America/New_York)')
    .option(
      '--fail-on <STATUS>',
      'active, installed, residue or never; [:confirmed]; ,staged ,hidden',
      'residue',
    )
    .option('--fail-on-deadline <WHEN>', 'in-effect or within:DAYS; both conditions together')
    .option('--accept <ID>', 'a finding that does not count until --until; repeatable', collect)
    .option('--until <DATE>', 'last day of the --accept before it; repeatable', collect)
    .option('--allow-gaps [COLLECTOR,…]', 'what could not be read does not change the exit code')
    .option('--max-rules-age <DAYS>', 'a rule pack that is older is a gap (exit 3 where nothing is found)');
}

/** By what findings are judged, and how the report leaves. */
export function withOutcome(target: Command): Command {
  return withJudgement(target)
    .addOption(new Option('--format <FORMAT>', reportFormats.join(', ')).default('table'))
    .option('--output <[FORMAT=]FILE>', 'write the report to a file; repeatable', collect)
    .option('--redact <WHAT>', 'users: pseudonyms for user names (the default of html and sarif); none')
    .addOption(new Option('--lang <LANGUAGE>', 'of the words that people read: en, de').default('en'))
    .option('--include-inventory', 'put every item into the JSON report')
    .option('--include-gaps', 'gaps as lines of the NDJSON report')
    .option('--reproducible', 'leave out times, so that two scans of one image are byte-equal')
    .option('--quiet', 'no progress, no summary beside --output')
    .option('--verbose', 'every item of evidence and coverage')
    .option('--no-color', 'no colours (NO_COLOR works too)');
}

/** Options that may be repeated; what was not given is an empty list (a default would show up in the help). */
export const emptyLists = {
  audience: [],
  accept: [],
  until: [],
  output: [],
  only: [],
  skip: [],
  rules: [],
  requireSigned: [],
  kind: [],
  tests: [],
  map: [],
  tag: [],
};
