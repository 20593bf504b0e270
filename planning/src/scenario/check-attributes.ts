import type { ConditionText } from './condition-schema.ts';
import { nearest } from './scenario-error.ts';
import type { PlacedFault } from './scenario-check.ts';
import type { ScenarioText } from './scenario-schema.ts';
import { own } from './own.ts';

type Path = (string | number)[];

/** Attributes, their values and the stages that conditions ask about: names that are not there. */
export function checkAttributes(scenario: ScenarioText): PlacedFault[] {
  const { attributes, arrivals, stages } = scenario;
  const faults: PlacedFault[] = [];
  const known = attributes ?? {};

  const mustBe = (path: Path, attribute: string, value: string): void => {
    const values = own(known, attribute);
    if (values === undefined) {
      const close = nearest(attribute, Object.keys(known));
      faults.push({
        path,
        what: `There is no attribute ${attribute}.`,
        mend: close ? `Did you mean ${close}?` : `Add it: attributes: { ${attribute}: [no, ${value}] }.`,
      });
    } else if (!values.includes(value)) {
      const close = nearest(value, values);
      faults.push({
        path,
        what: `Attribute ${attribute} has no value ${value}.`,
        mend: close ? `Did you mean ${close}?` : `Its values are ${values.join(', ')}.`,
      });
    }
  };
  const mustHold = (path: Path, when: readonly ConditionText[] | undefined): void => {
    when?.forEach((condition, i) => {
      const at = [...path, 'when', i];
      if ('attribute' in condition) mustBe(at, condition.attribute, condition.is);
      if (!('waitingAt' in condition || 'insideAt' in condition)) return;
      const stage = 'waitingAt' in condition ? condition.waitingAt : condition.insideAt;
      if (!Object.hasOwn(stages, stage)) {
        const close = nearest(stage, Object.keys(stages));
        faults.push({
          path: at,
          what: `There is no stage ${stage}.`,
          mend: close ? `Did you mean ${close}?` : `The stages are ${Object.keys(stages).join(', ')}.`,
        });
      }
      if (condition.atLeast === undefined && condition.below === undefined) {
        faults.push({
          path: at,
          what: `This condition asks about ${stage} and names no number.`,
          mend: 'Add atLeast: or below: with the name of a parameter in people.',
        });
      }
    });
  };

  for (const [attribute, values] of Object.entries(known)) {
    if (new Set(values).size < values.length) {
      faults.push({
        path: ['attributes', attribute],
        what: `Attribute ${attribute} names a value twice.`,
        mend: 'Leave one of the two out.',
      });
    }
  }
  const strata = arrivals.strata ?? [];
  strata.forEach(({ share, are }, i) => {
    const path = ['arrivals', 'strata', i];
    for (const [attribute, value] of Object.entries(are))
      mustBe([...path, 'are', attribute], attribute, value);
    if ((share === undefined) !== (i === strata.length - 1)) {
      faults.push({
        path,
        what: `Row ${i + 1} of ${strata.length} strata has ${share === undefined ? 'no share' : 'a share'}.`,
        mend: 'Give every row but the last a share; the last is whoever is left.',
      });
    }
  });
  const risks = { ...scenario.risks, detectedReoffending: scenario.detectedReoffending };
  for (const [name, { ratios }] of Object.entries(risks)) {
    const path = name === 'detectedReoffending' ? [name] : ['risks', name];
    ratios?.forEach(({ when }, i) => mustHold([...path, 'ratios', i], when));
  }
  for (const [name, stage] of Object.entries(stages)) {
    const path = ['stages', name];
    stage.next?.forEach(({ when }, i) => mustHold([...path, 'next', i], when));
    stage.otherStays?.forEach(({ when }, i) => mustHold([...path, 'otherStays', i], when));
    stage.priority?.forEach(({ when }, i) => mustHold([...path, 'priority', i], when));
    stage.terms?.counts?.forEach(({ when }, i) => mustHold([...path, 'terms', 'counts', i], when));
    stage.terms?.less?.forEach(({ when }, i) => mustHold([...path, 'terms', 'less', i], when));
    for (const [attribute, value] of Object.entries(stage.sets ?? {})) {
      mustBe([...path, 'sets', attribute], attribute, value);
    }
  }
  return faults;
}
