// The bundle redistributes other people's code: their licences go with it. Collected from what is really in the bundle.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `inputs` are the keys of esbuild's metafile. */
export async function notices(inputs) {
  const folders = [...new Set(inputs.flatMap((input) => packageFolder(input)))].sort();
  const parts = await Promise.all(folders.map(notice));
  return `This program contains the following packages.\n\n${parts.join('\n')}`;
}

function packageFolder(input) {
  const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return found ? [found[1]] : [];
}

async function notice(folder) {
  const { name, version, license, repository } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const source = repository?.url ?? repository ?? '';
  return `${'='.repeat(80)}\n${name} ${version} (${license})\n${source}\n\n${texts.join('\n').trim()}\n`;
}
