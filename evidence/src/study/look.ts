import { createHash } from 'node:crypto';
import type { LooksSpec } from '../protocol/schema.ts';
import type { LookFact } from '../report/report.ts';
import { lookAlpha } from './look-alpha.ts';

/** One time that outcomes were seen. Hashes say of which protocol and of which data. */
export interface LookRecord {
  readonly protocolSha256: string;
  /** Of all files that were read and of the design; absent from looks that older versions kept. */
  readonly dataSha256?: string | undefined;
  readonly at: string;
  readonly number?: number | undefined;
  /** Share of information that this look had, where the protocol plans looks. */
  readonly information?: number | undefined;
  /** Chance of a false difference that this look alone was allowed, and all looks up to it together. */
  readonly alpha?: number | undefined;
  readonly alphaSpent?: number | undefined;
}

export interface LookDecision {
  readonly fact: LookFact;
  readonly record: LookRecord;
}

/**
 * Which look this is. The same protocol on the same data is the same look again: it is counted, and spends nothing.
 * Any other data, or another protocol, is a further look, and its interval is widened for those before it.
 */
export function decideLook(input: {
  readonly history: readonly LookRecord[];
  readonly plan: LooksSpec | undefined;
  readonly protocolSha256: string;
  readonly dataSha256: string;
  readonly people: number;
  readonly at: string;
}): LookDecision {
  const { history, plan, protocolSha256, dataSha256, people, at } = input;
  const same = history.filter(
    look => look.protocolSha256 === protocolSha256 && look.dataSha256 === dataSha256,
  );
  const first = same[0];
  const distinct = distinctLooks(history);
  const number = first === undefined ? distinct.length + 1 : distinct.indexOf(first) + 1;
  const spent =
    first?.alpha !== undefined && first.alphaSpent !== undefined
      ? { alpha: first.alpha, alphaSpent: first.alphaSpent, information: first.information }
      : lookAlpha({ number, earlier: distinct.slice(0, number - 1), plan, people });
  const record = { protocolSha256, dataSha256, at, number, ...spent };
  const made = same.length + 1;
  const level = 1 - spent.alpha;
  const fact = {
    number,
    made,
    planned: plan?.planned,
    alphaSpent: spent.alphaSpent,
    level,
    sentence: sayLook(number, made, plan, level, spent.alphaSpent),
  };
  return { fact, record };
}

/** The looks that differ in protocol or data, in the order in which they were first made. */
function distinctLooks(history: readonly LookRecord[]): LookRecord[] {
  const seen = new Map<string, LookRecord>();
  for (const look of history) {
    const key = `${look.protocolSha256} ${look.dataSha256 ?? look.at}`;
    if (!seen.has(key)) seen.set(key, look);
  }
  return [...seen.values()];
}

/** "97.5%": as many digits as are needed to tell levels apart. */
export function sayLevel(level: number): string {
  return `${Number((level * 100).toFixed(level > 0.9995 ? 4 : 2))}%`;
}

function sayLook(
  number: number,
  made: number,
  plan: LooksSpec | undefined,
  level: number,
  alphaSpent: number,
): string {
  const again = made > 1 ? ` It was made ${made} times on the same data, which spends nothing more.` : '';
  if (number === 1 && plan === undefined)
    return `This is the first look at these outcomes; its intervals are ${sayLevel(level)} intervals.${again}`;
  const spends = `look ${number}, ${sayLevel(level)} interval`;
  if (plan === undefined) {
    return (
      `This is ${spends}: no further look was planned, so this one is allowed half the error of the one before. ` +
      `Over all looks the chance of a false difference may have reached ${sayLevel(alphaSpent)}.${again}`
    );
  }
  const over =
    number > plan.planned
      ? ` Only ${plan.planned} looks were planned, so the chance of a false difference over all of them is no longer 5%.`
      : '';
  return (
    `This is ${spends}, of ${plan.planned} planned: ${sayLevel(alphaSpent)} of error is spent by now ` +
    `(${plan.spending === 'pocock' ? 'Pocock' : "O'Brien-Fleming"} spending).${over}${again}`
  );
}

/** One hash for all that a run read, whatever the order of the files. */
export function hashData(files: readonly { readonly sha256: string }[], designSha256: string): string {
  const all = [...new Set(files.map(({ sha256 }) => sha256))].sort();
  return createHash('sha256').update(all.join('\n')).update(`\n${designSha256}`).digest('hex');
}
