// Pure.
import { askOtherwise } from './follow-up/ask-otherwise.ts';
import { putInPlace } from './follow-up/put-in-place.ts';
import {
  AUXILIARIES,
  bareQuestion,
  beginsWithQuestionWord,
  mayBeVerb,
  PREPOSITIONS,
} from './follow-up/question-words.ts';
import { type Topic, topicOf } from './follow-up/topic.ts';
import { withoutPronoun } from './follow-up/without-pronoun.ts';
import { isPlace } from './places.ts';

/** A follow-up is short; a longer question says itself what it is about. */
const MOST_WORDS = 12;
const MOST_WORDS_OF_PHRASE = 6;

/**
 * Reads a question that is only understood after another: `and in Iraq?` after `how many US troops are in Syria?`
 * is `how many US troops are in Iraq`. Precision before recall: a question that stands alone is never changed.
 * @param former the question before it, as it was read
 * @returns the question with what was missing, without a question mark; `null` where it stands alone or cannot
 *   be completed without guessing
 */
export function readFollowUp(former: string, next: string): string | null {
  const before = bareQuestion(former);
  const asked = bareQuestion(next);
  if (before === '' || asked === '' || asked.split(' ').length > MOST_WORDS) return null;
  // Several questions in a line are not taken apart.
  if (/[?!]/u.test(before + asked)) return null;
  const lead =
    /^(?:and |but |or )?(?:(?:what|how) about |and |but |or |what if it were )?/iu.exec(asked)?.[0] ?? '';
  const rest = asked.slice(lead.length);
  if (rest === '') return null;
  const topic = topicOf(before);
  const read = isPhrase(rest, lead, next)
    ? putInPlace(rest, before, topic)
    : readQuestion(rest, before, topic);
  return read === null || read.toLowerCase() === before.toLowerCase() ? null : startingLow(read);
}

const NO_PHRASE =
  /^(?:it|that|this|he|she|they|them|him|her|you|i|we|me|there|then|so|again|else|more|yes|no|ok|okay|thanks|all|everything|nothing|what|the rest|others?)$/iu;

/** Whether a line is no question but a phrase that needs one, as `and in Iraq?`. */
function isPhrase(rest: string, lead: string, line: string): boolean {
  const words = rest.split(' ');
  const first = (words[0] as string).toLowerCase();
  if (beginsWithQuestionWord(rest) || AUXILIARIES.has(first) || words.length > MOST_WORDS_OF_PHRASE)
    return false;
  if (words.some((word) => AUXILIARIES.has(word.toLowerCase()))) return false;
  if (NO_PHRASE.test(rest)) return false;
  if (lead !== '') return true;
  const asks = line.trimEnd().endsWith('?');
  return asks && (PREPOSITIONS.has(first) || isPlace(rest)) && !words.some(mayBeVerb);
}

const QUESTION_WORD = '(?:since |until )?when|where|why|how come|how';
const LONE = new RegExp(`^(${QUESTION_WORD}|how many)$`, 'iu');
const ABOUT_THAT = new RegExp(
  `^(${QUESTION_WORD})(?:’s| (?:is|was|did|does|will|has)) (?:that|this|it|all that)(?: (?:happen|happened|happening|end|start|take place|come about|so|be|the case))?$`,
  'iu',
);

/** `the election in Mogadishu` */
const EVENT =
  /^(?:the|an?) (?:[\p{L}’-]+ ){0,2}(?:election|elections|vote|war|attack|meeting|talks|trial|match|game|final|ceremony|coup|earthquake|fire|crash|strike|protest|summit|launch|race|festival|explosion|shooting|storm|funeral|opening|deal|referendum|debate|championship|cup|tournament)\b/iu;
const OF_EVENT = /^(?:when|where) was (?:that|this|it)$/iu;

function readQuestion(asked: string, before: string, topic: Topic): string | null {
  const lone = LONE.exec(asked) ?? ABOUT_THAT.exec(asked);
  if (lone) {
    const word = (lone[1] as string).toLowerCase() === 'how come' ? 'why' : (lone[1] as string);
    const isEvent = topic.thing !== null && topic.subject === null && EVENT.test(topic.thing);
    return isEvent && OF_EVENT.test(asked)
      ? `${word.toLowerCase()} was ${topic.thing}`
      : askOtherwise(word, before);
  }
  return withoutPronoun(asked, before, topic);
}

/** Small at its start where no name stands there, as questions are typed. */
function startingLow(question: string): string {
  const first = (question.split(' ')[0] as string).toLowerCase();
  const isGrammar = beginsWithQuestionWord(question) || AUXILIARIES.has(first);
  return isGrammar ? question.charAt(0).toLowerCase() + question.slice(1) : question;
}
