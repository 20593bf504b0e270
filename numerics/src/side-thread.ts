import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';

/** Work that goes on beside this thread. */
export interface SideWork<T> {
  /** Blocks until the work is done and gives its result, or throws what stopped it. */
  wait(): T;
  /** Ends the work without a result. */
  drop(): void;
}

/** How an error crosses: its name and words. */
interface Outcome<T> {
  readonly result?: T;
  readonly failed?: { readonly name: string; readonly message: string };
}

/**
 * Runs the default export of `module` on `input` in a thread of its own, while this one goes on. Input and result are
 * copied; arrays that the result lists as `transfer` change hands instead.
 */
export function startSideWork<T>(module: URL, input: unknown): SideWork<T> {
  const done = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL('./side-thread-worker.ts', import.meta.url), {
    workerData: { module: module.href, input, done, port: port2 },
    transferList: [port2],
  });
  worker.unref();
  worker.on('error', () => undefined); // What could not even start is told by wait().
  return {
    wait() {
      Atomics.wait(done, 0, 0);
      const message: { message: Outcome<T> } | undefined = receiveMessageOnPort(port1);
      port1.close();
      void worker.terminate();
      if (message === undefined) throw new Error('A side thread ended without a result.');
      const { result, failed } = message.message;
      if (failed !== undefined) throw Object.assign(new Error(failed.message), { name: failed.name });
      return result as T;
    },
    drop() {
      port1.close();
      void worker.terminate();
    },
  };
}
