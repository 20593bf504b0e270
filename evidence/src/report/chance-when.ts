import { normalQuantile } from '@throughcare/numerics';
import type { ChanceSpec } from '../protocol/chance-schema.ts';
import type { PairDesign } from '../study/pair-design.ts';
import type { ChanceFigure } from './chance-shape.ts';
import type { StudyContext } from './study-context.ts';
import { sayUnit } from './people-in-a-thousand.ts';
import type { When } from './when.ts';

const POWER = 0.8;

/**
 * How many people a design that uses chance would need for the smallest difference that matters: the square of its
 * standard error falls with them. What more time does for it depends on the design, and no date is promised.
 */
export function chanceWhen(
  { protocol, look }: StudyContext,
  design: PairDesign,
  spec: ChanceSpec,
  { standardError, measure }: ChanceFigure,
): When | undefined {
  if (!design.comparison.possible || !(standardError > 0) || !Number.isFinite(standardError))
    return undefined;
  const { smallest_difference_that_matters: differencePerThousand } = protocol;
  const z = normalQuantile((1 + look.level) / 2) + normalQuantile(POWER);
  const [first, second] = design.comparison.weighted.effective;
  const factor = ((1000 * z * standardError) / differencePerThousand) ** 2;
  const have = first + second;
  const needed = Math.ceil(have * factor);
  const stillNeeded = Math.max(0, needed - have);
  const found = Math.ceil(1000 * z * standardError).toLocaleString('en-GB');
  const unit = sayUnit(measure);
  const sentence =
    stillNeeded === 0
      ? `There are enough people now to find a difference of ${differencePerThousand} ${unit} in 80 of 100 such studies.`
      : `As it is, this design finds a difference of ${found} ${unit} in 80 of 100 such studies. For one of ` +
        `${differencePerThousand} it would need about ${sayTimes(factor)} as many people. ${remedy(spec)}`;
  return {
    differencePerThousand,
    power: POWER,
    needed,
    have,
    stillNeeded,
    intakePerYear: undefined,
    reachedOn: undefined,
    sentence,
  };
}

function remedy(spec: ChanceSpec): string {
  switch (spec.by) {
    case 'discontinuity':
      return 'Time brings nobody nearer to the date; the same design in further areas would.';
    case 'interrupted series':
      return 'More periods help little; the same series from further areas helps more.';
    case 'waiting list':
      return 'More people on the list, and longer follow-up of them, help.';
    case 'stepped roll-out':
      return 'More regions help more than more people in the same ones.';
    case 'court tendency':
      return 'More courts help more than more people before the same ones.';
  }
}

/** "three times", in words that give no count of people away. */
function sayTimes(factor: number): string {
  if (factor < 1.5) return 'one and a half times';
  return factor < 10 ? `${Math.ceil(factor)} times` : `${Math.ceil(factor / 10) * 10} times`;
}
