import { spawn, type SpawnOptions } from 'node:child_process';

/**
 * Stops a server when this process ends without having done so, however it ends. Gives the function that calls the watch
 * off.
 */
export function watchOver(serverPid: number, identity: Pick<SpawnOptions, 'uid' | 'gid'>): () => void {
  return afterUs('kill -INT "$0"', String(serverPid), identity);
}

/** Removes a folder when this process ends, however it ends. Gives the function that calls it off. */
export function removeAfterUs(folder: string): () => void {
  return afterUs('rm -rf -- "$0"', folder);
}

/** A shell that waits on a pipe from us, which the kernel closes when we are gone. */
function afterUs(script: string, on: string, identity: Pick<SpawnOptions, 'uid' | 'gid'> = {}): () => void {
  const watch = spawn('/bin/sh', ['-c', `read line; ${script}`, on], {
    ...identity,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a shell there is no watch; the next start ends what was left behind.
  watch.on('error', () => {});
  watch.unref();
  if (watch.stdin && 'unref' in watch.stdin && typeof watch.stdin.unref === 'function') watch.stdin.unref();
  return () => void watch.kill('SIGKILL');
}
