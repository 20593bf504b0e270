import type { ChildrenCheck } from '@throughcare/pathway';

/** What was found around somebody, before it is put right. */
export const childrenCheck: ChildrenCheck = {
  atHome: { '0 to 4': 1, '5 to 10': 0, '11 to 15': 2, '16 to 17': 0 },
  contact: 'supervised',
  role: 'none',
  socialCare: 'plan',
};
