import type { RowKernel } from './row-kernel.ts';
import type { RowPlan } from './row-plan.ts';

/** The texts of every cell of the plan, by the kernel's own numbers; none for numbers and dates. */
export function textsOf(kernel: RowKernel, plan: RowPlan): (string | undefined)[][] {
  return plan.cells.map(({ kind }, k) => (kind === 'text' ? kernel.texts(k) : []));
}
