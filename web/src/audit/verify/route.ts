import type { AuditReport, Fault } from '@throughcare/records';
import { z } from 'zod';
import { page, seeOther } from '../../frame/answer.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';

/** Checks every row of the record now, and says whole, or names the first row that does not fit (E21). */
export const auditVerify = [
  route({
    method: 'POST',
    path: paths.auditVerify,
    policy: staff('auditor'),
    form: z.object({}),
    async handle({ records, now, form }) {
      if (!form.ok) return seeOther(paths.audit());
      return page('audit/verify/page.njk', { report: reportView(await records.auditReport()), at: now });
    },
  }),
];

const tables: Readonly<Record<Fault['table'], string>> = {
  event: 'Entries of the record',
  stream: 'Heads of the record',
  access: 'Log of who read what',
  seal: 'Seals over the log',
  daily_root: 'Daily signature',
  root_key: 'Keys of the record',
  data_key: 'Keys of one record',
  erasure: 'Ledger of what was erased',
  outside: 'Daily signature outside the database',
};
const happened: Readonly<Record<Fault['what'], string>> = {
  altered: 'was altered',
  removed: 'was removed',
  inserted: 'was put in',
  reordered: 'was moved',
};

const sayFault = ({ table, what, row }: Fault) => ({
  table: tables[table],
  words: `${row} ${happened[what]}`,
});

/** The report in words. */
export function reportView({ whole, first, faults, checked, unsealed, setAside, projections }: AuditReport) {
  const lists = Object.values(projections).reduce((sum, count) => sum + count, 0);
  return {
    whole,
    first: first && sayFault(first),
    others: faults.slice(1).map(sayFault),
    checked: [
      { what: 'Entries', count: checked.events },
      { what: 'Records', count: checked.streams },
      { what: 'Pages read', count: checked.access },
      { what: 'Seals', count: checked.seals },
      { what: 'Daily signatures', count: checked.roots },
    ].map(({ what, count }) => ({ what, count: count.toLocaleString('en-GB') })),
    unsealed: unsealed.events + unsealed.access,
    wentBack: setAside.length,
    lists,
  };
}
