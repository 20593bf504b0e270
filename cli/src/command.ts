/** Where a command speaks: results to `out`, talk to `err`. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
}

/** One command: its name, what it is for, how it is written, and what it does. Gives the exit status. */
export interface Command {
  name: string;
  summary: string;
  usage: string;
  /** Help on a part of the command, for one with parts: `args` name it. */
  help?(args: readonly string[]): string;
  run(args: string[], io: Io): Promise<number>;
}
