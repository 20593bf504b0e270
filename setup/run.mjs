// Runs a program of the house: installs what is missing, then hands over to the pinned Node.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { install, root } from './install.mjs';

const [program, ...args] = process.argv.slice(2);

try {
  await install();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

const pinned = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
if (!existsSync(pinned) && Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `Throughcare brings its own Node for Linux on x64 and arm64; this is ${process.platform} on ${process.arch}. ` +
      'Install Node 24 or later and run this again.\n',
  );
  process.exit(1);
}

/**
 * Threads that take and give back large arrays over and over, as the runs of a plan do, leave holes between them in glibc's
 * memory, which it keeps: one place for all threads, with large arrays outside it, has none.
 */
const steadyMemory = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: String(128 * 1024) };

const child = spawn(existsSync(pinned) ? pinned : process.execPath, [join(root, program), ...args], {
  stdio: 'inherit',
  env: {
    ...process.env,
    // A path, so that programs started from here find the pinned Node and the tools of the lock file first.
    PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`,
    // Node keeps what it made of our TypeScript, so that the next program need not make it again.
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'),
    ...(args[0] === 'plan' && steadyMemory),
  },
});
// Ctrl-C reaches the whole terminal group by itself; a signal sent to this process alone is passed on.
let asked = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal === 'SIGINT' && process.stdin.isTTY && !asked) {
      asked = true;
      return;
    }
    child.kill(signal);
  });
}
child.on('error', error => {
  process.stderr.write(`The pinned Node could not be started: ${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(signal ? 128 : (code ?? 1)));
