/** Whom or what a contact is about: the groups that helplines count by (domain 1.3). */
export const contactGroups = {
  own_behaviour: 'Their own thoughts or behaviour',
  another_adults_behaviour: 'Another adult’s behaviour',
  child_or_young_persons_behaviour: 'A child’s or young person’s behaviour',
  child_who_may_have_been_abused: 'A child who may have been harmed',
  professional: 'They work with children or families',
  survivor: 'Something that happened to them',
  other: 'Something else',
} as const;
export type ContactGroup = keyof typeof contactGroups;

/**
 * What a caller has said of themselves, and only that: nobody is asked (E27). A family member's contact has its own
 * worker, and neither side learns of the other (E26).
 */
export const callerKinds = {
  not_said: 'Not said',
  family: 'Somebody in the family',
  under_18: 'They are under 18',
} as const;
export type CallerKind = keyof typeof callerKinds;

export const contactChannels = { phone: 'Telephone', chat: 'Live chat', message: 'Message' } as const;
export type ContactChannel = keyof typeof contactChannels;
/** A channel on which two people are there at the same time. */
export type CallChannel = Exclude<ContactChannel, 'message'>;

export const contactLanguages = {
  en: 'English',
  cy: 'Welsh',
  bsl: 'British Sign Language',
  other: 'Another language',
} as const;
export type ContactLanguage = keyof typeof contactLanguages;

/** Where a caller stands, as far as they say (domain 1.4). */
export const contactStages = {
  not_said: 'Not said',
  pre_police: 'The police are not involved',
  under_investigation: 'Under investigation',
  charged: 'Charged',
  sentenced: 'Sentenced',
  post_order: 'After an order',
  not_applicable: 'Does not apply',
} as const;
export type ContactStage = keyof typeof contactStages;

export const heardFrom = {
  not_said: 'Not said',
  police: 'Police',
  solicitor: 'Solicitor',
  health: 'Health service',
  search: 'A page they found',
  campaign: 'A campaign',
  someone_close: 'Somebody close to them',
  professional: 'Somebody at work with them',
} as const;
export type HeardFrom = keyof typeof heardFrom;

/** What came of asking whether somebody is at risk now. None of them says that nobody is (E8). */
export const riskScreens = {
  immediate: 'Somebody is at risk now',
  nothing_immediate_said: 'Asked, and nothing immediate was said',
  could_not_ask: 'It could not be asked',
} as const;
export type RiskScreen = keyof typeof riskScreens;

/** Things a caller can agree to do, from a list: the helpline's standing outcome measure. */
export const agreedActions = {
  call_helpline: 'Call the helpline and talk to somebody',
  see_gp: 'See a GP',
  tell_someone: 'Tell one person they trust',
  filter_devices: 'Put filters and limits on devices',
  no_devices_alone: 'Use devices only where others are',
  no_time_alone_with_children: 'Spend no time alone with children',
  self_help_course: 'Begin the self-help course',
  solicitor: 'Speak to a solicitor',
  crisis_line: 'Call Samaritans or 111 if it gets worse',
} as const;
export type AgreedAction = keyof typeof agreedActions;

export const signposts = {
  childline: 'Childline',
  samaritans: 'Samaritans',
  gp: 'Their GP',
  mental_health: 'NHS mental health line',
  solicitor: 'A solicitor',
  self_help: 'The self-help course',
  family_support: 'Support for families',
  survivor_support: 'Support for people who were harmed',
  childrens_services: 'Children’s social care',
  programme: 'One of our programmes',
} as const;
export type Signpost = keyof typeof signposts;

export const contactEndings = {
  answered: 'Answered, nothing more to do',
  referred: 'They asked for a referral',
  no_reply: 'They did not come back',
} as const;
export type ContactEnding = keyof typeof contactEndings;

/**
 * Who rings in an agreed slot. That they ring us needs no number at all and is offered first; that we ring needs one,
 * under a key of its own, for as long as it takes (E4).
 */
export const callBackWays = {
  they_call: 'They ring us, in a time kept for them',
  we_call: 'We ring them',
} as const;
export type CallBackWay = keyof typeof callBackWays;

export const callBackOutcomes = {
  spoke: 'We spoke',
  no_answer: 'Nobody answered',
  not_safe: 'It was not safe to speak',
  cancelled: 'It was called off',
} as const;
export type CallBackOutcome = keyof typeof callBackOutcomes;
