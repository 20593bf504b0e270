import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Ends `child` when this process is gone, however it went: a child that is busy computing would not notice, would go on
 * for minutes, and would write beside the one that the next start begins. A shell waits on a pipe from us, which the
 * kernel closes with us.
 */
export function endWithUs(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const watch = spawn('/bin/sh', ['-c', 'read line; kill -TERM "$0"', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // A session of its own, or Ctrl-C would end the watch first.
  });
  watch.on('error', () => undefined); // Without a shell there is no watch, and the child ends by itself in the end.
  watch.unref();
  if (watch.stdin && 'unref' in watch.stdin && typeof watch.stdin.unref === 'function') watch.stdin.unref();
  child.on('exit', () => void watch.kill('SIGKILL')); // Its process id may become another's.
}
