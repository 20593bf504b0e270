/** A file on its way in: its name as the browser gives it, and its bytes piece by piece, to be read once. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/** A form with a file: the fields before it, and the file, of which nothing has been read yet. */
export interface Multipart {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: UploadedFile | undefined;
  /** Reads what is left and keeps nothing of it, so that the answer reaches the browser. */
  readonly drain: () => Promise<void>;
}

const MOST_OF_HEADERS = 8 * 1024;
const MOST_OF_FIELDS = 64 * 1024;
const NOTHING: Multipart = { fields: {}, file: undefined, drain: () => Promise.resolve() };

/**
 * Reads a `multipart/form-data` body up to its first file (RFC 7578). The token of a form stands before its file, so
 * that nothing of a file is read for somebody who may not send it. What is no such form has no fields.
 */
export async function readMultipart(
  body: AsyncIterable<Buffer>,
  contentType: string | undefined,
): Promise<Multipart> {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType ?? '') ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return NOTHING;
  const reader = readerOf(body);
  const mark = Buffer.from(`\r\n--${boundary}`);
  const fields: Record<string, string> = {};
  const drain = () => reader.drain();
  let room = MOST_OF_FIELDS;
  if ((await reader.upTo(mark, MOST_OF_HEADERS)) === undefined) return { ...NOTHING, drain };
  for (;;) {
    const ending = await reader.upTo(Buffer.from('\r\n'), MOST_OF_HEADERS);
    if (ending === undefined || ending.toString('latin1').startsWith('--')) break;
    const head = await reader.upTo(Buffer.from('\r\n\r\n'), MOST_OF_HEADERS);
    if (head === undefined) break;
    const { name, filename } = readHead(head.toString('utf8'));
    if (filename !== undefined) {
      // A browser sends an empty part where no file was chosen.
      const file = filename === '' ? undefined : { name: filename, bytes: reader.until(mark) };
      return { fields, file, drain };
    }
    const value = await reader.upTo(mark, room);
    if (value === undefined) break;
    room -= value.length;
    if (name !== undefined) fields[name] = value.toString('utf8');
  }
  return { fields, file: undefined, drain };
}

function readHead(head: string): { name: string | undefined; filename: string | undefined } {
  const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(head)?.[1] ?? '';
  const value = (what: string) =>
    new RegExp(`(?:^|;)\\s*${what}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)?.[1];
  return { name: value('name'), filename: value('filename') };
}

/** Finds marks in bytes that come in pieces. */
function readerOf(body: AsyncIterable<Buffer>) {
  const pieces = body[Symbol.asyncIterator]();
  let held: Buffer = Buffer.from('\r\n'); // The first mark has no line before it.
  let ended = false;
  const more = async (): Promise<boolean> => {
    if (ended) return false;
    const next = await pieces.next();
    if (next.done) ended = true;
    else held = held.length === 0 ? next.value : Buffer.concat([held, next.value]);
    return !ended;
  };
  return {
    /** What stands before the mark, which is passed too; undefined when it does not come within `most` bytes. */
    async upTo(mark: Buffer, most: number): Promise<Buffer | undefined> {
      for (;;) {
        const at = held.indexOf(mark);
        if (at >= 0 && at <= most) {
          const found = held.subarray(0, at);
          held = held.subarray(at + mark.length);
          return found;
        }
        if (held.length > most + mark.length || !(await more())) return undefined;
      }
    },
    /** Everything up to the mark. A body that ends without it was cut off on the way. */
    async *until(mark: Buffer): AsyncGenerator<Buffer> {
      for (;;) {
        const at = held.indexOf(mark);
        if (at >= 0) {
          if (at > 0) yield held.subarray(0, at);
          held = held.subarray(at + mark.length);
          return;
        }
        const safe = held.length - mark.length;
        if (safe > 0) {
          yield held.subarray(0, safe);
          held = held.subarray(safe);
        }
        if (!(await more())) throw new CutOff();
      }
    },
    async drain(): Promise<void> {
      do held = Buffer.alloc(0);
      while (await more());
    },
  };
}

/** The body ended in the middle of a file. */
export class CutOff extends Error {
  override readonly name = 'CutOff';
  constructor() {
    super('The upload was cut off before its end.');
  }
}
