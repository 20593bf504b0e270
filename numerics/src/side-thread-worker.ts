import { workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

const { module, input, done, port } = workerData as {
  readonly module: string;
  readonly input: unknown;
  readonly done: Int32Array;
  readonly port: MessagePort;
};

/** What a module of side work exports: a result, and the buffers in it that need not be copied. */
type Work = (
  input: unknown,
) => { result: unknown; transfer?: ArrayBuffer[] } | Promise<{ result: unknown; transfer?: ArrayBuffer[] }>;

try {
  const { default: work } = (await import(module)) as { default: Work };
  const { result, transfer } = await work(input);
  port.postMessage({ result }, transfer ?? []);
} catch (error) {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  port.postMessage({ failed: { name, message } }, []);
} finally {
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
}
