import { clockForms } from './clock-forms.ts';
import { conditionForms } from './condition-forms.ts';
import { custodyForms } from './custody-forms.ts';
import { enforcementForms } from './enforcement-forms.ts';
import { proceedingsForms } from './proceedings-forms.ts';
import { requirementForms } from './requirement-forms.ts';
import { sentenceForms } from './sentence-forms.ts';

/** Every form about what happened in law. */
export const legalForms = [
  ...proceedingsForms,
  ...sentenceForms,
  ...requirementForms,
  ...custodyForms,
  ...enforcementForms,
  ...clockForms,
  ...conditionForms,
];
