import { readFileSync } from 'node:fs';
import { powersOfFive, TENS } from './powers.ts';
import type { RowPlan } from './row-plan.ts';

/** What the WebAssembly of `kernels/csv-rows.ts` exports. */
interface CsvRows {
  readonly memory: WebAssembly.Memory;
  readonly at: WebAssembly.Global<'i32'>;
  readonly rows: WebAssembly.Global<'i32'>;
  readonly line: WebAssembly.Global<'i32'>;
  readonly idLength: WebAssembly.Global<'i32'>;
  powers(tens: number, fives: number): void;
  prepare(plans: number, fields: number): void;
  missingWords(words: number, count: number): void;
  rowsTo(lines: number, starts: number, idEnds: number): void;
  idsTo(idBytes: number): void;
  lineEnds(from: number, to: number): number;
  walk(
    from: number,
    end: number,
    last: boolean,
    until: number,
    most: number,
    passed: number,
    shift: number,
  ): number;
}

/** Why a walk stopped: at its limit, for want of room, in a row that the window cuts, at a broken quotation. */
export const STOPPED = ['done', 'full', 'cut', 'broken'] as const;

/** The rows that one walk gave. Views hold until the next one. */
export interface Walk {
  readonly stopped: (typeof STOPPED)[number];
  /** The place in the window where it stopped. */
  readonly at: number;
  /** Line ends passed in the file. */
  readonly line: number;
  readonly rows: number;
  /** The line on which each row ends. */
  readonly lines: Int32Array;
  /** Where each row begins, plus the `shift` given; ~ of it where the row has to be read again in words. */
  readonly starts: Int32Array;
  /** Where each row's id ends in `ids`. */
  readonly idEnds: Int32Array;
  readonly ids: Uint8Array;
  /** By cell of the plan: numbers, days, or numbers of texts. */
  readonly columns: readonly (Float64Array | Int32Array)[];
}

/** Reads rows in a memory of its own. */
export interface RowKernel {
  /** Where bytes of the file go. */
  window(): Uint8Array<ArrayBuffer>;
  /** Doubles the window; what stood in it is lost. */
  widen(): void;
  /** Line ends in bytes `from` to `to - 1` of the window; the byte at `to` tells whether a CR before it is one. */
  lineEnds(from: number, to: number): number;
  walk(from: number, end: number, last: boolean, until: number, passed: number, shift: number): Walk;
  /** The texts of a cell of the plan by number; undefined for what is no UTF-8. */
  texts(cell: number): (string | undefined)[];
}

/** A window holds a chunk of a file and, mostly, the row that goes on beyond it. */
export const CHUNK = 1 << 20;
const FIRST_WINDOW = CHUNK + (1 << 16);
const ROWS = 1 << 14;
const PLAN = 32;
const KINDS = { number: 1, date: 2, text: 3 } as const;
const [ID, WATCHED] = [4, 5];
// As in the kernel: counts, slots, entries, bytes.
const [TEXT_ENTRIES, TEXT_ENTRY, TEXT_ROOM] = [16 + 8192 * 4, 12, 16 + 8192 * 4 + 4096 * 12 + 131_072];

const compiled = new WebAssembly.Module(
  readFileSync(new URL('../../kernels/csv-rows.wasm', import.meta.url)),
);

