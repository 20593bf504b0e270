import type { CallerKind, ContactGroup } from '@throughcare/pathway';

/** One way into the helpline. Its letter is all that an address says of it (E29). */
export interface Way {
  readonly letter: string;
  readonly group: ContactGroup;
  /** What somebody says of themselves by choosing this way. */
  readonly caller: CallerKind;
  /** On the first page. */
  readonly link: string;
  readonly heading: string;
  readonly lead: string;
  readonly points: readonly string[];
  /** What the box for the message asks for. */
  readonly prompt: string;
}

export const ways: readonly Way[] = [
  {
    letter: 'a',
    group: 'own_behaviour',
    caller: 'not_said',
    link: 'My own thoughts or behaviour',
    heading: 'You can talk about it and change what happens next',
    lead: 'Many people write to us before anybody else knows, and many after the police came. Both can get help.',
    points: [
      'We speak plainly: every such picture or film is of a crime against a child. And we speak with respect.',
      'We look with you for what you can do today so that nobody is harmed again.',
      'If you have been arrested or your home was searched, the first days can be very hard. You are not alone with them.',
    ],
    prompt: 'What is going on, and what worries you most?',
  },
  {
    letter: 'b',
    group: 'another_adults_behaviour',
    caller: 'family',
    link: 'Someone in my family',
    heading: 'You did not cause this, and you can get help of your own',
    lead: 'A partner, parent, child or friend may have done something you never expected. This is for you, not for them.',
    points: [
      'We do not tell them that you wrote, and they cannot find out from us.',
      'We talk about keeping children safe, what to say at home, and how you are.',
      'You do not have to decide anything today.',
    ],
    prompt: 'What has happened, and how are you?',
  },
  {
    letter: 'c',
    group: 'child_who_may_have_been_abused',
    caller: 'not_said',
    link: 'A child I am worried about',
    heading: 'You are right to ask',
    lead: 'You do not need to be sure. Tell us what made you worry, and we will think it through with you.',
    points: [
      'If the child is in danger now, call 999. If not, and you know who the child is, your council’s children’s services can act at once.',
      'We help you decide what to do next and what to say to the child.',
    ],
    prompt: 'What made you worry?',
  },
  {
    letter: 'd',
    group: 'survivor',
    caller: 'not_said',
    link: 'Something that happened to me',
    heading: 'It was not your fault',
    lead: 'However long ago it was, you can talk about it, as much or as little as you like.',
    points: [
      'You do not need to describe what happened.',
      'We can tell you who helps people who were harmed as children, and what reporting it would mean. You decide what you tell us.',
    ],
    prompt: 'What would you like to tell us or ask us?',
  },
  {
    letter: 'e',
    group: 'professional',
    caller: 'not_said',
    link: 'I work with children or families',
    heading: 'A second pair of eyes',
    lead: 'You can think a worry through with us, without names.',
    points: [
      'If you have a duty to report, writing to us does not fulfil it. Make your report first.',
      'We can tell you what programmes there are, for whom, and how to refer.',
    ],
    prompt: 'What would you like to talk through?',
  },
  {
    letter: 'f',
    group: 'other',
    caller: 'under_18',
    link: 'I am under 18',
    heading: 'You can ask us anything',
    lead: 'You are not in trouble for asking. We talk with people under 18 too, whatever it is about.',
    points: [
      'You can also talk to Childline at any time, free: 0800 1111. The call does not show on a telephone bill.',
      'If you have done something, or looked at something, that worries you: other young people write to us about that too. It can get better.',
      'If somebody is hurting you, or has pictures of you, it is not your fault. You do not have to sort it out alone.',
    ],
    prompt: 'What would you like to say? A few words are enough.',
  },
];

/** The way with this letter, if there is one. */
export function wayOf(letter: string): Way | undefined {
  return ways.find(way => way.letter === letter);
}
