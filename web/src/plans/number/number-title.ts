import type { PlanResult } from '@throughcare/planning';
import { ofStage } from '../every-figure/row-words.ts';
import { yearWords } from '../numbers.ts';
import { planWords } from './plan-words.ts';

/** What a number is in few words, and of which plan and year it is: a heading, under which the whole is told. */
export interface NumberTitle {
  readonly title: string;
  readonly of: string;
}

/** @param what what it is in full, as the plan tells it */
export function numberTitle(result: PlanResult, id: string, what: string): NumberTitle {
  const [side, stage, ...others] = id.split('.');
  const names = result.scenarios.map(({ name }) => name);
  const of = side === 'difference' ? `${names[0]}, compared with ${names[1]}` : names[Number(side)];
  const measure = others.length === 0 && result.differences.find(each => each.measure === stage);
  if (measure) return { title: measure.title, of };
  const told = planWords(what, result)
    .replace(/: “[^”]*” less “[^”]*”\.$/, '')
    .replace(/\.$/, '');
  const name = names.find(each => told.startsWith(`${each}: `) || told.startsWith(`${each}, year`));
  const own = name === undefined ? told : told.slice(name.length).replace(/^: /, '');
  const when = /,? years? (\d+)( to \d+)?/.exec(own);
  const plain = when ? own.replace(when[0], '').replace(/^: /, '') : own;
  const title = capital(ofItsStage(plain, id.split('.').at(-1)!) ?? cut(plain));
  return { title, of: `${of}${whenOf(when, result, stage)}` };
}

/** A figure of a stage by its short name, if it has one. */
function ofItsStage(words: string, statistic: string): string | undefined {
  const colon = words.indexOf(': ');
  if (colon === -1 || !Object.hasOwn(ofStage, statistic)) return undefined;
  const short = ofStage[statistic];
  return `${words.slice(0, colon)}: ${short[0].toLowerCase()}${short.slice(1)}`;
}

/** How it was counted, and what it leaves out, are told below. */
const cut = (words: string): string =>
  words
    .replace(/pounds (in the year|a year|over all years)/i, 'cost')
    .split(/;|, not discounted|, averaged/)[0];

function whenOf(when: RegExpExecArray | null, { flows, drawnYear }: PlanResult, stage: string): string {
  if (when) return when[2] === undefined ? `, ${yearWords(Number(when[1]))}` : when[0];
  return flows.some(({ stages }) => stages.some(each => each.stage === stage))
    ? `, ${yearWords(drawnYear)}`
    : '';
}

const capital = (words: string): string => `${words[0].toUpperCase()}${words.slice(1)}`;
