import { refuseForeignStart, StudyRefusal } from '@throughcare/evidence';

/** So many bytes tell what kind of file it is. Nothing is written before they have come. */
const START = 4096;
/** A coded value is short. What is longer is words of somebody's, or a file in disguise (E1, E3). */
const LONGEST_CELL = 500;

/** Passes the bytes of a table on, piece by piece, as long as they are one. */
export interface TableCheck {
  /** Gives what may be kept so far: nothing until the first bytes have told what it is. */
  take(piece: Uint8Array): Uint8Array[];
  /** The rest. */
  end(): Uint8Array[];
}

/**
 * Lets nothing in but a table (E1): CSV that is UTF-8 text from the first byte to the last, with short cells, or a
 * Parquet file from mark to mark. A picture, film, document or archive is refused whatever it is called, also when it
 * hides behind a header that looks like a table.
 *
 * @throws StudyRefusal that says what it is instead
 */
export function tableCheck(name: string): TableCheck {
  let waiting: Uint8Array[] = [];
  let waited = 0;
  let parquet: boolean | undefined;
  let tail = new Uint8Array(0);
  const text = textCheck(name);

  const pass = (piece: Uint8Array): Uint8Array => {
    if (parquet) tail = joined([tail, piece]).slice(-4);
    else text.take(piece);
    return piece;
  };
  const begin = (): Uint8Array[] => {
    const start = joined(waiting);
    waiting = [];
    parquet = isMark(start.subarray(0, 4));
    if (!parquet) refuseForeignStart(name, start);
    return start.length === 0 ? [] : [pass(start)];
  };
  return {
    take(piece) {
      if (parquet !== undefined) return [pass(piece)];
      waiting.push(piece);
      waited += piece.length;
      return waited < START ? [] : begin();
    },
    end() {
      const rest = parquet === undefined ? begin() : [];
      if (parquet && !isMark(tail)) {
        throw new StudyRefusal(
          `${name} begins as Parquet and does not end so: it was cut off, or it is something else. Nothing of it was kept.`,
        );
      }
      if (!parquet) text.end();
      return rest;
    },
  };
}

function textCheck(name: string) {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let cell = 0;
  const read = (piece: Uint8Array | undefined): void => {
    let text: string;
    try {
      text = piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      throw new StudyRefusal(
        `${name} holds bytes that are no text in UTF-8. Save it as CSV in UTF-8. Nothing of it was kept.`,
      );
    }
    if (hasControls(text)) {
      throw new StudyRefusal(
        `${name} holds signs that no table has (control characters). Save it as CSV in UTF-8. Nothing of it was kept.`,
      );
    }
  };
  return {
    take(piece: Uint8Array): void {
      read(piece);
      for (const byte of piece) {
        cell = byte === COMMA || byte === LF || byte === SEMICOLON || byte === TAB ? 0 : cell + 1;
        if (cell > LONGEST_CELL) {
          throw new StudyRefusal(
            `${name} has a cell of more than ${LONGEST_CELL} characters. An extract holds coded values and no words; ` +
              'take that column out. Nothing of it was kept.',
          );
        }
      }
    },
    end: () => read(undefined),
  };
}

const [TAB, LF, COMMA, SEMICOLON] = [9, 10, 44, 59];

/** Any control character but tab, line feed and carriage return. */
function hasControls(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
}

const isMark = (bytes: Uint8Array): boolean => Buffer.from(bytes).toString('latin1') === 'PAR1';

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(pieces));
}
