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
    io.out(asked ? `${asked.usage}\n` : overview(commands));
    return name === undefined ? 2 : 0;
  }
  const command = commands.find(one => one.name === name);
  if (!command) {
    io.err(`There is no command "${name}". There are: ${commands.map(one => one.name).join(', ')}.\n`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(`${command.usage}\n`);
    return 0;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    if (!isMeantForPeople(error)) throw error;
    io.err(`${error.message}\n`);
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

function isMissingFile(error: Error): boolean {
  return 'code' in error && ['ENOENT', 'EACCES', 'EISDIR', 'ENOSPC'].includes(String(error.code));
}
