import { spawn, type SpawnOptions } from 'node:child_process';

/**
 * Stops a server when this process ends without having done so, however it ends: a shell that waits on a pipe
 * from us, which the kernel closes when we are gone. Gives the function that calls the watch off.
 */
export function watchOver(serverPid: number, identity: Pick<SpawnOptions, 'uid' | 'gid'>): () => void {
  const watch = spawn('/bin/sh', ['-c', 'read line; kill -INT "$0"', String(serverPid)], {
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
