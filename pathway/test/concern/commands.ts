import { day, type ConcernCommand } from '../../src/index.ts';

export const friday = day('2026-11-20');
export const monday = day('2026-11-23');

type CommandOf<Do extends ConcernCommand['do']> = Extract<ConcernCommand, { do: Do }>;

export const raised = (
  immediateDanger: boolean,
  more: Partial<CommandOf<'raise'>> = {},
): CommandOf<'raise'> => ({
  do: 'raise',
  on: friday,
  source: 'contact',
  immediateDanger,
  said: 'neutral words',
  child: '',
  ...more,
});

export const passOn: CommandOf<'pass_on'> = {
  do: 'pass_on',
  on: friday,
  passing: 'p1',
  to: 'duty_desk',
  reference: 'DD-77',
};

/** `given` acts as worker-1, who is one of the two. */
export const named: CommandOf<'name_deciders'> = {
  do: 'name_deciders',
  on: friday,
  first: 'worker-1',
  second: 'lead-1',
};

export const share: CommandOf<'decide'> = {
  do: 'decide',
  on: friday,
  share: true,
  ground: 'child_at_risk',
  reason: 'A child may be at risk.',
  told: true,
};

export const keep: CommandOf<'decide'> = {
  ...share,
  share: false,
  ground: 'no_risk_described',
  reason: 'Nothing said points to a child.',
};
