import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Servers often live where an ordinary user's PATH does not look. */
const ALSO = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/libexec', '/usr/local/libexec'];

/** The full path of the first of these programs that is there. */
export function findProgram(names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...ALSO].filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
