import { workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

/** How an error crosses: its name and words. */
export interface Failure {
  readonly name: string;
  readonly message: string;
}

interface Done {
  readonly result: unknown;
  readonly transfer?: ArrayBuffer[];
}

const { module, port, answers } = workerData as {
  readonly module: string;
  readonly port: MessagePort;
  /** Counts answers, so that who waits for one wakes. */
  readonly answers: Int32Array;
};

const loaded = import(module) as Promise<{ default: (input: unknown) => Done | Promise<Done> }>;
// Who waits is told with every input.
loaded.catch(() => undefined);

async function answer({ index, input }: { index: number; input: unknown }): Promise<void> {
  try {
    const { default: work } = await loaded;
    const { result, transfer } = await work(input);
    port.postMessage({ index, output: result }, transfer ?? []);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    port.postMessage({ index, failed: { name, message } satisfies Failure }, []);
  }
  Atomics.add(answers, 0, 1);
  Atomics.notify(answers, 0);
}

port.on('message', (task: { index: number; input: unknown }) => void answer(task));
