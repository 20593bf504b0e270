import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { zip } from '../zip.ts';

/** Everything of a run as one archive, by its path in the folder of results. Restricted, but for `release/`. */
export function packOf(folder: string): Buffer {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter(path => statSync(join(folder, path)).isFile() && path !== 'run.json');
  return zip(new Map(files.map(path => [path.replaceAll('\\', '/'), readFileSync(join(folder, path))])));
}
