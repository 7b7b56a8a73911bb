import { basename, dirname, join } from 'node:path';
import { filePiece, type Piece } from './archive/piece.ts';
import { archiveKind, kindNames } from './archive/recognise.ts';
import { SystemFinder } from './archive/system-finder.ts';
import { filesBeside, openImageFile } from './image-file.ts';
import type { OpenedImage, OpenImageOptions } from './opened-image.ts';

/** Parts of a split WIM that are looked for. */
const maxParts = 64;

/**
 * Opens what 7-Zip reads: WIM (each image of it a system), ISO and UDF, squashfs, DMG, HFS+, APFS, cpio, recognised by
 * its marks; undefined for anything else. Of an install medium the files that hold systems (install.wim, boot.wim,
 * filesystem.squashfs …) are opened too. 7-Zip runs as WebAssembly in a thread of its own, which starts here. Damage is
 * a gap of what is returned.
 */
export async function openArchiveImage(
  path: string,
  options: OpenImageOptions,
): Promise<OpenedImage | undefined> {
  const file = openImageFile(path);
  const kind = archiveKind(file);
  if (kind === undefined) {
    file.close();
    return undefined;
  }
  const beside = filesBeside(path);
  const finder = new SystemFinder(options);
  const close = async (): Promise<void> => {
    await finder.close();
    beside.close();
    file.close();
  };
  try {
    const parts = kind === 'wim' ? laterParts(path, beside.open) : [];
    await finder.search([filePiece(path, file), ...parts], basename(path));
    return {
      format: kindNames[kind],
      systems: finder.systems(),
      gaps: () => finder.gaps(),
      notLookedAt: finder.notLookedAt,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `install2.swm`, `install3.swm` … beside `install.swm`. */
function laterParts(path: string, open: ReturnType<typeof filesBeside>['open']): Piece[] {
  const match = /^(.*)\.swm$/i.exec(basename(path));
  const parts: Piece[] = [];
  for (let number = 2; match !== null && number <= maxParts; number++) {
    const name = `${match[1]}${number}.swm`;
    const source = open(name);
    if (source === undefined) break;
    parts.push(filePiece(join(dirname(path), name), source));
  }
  return parts;
}
