import type { ProtocolSpec } from './schema.ts';
import { suggest } from './nearest.ts';
import { whyNot } from './design-combinations.ts';
import { levelsOf } from './column-kinds.ts';
import { chanceReferences } from './chance-references.ts';
import { outcomeReferences } from './outcome-references.ts';
import { referenceCheck } from './reference-check.ts';
import type { Fault, ReferenceCheck } from './reference-check.ts';

/** Everything in a well-shaped protocol that names something which is not there, or is used against its kind. */
export function referenceFaults(spec: ProtocolSpec): readonly Fault[] {
  const check = referenceCheck(spec);
  check.columnsOf(spec.data.cohort, ['data', 'cohort']);
  spec.eligibility.forEach((step, i) => check.whereIn(check.main, step.where, ['eligibility', i, 'where']));
  armReferences(spec, check);
  outcomeReferences(spec, check);
  covariateReferences(spec, check);
  const refused = whyNot(spec.design, spec.estimand);
  if (refused !== undefined)
    check.say(refused.key === 'estimand' ? ['estimand'] : ['design', refused.key], refused.message);
  chanceReferences(spec, check);
  spec.policy_dates.forEach(({ column }, i) =>
    check.columnIn(check.main, column, ['policy_dates', i, 'column'], 'date'),
  );
  spec.compare.forEach((pair, i) => {
    pair.forEach((arm, j) => {
      if (!Object.hasOwn(spec.arms, arm)) {
        check.say(['compare', i, j], `No arm is called ${arm}.${suggest(arm, Object.keys(spec.arms))}`);
      }
    });
    if (pair[0] === pair[1]) check.say(['compare', i], 'These are the same arm; compare two different ones.');
  });
  return check.faults;
}

function armReferences(spec: ProtocolSpec, check: ReferenceCheck): void {
  const usesRecord = spec.outcome.recorded_in !== undefined;
  for (const [arm, { where, in_file, time_zero, released, assigned_on, contaminated_by }] of Object.entries(
    spec.arms,
  )) {
    check.whereIn(check.main, where, ['arms', arm, 'where']);
    if (in_file !== undefined) {
      const columns = check.columnsOf(in_file.file, ['arms', arm, 'in_file', 'file']);
      check.needsId(in_file.file);
      if (in_file.where !== undefined)
        check.whereIn(columns, in_file.where, ['arms', arm, 'in_file', 'where']);
    }
    if (assigned_on !== undefined)
      check.columnIn(check.main, assigned_on, ['arms', arm, 'assigned_on'], 'date');
    if (contaminated_by !== undefined)
      check.whereIn(check.main, contaminated_by, ['arms', arm, 'contaminated_by']);
    if (usesRecord && time_zero !== undefined) {
      check.say(
        ['arms', arm, 'time_zero'],
        'The file counts the days itself (outcome.recorded_in); take time_zero out.',
      );
    } else if (!usesRecord) {
      if (time_zero === undefined) {
        check.say(
          ['arms', arm],
          'Say when the clock starts in this arm: time_zero names a date column (sentence or release).',
        );
      } else check.columnIn(check.main, time_zero, ['arms', arm, 'time_zero'], 'date');
    }
    if (released !== undefined) {
      check.columnIn(check.main, released, ['arms', arm, 'released'], 'date');
      if (usesRecord)
        check.say(
          ['arms', arm, 'released'],
          'The file counts the days itself (outcome.recorded_in); take released out.',
        );
    }
  }
  if (Object.keys(spec.arms).length < 2) check.say(['arms'], 'A comparison needs two arms or more.');
}

function covariateReferences(spec: ProtocolSpec, check: ReferenceCheck): void {
  const kinds = { category: 'category', number: 'number', years: 'date' } as const;
  const covariates = new Set(spec.covariates.map(({ column }) => column));
  const seen = new Set<string>();
  spec.covariates.forEach(({ column, as, per, recorded_on }, i) => {
    const at = ['covariates', i] as const;
    check.columnIn(check.main, column, [...at, 'column'], kinds[as]);
    check.notOutcome(column, [...at, 'column']);
    if (seen.has(column))
      check.say([...at, 'column'], `${column} is a covariate already; take one of them out.`);
    seen.add(column);
    if (per !== undefined && as !== 'number') check.say([...at, 'per'], 'Only a number has a per.');
    if (recorded_on !== undefined) check.columnIn(check.main, recorded_on, [...at, 'recorded_on'], 'date');
  });
  const mustBeCovariate = (column: string, path: readonly (string | number)[]): void => {
    if (!covariates.has(column))
      check.say(path, `${column} is no covariate of this study.${suggest(column, covariates)}`);
  };
  for (const [name, columns] of Object.entries(spec.sensitivity.covariate_sets)) {
    columns.forEach((column, j) => mustBeCovariate(column, ['sensitivity', 'covariate_sets', name, j]));
  }
  if (spec.design.by === 'matching') {
    spec.design.exact.forEach((column, j) => mustBeCovariate(column, ['design', 'exact', j]));
  }
  const linkage = spec.sensitivity.linkage_error;
  if (linkage === undefined) return;
  const at = ['sensitivity', 'linkage_error'];
  check.columnIn(check.main, linkage.column, [...at, 'column'], 'category');
  check.notOutcome(linkage.column, [...at, 'column']);
  const levels =
    check.main !== undefined && Object.hasOwn(check.main, linkage.column)
      ? levelsOf(check.main[linkage.column])
      : undefined;
  for (const level of Object.keys(linkage.missed)) {
    if (levels !== undefined && !levels.includes(level))
      check.say([...at, 'missed', level], `${linkage.column} is never "${level}".${suggest(level, levels)}`);
  }
}
