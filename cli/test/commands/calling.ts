import type { Command } from '../../src/command.ts';

/** What a command gave and said. */
export interface Called {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Calls a command within this process, as `throughcare NAME …` does; `first` are words that every call begins with. */
export function calling(command: Pick<Command, 'run'>, ...first: readonly string[]) {
  return async (...args: readonly string[]): Promise<Called> => {
    let [out, err] = ['', ''];
    const status = await command.run([...first, ...args], {
      out: text => void (out += text),
      err: text => void (err += text),
    });
    return { status, out, err };
  };
}
