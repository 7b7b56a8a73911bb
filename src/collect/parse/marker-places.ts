import { inOtherFolder, placedFolders, withUsualVariables } from '../../model/windows-folders.ts';
import {
  expandVariables,
  userContext,
  type WindowsPathContext,
  windowsPath,
} from '../../model/windows-path.ts';

/** Where one Windows may have what a rule names. */
export interface MarkerPlace {
  /** `D:/Programme/Kaspersky Lab*` */
  readonly pattern: string;
  /** The beginning of the pattern, and what the rule has in its place; absent where the rule names the place itself. */
  readonly stands?: { readonly own: string; readonly usual: string };
}

/** What a Windows is, as far as its folders are concerned. */
export interface MarkerHost {
  readonly context: WindowsPathContext;
  /** Folders of the profiles that can be read, as the registry has them. */
  readonly profiles: readonly string[];
  readonly live: boolean;
}

/** Variables that each user has a value of his own for. */
const ofUser = /^%(?:userprofile|appdata|localappdata|te?mp)%/i;
const anyProfile = 'C:/Users/*';

/**
 * The places of a path that a rule names (with `*` and `?`) on this Windows. A rule writes usual folders
 * (`C:\Program Files\…`), which a host may have elsewhere, or variables, those of a user among them; a path that names no
 * file of a local disk has no place.
 */
export function markerPlaces(path: string, host: MarkerHost): readonly MarkerPlace[] {
  const context = withUsualVariables(host.context);
  const variable = /^%[^%]+%(?=[\\/]|$)/.exec(path)?.[0];
  if (variable === undefined) {
    const pattern = patternOf(path, context);
    return pattern === undefined ? [] : places(pattern, host, context);
  }
  const contexts = ofUser.test(variable)
    ? profilesOf(host, context).map((folder) => userContext(context, folder.replaceAll('/', '\\')))
    : [context];
  return contexts.flatMap((each) => {
    const value = expandVariables(variable, each);
    const own = value === undefined ? undefined : windowsPath(value, each).path?.replace(/\/$/, '');
    const pattern = patternOf(path, each);
    return own === undefined || pattern === undefined ? [] : [{ pattern, stands: { own, usual: variable } }];
  });
}

function places(pattern: string, host: MarkerHost, context: WindowsPathContext): MarkerPlace[] {
  const found = new Map<string, MarkerPlace>();
  const add = (place: MarkerPlace) => {
    const key = place.pattern.toLowerCase();
    if (!found.has(key)) found.set(key, place);
  };
  const moved = placedFolders(context);
  for (const { usual, own } of moved) {
    const there = inOtherFolder(pattern, usual, own);
    if (there !== undefined) add({ pattern: there, stands: { own, usual } });
  }
  if (inOtherFolder(pattern, anyProfile, '') !== undefined) {
    const home = moved.find(({ usual }) => usual === 'C:/Users')?.own ?? 'C:/Users';
    for (const own of profilesOf(host, context)) {
      // Most profiles lie in the folder for profiles, which the pattern itself searches.
      if (own.slice(0, own.lastIndexOf('/')).toLowerCase() === home.toLowerCase()) continue;
      const usual = `C:/Users/${own.slice(own.lastIndexOf('/') + 1)}`;
      add({ pattern: own + pattern.slice(anyProfile.length), stands: { own, usual } });
    }
  }
  if (!isAlias(pattern, host.live, moved)) add({ pattern });
  return [...found.values()];
}

/** Folders of people's profiles on local disks; those of the system's own accounts lie in the folder of Windows. */
function profilesOf({ profiles }: MarkerHost, context: WindowsPathContext): string[] {
  const windows = windowsPath('%SystemRoot%', context).path ?? 'C:/Windows';
  return profiles.flatMap((text) => {
    const { path } = windowsPath(text, context);
    return path === undefined || inOtherFolder(path, windows, '') !== undefined ? [] : [path];
  });
}

/** At rest `C:` is another name of the system's drive; live its folders `Windows` and `Users` are, see path-rules. */
function isAlias(pattern: string, live: boolean, moved: readonly { readonly usual: string }[]): boolean {
  if (!/^c:/i.test(pattern) || !moved.some(({ usual }) => usual === 'C:')) return false;
  return !live || /^c:\/(?:windows|users)(?:\/|$)/i.test(pattern);
}

/** A wildcard is no character of a Windows path: stand-ins take its place while the rest is normalised. */
function patternOf(path: string, context: WindowsPathContext): string | undefined {
  const masked = path.replaceAll('*', '\ue000').replaceAll('?', '\ue001');
  return windowsPath(masked, context).path?.replaceAll('\ue000', '*').replaceAll('\ue001', '?');
}