/** Starts a kernel for a plan. */
export function rowKernel(plan: RowPlan): RowKernel {
  const csv = new WebAssembly.Instance(compiled).exports as unknown as CsvRows;
  const { memory } = csv;
  let taken = 1024;
  const take = (bytes: number): number => {
    const place = taken;
    taken += Math.ceil(bytes / 16) * 16;
    return place;
  };
  const fives = powersOfFive();
  const [tensAt, fivesAt] = [take(TENS.byteLength), take(fives.byteLength)];
  const plansAt = take(PLAN * (plan.fields + 1));
  const words = plan.missing.filter(word => word !== '').map(word => new TextEncoder().encode(word));
  const wordsAt = take(8 * words.length);
  const wordPlaces = words.map(word => take(word.length));
  const columnPlaces = plan.cells.map(({ kind }) => take(ROWS * (kind === 'number' ? 8 : 4)));
  const textPlaces = plan.cells.map(({ kind }) => (kind === 'text' ? take(TEXT_ROOM) : 0));
  const [linesAt, startsAt, idEndsAt] = [take(4 * ROWS), take(4 * ROWS), take(4 * ROWS)];
  const idsAt = taken;
  let capacity = FIRST_WINDOW;
  const windowAt = (): number => idsAt + (plan.id === -1 ? 0 : capacity);
  reserve();

  const data = new DataView(memory.buffer);
  new Float64Array(memory.buffer, tensAt, TENS.length).set(TENS);
  new BigUint64Array(memory.buffer, fivesAt, fives.length).set(fives);
  words.forEach((word, k) => {
    new Uint8Array(memory.buffer, wordPlaces[k], word.length).set(word);
    data.setUint32(wordsAt + 8 * k, word.length, true);
    data.setUint32(wordsAt + 8 * k + 4, wordPlaces[k], true);
  });
  if (plan.id !== -1) data.setInt32(plansAt + PLAN * plan.id, ID, true);
  plan.cells.forEach(({ field, kind, least, most }, k) => {
    // The id may be read as a column too: then its plan is the spare one at the end.
    const own = plansAt + PLAN * (field === plan.id ? plan.fields : field);
    if (field === plan.id) data.setUint32(plansAt + PLAN * field + 28, own, true);
    data.setInt32(own, kind === 'number' && plan.missingNumbers ? WATCHED : KINDS[kind], true);
    data.setUint32(own + 4, columnPlaces[k], true);
    data.setFloat64(own + 8, least, true);
    data.setFloat64(own + 16, most, true);
    data.setUint32(own + 24, textPlaces[k], true);
  });
  csv.powers(tensAt, fivesAt);
  csv.prepare(plansAt, plan.fields);
  csv.missingWords(wordsAt, words.length);
  csv.rowsTo(linesAt, startsAt, idEndsAt);
  csv.idsTo(idsAt);

  function reserve(): void {
    const missing = windowAt() + capacity + 64 - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  }

  return {
    window: () => new Uint8Array(memory.buffer, windowAt(), capacity),
    widen() {
      capacity *= 2;
      reserve();
    },
    lineEnds: (from, to) => csv.lineEnds(windowAt() + from, windowAt() + to),
    walk(from, end, last, until, passed, shift) {
      const base = windowAt();
      const status = csv.walk(base + from, base + end, last, base + until, ROWS, passed, shift - base);
      const rows = csv.rows.value;
      return {
        stopped: STOPPED[status],
        at: csv.at.value - base,
        line: csv.line.value,
        rows,
        lines: new Int32Array(memory.buffer, linesAt, rows),
        starts: new Int32Array(memory.buffer, startsAt, rows),
        idEnds: new Int32Array(memory.buffer, idEndsAt, rows),
        ids: new Uint8Array(memory.buffer, idsAt, csv.idLength.value),
        columns: plan.cells.map(({ kind }, k) =>
          kind === 'number'
            ? new Float64Array(memory.buffer, columnPlaces[k], rows)
            : new Int32Array(memory.buffer, columnPlaces[k], rows),
        ),
      };
    },
    texts(cell) {
      const place = textPlaces[cell];
      const view = new DataView(memory.buffer);
      const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      return Array.from({ length: view.getInt32(place, true) }, (_, code) => {
        const entry = place + TEXT_ENTRIES + TEXT_ENTRY * code;
        const bytes = new Uint8Array(
          memory.buffer,
          view.getUint32(entry + 4, true),
          view.getUint32(entry + 8, true),
        );
        try {
          return decoder.decode(bytes);
        } catch {
          return undefined;
        }
      });
    },
  };
}
