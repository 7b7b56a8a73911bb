import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

const [RT_ICON, RT_GROUP_ICON] = [3, 14];
const language = { lang: 1033, codepage: 1200 };

/**
 * Node's program for Windows as the start of ours: without its signature (which covers the file as it was, and would
 * point into the middle of what is added), without Node's icon, and with our name and version where Windows and
 * application control read them: Node's own would pass for `node.exe`.
 */
export function prepareProgram(exe, version) {
  const program = NtExecutable.from(exe, { ignoreCert: true });
  const resources = NtExecutableResource.from(program);
  resources.entries = resources.entries.filter(({ type }) => type !== RT_ICON && type !== RT_GROUP_ICON);
  const [info] = Resource.VersionInfo.fromEntries(resources.entries);
  if (info === undefined) throw new Error('this node.exe has no version resource');
  const node = info.getStringValues(language);
  const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/).map(Number);
  info.setFileVersion(major, minor, patch, 0, language.lang);
  info.setProductVersion(major, minor, patch, 0, language.lang);
  info.setStringValues(language, {
    CompanyName: 'The phaseout authors',
    ProductName: 'phaseout',
    FileDescription: 'phaseout: finds Kaspersky products and says how to get off them',
    FileVersion: version,
    ProductVersion: version,
    OriginalFilename: 'phaseout.exe',
    InternalName: 'phaseout',
    LegalCopyright: `Apache-2.0; contains Node.js ${node.ProductVersion}: ${node.LegalCopyright}`,
  });
  info.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}

/**
 * Sets the check sum in the header of a PE file, in place. Source: PE format, "Optional header", CheckSum: the sum of
 * all 16-bit words with carry, the field itself as zero, plus the length.
 */
export function setChecksum(exe) {
  const field = exe.readUInt32LE(0x3c) + 24 + 64;
  exe.writeUInt32LE(0, field);
  let sum = 0;
  for (let at = 0; at + 1 < exe.length; at += 2) {
    sum += exe[at] | (exe[at + 1] << 8);
    if (sum > 0xffff) sum = (sum & 0xffff) + 1;
  }
  if (exe.length % 2 === 1) sum += exe[exe.length - 1];
  sum = (sum & 0xffff) + (sum >>> 16);
  exe.writeUInt32LE(sum + exe.length, field);
}
