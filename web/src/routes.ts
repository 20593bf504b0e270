import { accessibility } from './accessibility/route.ts';
import { account } from './account/route.ts';
import { audit } from './audit/route.ts';
import { claimsPage } from './claims/route.ts';
import { concern } from './concerns/concern/route.ts';
import { concernNew } from './concerns/new/route.ts';
import { dutyDesks } from './concerns/duty-desks/route.ts';
import { reportingDuty } from './concerns/reporting-duty/route.ts';
import { concernBoard } from './concerns/route.ts';
import type { Route } from './frame/route.ts';
import { help } from './help/routes.ts';
import { helplineActions } from './helpline/actions/route.ts';
import { helplineAfter } from './helpline/after/route.ts';
import { helplineCall } from './helpline/call/route.ts';
import { helplineAgreeCallBack } from './helpline/call-back/agree.ts';
import { helplineMakeCallBack } from './helpline/call-back/make.ts';
import { helplineCode } from './helpline/code/route.ts';
import { helplineConcern } from './helpline/concern/route.ts';
import { helplineContact } from './helpline/contact/route.ts';
import { helplineEnd } from './helpline/end/route.ts';
import { helplineEntry } from './helpline/entry/route.ts';
import { helplineRecord } from './helpline/record/route.ts';
import { helplineDesk } from './helpline/route.ts';
import { organisationApart } from './organisation/apart/route.ts';
import { organisationRenew } from './organisation/renew/route.ts';
import { organisationChange } from './organisation/change/route.ts';
import { organisationAdd } from './organisation/add/route.ts';
import { organisationPages } from './organisation/route.ts';
import { groupChange } from './groups/change/route.ts';
import { groupPlan } from './groups/plan/route.ts';
import { groups } from './groups/route.ts';
import { keptCopyLines } from './kept/copy/lines/route.ts';
import { keptCopy } from './kept/copy/route.ts';
import { kept } from './kept/route.ts';
import { linkage } from './linkage/route.ts';
import { openingList } from './openings/route.ts';
import { openingNew } from './openings/new/route.ts';
import { openingPage } from './openings/opening/route.ts';
import { people } from './people/route.ts';
import { entry } from './person/entry/route.ts';
import { person } from './person/route.ts';
import { referralNew } from './referrals/new/route.ts';
import { referral } from './referrals/referral/route.ts';
import { referralList } from './referrals/route.ts';
import { plans } from './plans/route.ts';
import { planFill } from './plans/fill/route.ts';
import { planCalibrate } from './plans/calibrate/route.ts';
import { planTry } from './plans/try/route.ts';
import { reports } from './reports/route.ts';
import { studies } from './studies/route.ts';
import { studyDesk } from './study-desk/routes.ts';
import { sourcesPage } from './sources/route.ts';
import { holdPages } from './retention/holds/route.ts';
import { retentionEnd } from './retention/end/route.ts';
import { retentionPages } from './retention/route.ts';
import { signInCode } from './sign-in/code/route.ts';
import { signIn } from './sign-in/route.ts';
import { sensitiveReadsPage } from './sensitive-reads/route.ts';
import { sentConcern } from './sent/concern/route.ts';
import { sentNew } from './sent/new/route.ts';
import { sentList } from './sent/route.ts';
import { accessPages } from './access/route.ts';
import { draftPages } from './drafts/route.ts';
import { letterCheck } from './letter-check/route.ts';
import { signInSetUp } from './sign-in/set-up/route.ts';
import { today } from './today/route.ts';
import { welfarePage } from './welfare/route.ts';
import { waitingListPage } from './waiting-list/route.ts';

/** Every route of the service. A folder that is not named here does not exist for the browser. */
export const routes: readonly Route[] = [
  ...claimsPage,
  ...sourcesPage,
  ...help,
  ...signIn,
  ...signInCode,
  ...signInSetUp,
  ...today,
  ...welfarePage,
  ...people,
  ...person,
  ...entry,
  ...kept,
  ...keptCopy,
  ...keptCopyLines,
  ...retentionPages,
  ...retentionEnd,
  ...holdPages,
  ...organisationPages,
  ...organisationAdd,
  ...organisationRenew,
  ...organisationChange,
  ...organisationApart,
  ...groups,
  ...groupPlan,
  ...groupChange,
  ...waitingListPage,
  ...helplineDesk,
  ...helplineAfter,
  ...helplineCall,
  ...helplineCode,
  ...helplineAgreeCallBack,
  ...helplineMakeCallBack,
  ...helplineContact,
  ...helplineActions,
  ...helplineEnd,
  ...helplineRecord,
  ...helplineEntry,
  ...helplineConcern,
  ...concernBoard,
  ...concernNew,
  ...dutyDesks,
  ...reportingDuty,
  ...concern,
  ...referralList,
  ...referralNew,
  ...referral,
  ...sentList,
  ...sentNew,
  ...sentConcern,
  ...openingList,
  ...openingNew,
  ...openingPage,
  ...sensitiveReadsPage,
  ...audit,
  ...linkage,
  ...studies,
  ...studyDesk,
  ...reports,
  ...plans,
  ...planTry,
  ...planFill,
  ...planCalibrate,
  ...account,
  ...accessPages,
  ...draftPages,
  ...letterCheck,
  ...accessibility,
];
