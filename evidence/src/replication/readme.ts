import type { StudyReport } from '../report/report.ts';
import type { Replicable } from './figures.ts';

/** What is in the folder, and how to make the figures again. */
export function replicationReadme(report: StudyReport, { figures, without }: Replicable): string {
  const { standsOn, study, madeUp } = report;
  return `${[
    `REPLICATION OF ${study}`,
    '',
    madeUp
      ? 'Made-up people: nothing here says anything about real courts, prisons or programmes.'
      : 'RESTRICTED. One row of data.csv is one person. It stays where the result stays, and is deleted when the result is.',
    '',
    'Run it in this folder:   Rscript replicate.R',
    'It needs R and its package survival. It prints our number and that of R beside one another, and ends with status 1 when',
    'one differs by more than a millionth.',
    '',
    'protocol.yaml   the protocol, as it was run',
    'lock.json       the lock, with every look at the outcomes',
    'seed            where draws begin: of imputation, and of whatever else the protocol draws',
    'data.csv        the people compared',
    'balance.csv     how alike the arms are in each covariate, before and after',
    'replicate.R     makes the figures again',
    '',
    'data.csv, a row a person and comparison:',
    '  pair          number of the comparison, in the order of the report',
    '  person        a number in place of the id; the same person has the same number in every comparison',
    '  arm           1 first arm, 0 second arm',
    '  weight        weight of the person in the comparison; 0 if left out',
    '  set           matched set or class, where the standard error goes by it',
    '  score         propensity score',
    '  event         1 if detected within the follow-up',
    '  days          days until then, or for which the person was followed',
    '  competing     1 if something else came first',
    '  count         detected offences, of a study that counts them',
    '  days_at_risk  days at risk',
    ...(report.pairs.some(({ imputation }) => imputation !== undefined)
      ? ['  weight_2 ...  weight in each further imputation of covariates']
      : []),
    '',
    `${figures.length} figures are made again.`,
    ...without.map(({ name, why }) => `Not made again: ${name}: ${why}`),
    '',
    'Who has the ids of the file can tell which number is whose: the numbers protect against a glance only.',
    'Weights, scores and outcomes are ours: the script checks what is made of them, not the files they came from.',
    '',
    `protocol ${standsOn.protocolSha256}`,
    `design   ${standsOn.designSha256}`,
    ...standsOn.files.map(({ file, sha256 }) => `${sha256}  ${file}`),
    `run      ${standsOn.ranAt}, look ${standsOn.looks}, by ${standsOn.engine}`,
  ].join('\n')}\n`;
}
