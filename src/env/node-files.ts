import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileStat, FileSystem } from '../env.ts';

/** Private by default: rendered stacks, plans and states tell much about a company, and some hold secrets. */
const fileMode = 0o600;
const folderMode = 0o700;

export const nodeFiles: FileSystem = {
  readText: (path) => fs.readFile(path, 'utf8'),
  readBytes: (path) => fs.readFile(path),
  async readFrom(path, offset) {
    const handle = await fs.open(path, 'r').catch(ignoreMissing);
    if (handle === undefined) return new Uint8Array();
    try {
      const { size } = await handle.stat();
      const buffer = new Uint8Array(Math.max(0, size - offset));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  },
  async write(path, data, options = {}) {
    const mode = options.mode ?? fileMode;
    if (options.exclusive) return fs.writeFile(path, data, { mode, flag: 'wx' });
    const beside = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`);
    try {
      await fs.writeFile(beside, data, { mode, flag: 'wx' });
      // The umask takes rights away from the mode of a new file, also those that it is given on purpose.
      if (options.mode !== undefined) await fs.chmod(beside, mode);
      await fs.rename(beside, path);
    } catch (error) {
      await fs.rm(beside, { force: true });
      throw error;
    }
  },
  append: (path, data) => fs.appendFile(path, data, { mode: fileMode }),
  async appendDurably(path, data) {
    const handle = await fs.open(path, 'a', fileMode);
    try {
      await handle.appendFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  makeDirectory,
  list: (path) => fs.readdir(path),
  async stat(path) {
    const found = await fs.stat(path).catch(ignoreMissing);
    if (found === undefined) return undefined;
    const kind: FileStat['kind'] = found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other';
    return { size: found.size, mode: found.mode & 0o777, modified: found.mtime, kind };
  },
  remove: (path) => fs.rm(path, { recursive: true, force: true }),
  copy: (from, to) => fs.copyFile(from, to),
  move: (from, to) => fs.rename(from, to),
  link: (target, path) => fs.symlink(target, path),
  realPath: (path) => fs.realpath(path),
  makeTemporaryDirectory: (prefix) => fs.mkdtemp(join(tmpdir(), prefix)),
};

/**
 * Not Node's own `recursive`, which never ends where a folder is there but takes none, as `/proc` does (Node 20.20); of the
 * same family: https://github.com/nodejs/node/issues/27198. Others may make the same folders at the same time.
 */
async function makeDirectory(path: string): Promise<void> {
  if ((await makeOne(path)) === undefined) return;
  const parent = dirname(path);
  if (parent !== path) await makeDirectory(parent);
  const refused = await makeOne(path);
  if (refused !== undefined) throw refused;
}

/** Makes one folder, or leaves it if it is there; gives the error where its parent is not. */
async function makeOne(path: string): Promise<Error | undefined> {
  try {
    await fs.mkdir(path, { mode: folderMode });
    return undefined;
  } catch (thrown) {
    const error = thrown as NodeJS.ErrnoException;
    if (error.code === 'ENOENT') return error;
    if (error.code === 'EEXIST' && (await fs.stat(path)).isDirectory()) return undefined;
    throw error;
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}
