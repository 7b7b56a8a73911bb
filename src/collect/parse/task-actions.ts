/** The first program that a scheduled task runs, as the registry's copy of the task holds it. */
export interface TaskAction {
  readonly command: string;
  readonly arguments?: string;
}

const execution = 0x6666;
const maxUnits = 1000;

/**
 * Reads the value `Actions` of a task in the registry: a version (16 bits), then texts, each with its length in bytes (32
 * bits) before it: the context, and after the mark of a program (0x6666) an id, the command and its arguments. Undefined
 * where the first action is no program, or the bytes end too soon.
 * Source: 'GitHub file, repository not identified: reimplementation of RegistryPlugin.TaskCache'; that the number after
 * the mark is the length of an id is taken from its always being skipped there, and was not verified.
 */
export function parseTaskActions(bytes: Buffer): TaskAction | undefined {
  let at = 2;
  const text = (): string | undefined => {
    if (at + 4 > bytes.length) return undefined;
    const length = bytes.readUInt32LE(at);
    const from = at + 4;
    if (length > bytes.length - from) return undefined;
    at = from + length;
    const end = Math.min(from + length, from + 2 * maxUnits);
    return bytes.toString('utf16le', from, end).replaceAll('\0', '').trim();
  };
  if (text() === undefined || at + 2 > bytes.length || bytes.readUInt16LE(at) !== execution) return undefined;
  at += 2;
  if (text() === undefined) return undefined;
  const command = text();
  if (command === undefined || command === '') return undefined;
  const args = text();
  return { command, ...(args && { arguments: args }) };
}
