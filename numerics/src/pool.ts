import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Failure } from './pool-worker.ts';

/** Threads that do one kind of work on many inputs. */
export interface Pool<Input, Output> {
  /**
   * The outputs in the order of the inputs, once all are there; this thread waits. Inputs are copied, so large ones are
   * better views on a SharedArrayBuffer, which is not.
   *
   * @throws what stopped the first input that could not be worked on, by its name and words; later ones are then left
   */
  map(inputs: readonly Input[]): Output[];
  /** Ends the threads. */
  end(): void;
}

interface Answer<Output> {
  readonly index: number;
  readonly output?: Output;
  readonly failed?: Failure;
}

/**
 * Starts `size` threads for the default export of `module`, which takes an input and gives `{ result, transfer }` as for
 * `startSideWork`. Where that depends on nothing but its input, outputs are the same to the last bit for any size.
 *
 * @throws RangeError unless `size` is a whole number from 1 on
 */
export function pool<Input, Output>(module: URL, size: number): Pool<Input, Output> {
  if (!Number.isInteger(size) || size < 1) {
    throw new RangeError(`size was ${size}; a pool has a whole number of threads, 1 or more`);
  }
  const answers = new Int32Array(new SharedArrayBuffer(4));
  const threads = Array.from({ length: size }, () => startThread(module, answers));
  let open = true;

  /** What a thread has answered by now. */
  function collect(): { thread: number; answer: Answer<Output> }[] {
    return threads.flatMap(({ port }, thread) => {
      const received: { message: Answer<Output> } | undefined = receiveMessageOnPort(port);
      return received === undefined ? [] : [{ thread, answer: received.message }];
    });
  }

  return {
    map(inputs) {
      if (!open) throw new Error('This pool has ended.');
      const outputs: Output[] = [];
      let next = 0;
      let working = 0;
      let failure: Answer<Output> | undefined;
      const give = (thread: number): void => {
        if (failure !== undefined || next === inputs.length) return;
        threads[thread].port.postMessage({ index: next, input: inputs[next] }, []);
        next++;
        working++;
      };
      threads.forEach((_, thread) => give(thread));
      while (working > 0) {
        const seen = Atomics.load(answers, 0);
        const found = collect();
        if (found.length === 0) Atomics.wait(answers, 0, seen);
        for (const { thread, answer } of found) {
          working--;
          if (answer.failed === undefined) outputs[answer.index] = answer.output as Output;
          else if (failure === undefined || answer.index < failure.index) failure = answer;
          give(thread);
        }
      }
      if (failure?.failed !== undefined) {
        throw Object.assign(new Error(failure.failed.message), { name: failure.failed.name });
      }
      return outputs;
    },
    end() {
      open = false;
      for (const { worker, port } of threads) {
        port.close();
        void worker.terminate();
      }
    },
  };
}

function startThread(module: URL, answers: Int32Array): { worker: Worker; port: MessagePort } {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL('./pool-worker.ts', import.meta.url), {
    workerData: { module: module.href, port: port2, answers },
    transferList: [port2],
  });
  worker.unref();
  return { worker, port: port1 };
}
