/** A directory with more names than this is a HostError `too-large`. */
export const maxDirectoryEntries = 100_000;
