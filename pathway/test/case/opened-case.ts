import {
  day,
  dueInCase,
  dueRules,
  type CaseCommand,
  type CaseState,
  type Day,
  type DueKind,
  type InstrumentId,
  usualDueSettings,
} from '../../src/index.ts';
import { somebody } from './commands.ts';

// A case that was referred, accepted and opened on one day, and what tests of the work in it ask of it.

export const on = day('2026-03-02');
export const opened: CaseCommand[] = [
  { do: 'refer', on, reference: 'TC-9', source: 'self', stage: 'not_known_to_police', identity: somebody },
  { do: 'triage', on, outcome: 'accepted' },
  { do: 'open', on, practitioner: 'w1' },
];
export const sentenced: CaseCommand[] = [
  { ...opened[0], stage: 'before_the_court' } as CaseCommand,
  ...opened.slice(1),
  { do: 'record_legal_step', on, proceedings: 'first', step: 'convicted' },
];
export const closing = { do: 'close', on, reason: 'completed', watchedBy: null, transfer: null } as const;
export const due = (state: CaseState, kind: DueKind) =>
  dueInCase(state, usualDueSettings).find(one => one.kind === kind);
export const task = {
  do: 'give_task',
  on,
  task: 't1',
  kind: 'letter',
  to: 'w2',
  by: day('2026-03-09'),
  words: '',
} as const;
export const items = (id: InstrumentId, answers: readonly (number | null)[]): CaseCommand => ({
  do: 'take_measure',
  on,
  measure: `m-${id}-${answers.join('.')}`,
  instrument: id,
  moment: 'before',
  answers,
  total: null,
});
export const check = (at: Day): CaseCommand => ({
  do: 'check_children',
  on: at,
  check: {
    atHome: { '0 to 4': 1, '5 to 10': 0, '11 to 15': 0, '16 to 17': 0 },
    contact: 'supervised',
    role: 'none',
    socialCare: 'plan',
  },
});
/** That a check falls due for what happened; undefined where only time makes it due. */
export function afterChange(state: CaseState) {
  const rules = dueRules(state).filter(rule => rule.kind === 'children_check');
  return rules
    .flatMap(rule => ('from' in rule && rule.length === 'childrenCheckAfterChange' ? [rule] : []))
    .at(0);
}
