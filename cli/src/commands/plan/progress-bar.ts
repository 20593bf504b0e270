import type { Io } from '../../command.ts';

const width = 30;
const mostSteps = 100;

/** A bar on the error stream: redrawn on a terminal, a line a tenth elsewhere (a log is no place to redraw). */
export function progressBar(io: Io, of: number): { show(done: number): void; end(): void } {
  const terminal = process.stderr.isTTY;
  let step = 0;
  return {
    show(done) {
      const now = Math.floor((done / of) * (terminal ? mostSteps : 10));
      if (now === step) return;
      step = now;
      const full = Math.round((done / of) * width);
      if (terminal) io.err(`\r[${'#'.repeat(full)}${'.'.repeat(width - full)}] ${done} of ${of} runs`);
      else io.err(`${done} of ${of} runs\n`);
    },
    end() {
      if (terminal && step > 0) io.err('\n');
    },
  };
}
