import { createHash } from 'node:crypto';
import type { LooksSpec } from '../protocol/schema.ts';
import type { LookFact } from '../report/report.ts';
import { ALPHA, lookAlpha } from './look-alpha.ts';
import type { LookAlpha } from './look-alpha.ts';

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
  const first = same.at(0);
  const distinct = distinctLooks(history);
  const number = first === undefined ? distinct.length + 1 : distinct.indexOf(first) + 1;
  const earlier = distinct.slice(0, number - 1);
  const spent = lookAlpha({ number, earlier, plan, people });
  const { alpha, alphaSpent, information, mayConclude } = spent;
  const record = { protocolSha256, dataSha256, at, number, information, alpha, alphaSpent };
  const made = same.length + 1;
  const level = 1 - alpha;
  const fact = {
    number,
    made,
    planned: plan?.planned,
    alphaSpent,
    level,
    mayConclude,
    sentence: sayLook({ number, made, plan, level, spent }),
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
  if (level > 0.999999) return 'over 99.9999%';
  return `${Number((level * 100).toFixed(level > 0.9995 ? 4 : 2))}%`;
}

function sayLook({ number, made, plan, level, spent }: SaidLook): string {
  const again = made > 1 ? ` It was made ${made} times on the same data, which spends nothing more.` : '';
  const spends = `look ${number}, ${sayLevel(level)} interval`;
  const over = `Over all looks the chance of a false difference may have reached ${sayLevel(spent.alphaSpent)}.`;
  const own = sayLevel(spent.alpha);
  switch (spent.rule) {
    case 'first':
      return `This is the first look at these outcomes; its intervals are ${sayLevel(level)} intervals.${again}`;
    case 'not planned':
      return `This is ${spends}: no further look was planned, so this one is allowed an error of ${own} on top of the earlier ones. ${over}${again}`;
    case 'not by this plan':
      return (
        `This is ${spends}: earlier looks were not made by the plan that the protocol has now, so this one counts as not planned ` +
        `and is allowed an error of ${own} on top of theirs. ${over}${again}`
      );
    case 'no more information':
      return (
        `This is ${spends}: it has no more information than an earlier look (${Math.round(100 * (spent.information ?? 0))}% of the people planned), so nothing ` +
        `may be concluded from it and it spends nothing. Its intervals are at what is left of the error.${again}`
      );
    case 'planned':
      return [
        `This is ${spends}, of ${plan?.planned ?? number} planned`,
        ...(spent.information === undefined
          ? []
          : [` with ${Math.round(100 * spent.information)}% of the people`]),
        `: ${sayLevel(spent.alphaSpent)} of error is spent by now (${plan?.spending === 'pocock' ? 'Pocock' : "O'Brien-Fleming"} spending).`,
        ...(spent.mayConclude ? [] : [` ${sayNothing(spent.alphaSpent)}`]),
        again,
      ].join('');
  }
}

interface SaidLook {
  readonly number: number;
  readonly made: number;
  readonly plan: LooksSpec | undefined;
  readonly level: number;
  readonly spent: LookAlpha;
}

function sayNothing(alphaSpent: number): string {
  return alphaSpent >= ALPHA
    ? 'All error was spent at earlier looks, so nothing may be concluded from this one.'
    : 'So early hardly any error may be spent, so nothing may be concluded from this look.';
}

/** One hash for all that a run read, whatever the order of the files. */
export function hashData(files: readonly { readonly sha256: string }[], designSha256: string): string {
  const all = [...new Set(files.map(({ sha256 }) => sha256))].sort();
  return createHash('sha256').update(all.join('\n')).update(`\n${designSha256}`).digest('hex');
}
