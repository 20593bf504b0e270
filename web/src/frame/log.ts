/**
 * All that may be written about running. There is no free text, no address with its parameters or query, no body, no
 * network address and no message of an error, because any of these can hold what somebody told us in confidence.
 */
export type LogLine =
  | { readonly what: 'listening'; readonly origin: string }
  | {
      readonly what: 'answered';
      /** The pattern of the route, never the address. */
      readonly route: string;
      readonly method: string;
      readonly status: number;
      readonly ms: number;
    }
  | {
      readonly what: 'failed';
      readonly route: string;
      readonly reference: string;
      /** The kind of error and, from PostgreSQL, its five-letter code; never its message. */
      readonly error: string;
      readonly sqlState: string;
      readonly at: readonly string[];
    };

export type Log = (line: LogLine) => void;

/** One JSON object a line, on stderr. */
export const logToStderr: Log = line => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
};

export const logNothing: Log = () => undefined;

/** What may be said of an error: its kind and where it rose. The first line of a stack holds the message: left out. */
export function sayError(error: unknown): { error: string; sqlState: string; at: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, sqlState: '', at: [] };
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? '').split('\n').filter(line => /^ {4}at [^\n]*:\d+:\d+\)?$/.test(line));
  return {
    error: error.name,
    sqlState: typeof code === 'string' && /^[A-Z0-9_]{5,32}$/.test(code) ? code : '',
    at: frames.slice(0, 8).map(line => line.trim()),
  };
}
