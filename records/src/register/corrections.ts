import type { StreamKind } from '@throughcare/pathway';
import type { Correcting } from '../history/correction.ts';
import { fieldsOf, type FieldEntry, type RetentionClass, type SubjectAnswer } from './entry.ts';

type Fields = { readonly [Field in keyof Required<Correcting>]: FieldEntry };

/** What every correction says of itself, beside the entry that it puts in place: for each kind of record. */
export const correctionRegister: Readonly<Record<StreamKind, Fields>> = {
  case: correcting('casework', 'given'),
  contact: correcting('contact', 'given'),
  // E23: that something of a concern was corrected tells that there is one.
  concern: correcting('concern', 'concern'),
  // Of a group and of an organisation nobody is told; a mark in a register is corrected in the person's own case.
  group: correcting('group', 'nobody'),
  organisation: correcting('organisation', 'nobody'),
  opening: correcting('opening', 'nobody'),
};

function correcting(retention: RetentionClass, answer: SubjectAnswer): Fields {
  const { kept } = fieldsOf(retention);
  const ofTheRecord = answer === 'given' ? 'nobody' : answer;
  return {
    replaces: kept(ofTheRecord, 'which entry it puts right or takes out'),
    stands: kept(ofTheRecord, 'which later entries somebody looked at and let stand'),
    why: { ...kept(ofTheRecord, 'so that you and an inspector see why it was put right (E23)'), answer },
  };
}
