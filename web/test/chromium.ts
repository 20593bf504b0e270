import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const manifest = new URL('../package.json', import.meta.url);
const { devDependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as {
  devDependencies: Record<string, string>;
};
const version = devDependencies['@sparticuz/chromium'];

/**
 * The browser that the tests use: `CHROMIUM` names a system one; otherwise the one from npm, unpacked once into a
 * folder of its own. Test files run as processes side by side, so one unpacks behind a lock and a half-unpacked
 * browser is never seen: the folder gets its name only when it is whole.
 */
export async function chromiumPath(): Promise<string> {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const home = join(tmpdir(), `throughcare-chromium-${version}-${process.getuid?.() ?? 0}`);
  const lock = `${home}.lock`;
  while (!existsSync(home)) {
    if (!take(lock)) {
      await wait(200);
      continue;
    }
    try {
      if (!existsSync(home)) await unpackInto(home);
    } finally {
      rmdirSync(lock);
    }
  }
  return join(home, 'chromium');
}

/** A lock older than two minutes belongs to a process that died. */
function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - made > 120_000) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

async function unpackInto(home: string): Promise<void> {
  const whole = mkdtempSync(`${home}-`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = whole; // the package unpacks into the temporary folder, wherever that is
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    renameSync(whole, home);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
