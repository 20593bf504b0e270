import type { Command, Io } from './command.ts';

/** Exit status: 0 done; 1 refused or failed, in words; 2 the call itself was wrong. */
export async function dispatch(
  commands: readonly Command[],
  args: readonly string[],
  io: Io,
): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const asked = commands.find(command => command.name === rest[0]);
    io.out(asked ? `${asked.help?.(rest.slice(1)) ?? asked.usage}\n` : overview(commands));
    return name === undefined ? 2 : 0;
  }
  const command = commands.find(one => one.name === name);
  if (!command) {
    io.err(`There is no command "${name}". There are: ${commands.map(one => one.name).join(', ')}.\n`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(`${command.help?.(rest) ?? command.usage}\n`);
    return 0;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    if (!isMeantForPeople(error)) throw error;
    io.err(`${wordsFor(error)}\n`);
    return isWrongCall(error) ? 2 : 1;
  }
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(command => command.name.length));
  const lines = commands.map(command => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return [
    'throughcare <command>',
    '',
    ...lines,
    '',
    'throughcare help <command> says how one is written.',
    '',
  ].join('\n');
}

function isWrongCall(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS');
}

/** Errors that speak in sentences: of the record, of a protocol or scenario, of a wrong call, of a missing file. */
function isMeantForPeople(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return (
    isWrongCall(error) ||
    error.name.endsWith('Refused') ||
    !error.name.endsWith('Error') ||
    isMissingFile(error)
  );
}

const fileTroubles: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder',
  EACCES: 'This account may not open',
  EISDIR: 'This is a folder, and a file is needed',
  ENOTDIR: 'This is a file, and a folder is needed',
  ENOSPC: 'The disk is full, at',
};

function isMissingFile(error: Error): error is NodeJS.ErrnoException & { code: string } {
  return 'code' in error && typeof error.code === 'string' && Object.hasOwn(fileTroubles, error.code);
}

/** The system's own errors in words, with the file; every other error already speaks. */
function wordsFor(error: Error): string {
  if (!isMissingFile(error)) return error.message;
  return `${fileTroubles[error.code]}: ${error.path ?? 'the file'}. Nothing else was changed.`;
}
