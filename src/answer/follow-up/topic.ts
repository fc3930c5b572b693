// Pure. What a question is about, as words that may stand in another question.
import { AUXILIARIES, bareQuestion, mayBeVerb, PREPOSITIONS } from './question-words.ts';

/** What a question is about; what it does not say plainly is `null`. */
export interface Topic {
  /** The words of the question that name it. */
  readonly subject: string | null;
  /** A thing or event, as `the election in Mogadishu`. */
  readonly thing: string | null;
  /** Somebody, as `Hussein Allawi` or `the one who won the election`. */
  readonly person: string | null;
  /** Several, or a body of people, as `US troops in Syria`. */
  readonly many: string | null;
  /** The phrase of a place at the end, as `in Syria`. */
  readonly place: string | null;
}

const NOTHING = { subject: null, thing: null, person: null, many: null };
const PRONOUN = /^(?:he|she|it|they|we|you|i|that|this|there|those|these|who|what|his|her|its|their)$/iu;
const OFFICE =
  /^(?:president|minister|governor|mayor|ambassador|leader|chief|commander|general|king|queen|pope|chancellor|secretary|spokes\p{L}+|judge|captain|coach|director|man|woman|boy|girl|head)$/iu;
const NAME = /^\p{Lu}[\p{L}’-]+(?: (?:\p{Lu}[\p{L}’-]*|al-\p{L}+|bin|de|van|von))*$/u;

/** Reads what a question is about. */
export function topicOf(question: string): Topic {
  const text = bareQuestion(question);
  const place =
    /\b(?:in|at|near|from) (?:(?:the|north|south|east|west|northern|southern|eastern|western|central) )*[\p{L}’-]+(?: \p{Lu}[\p{L}’-]*)*$/iu.exec(
      text,
    )?.[0] ?? null;
  return { ...partsOf(text), place };
}

function partsOf(text: string): Omit<Topic, 'place'> {
  const counted =
    /^how (?:many|much) (?!(?:do|does|did|is|are|was|were|will|would|has|have|had)\b)(.+)$/iu.exec(text);
  if (counted) return ofCounted((counted[1] as string).split(' '));
  const named = /^(who|what)(?:’s| (?:is|are|was|were)) (.+)$/iu.exec(text);
  if (named) return ofPhrase(upToVerb((named[2] as string).split(' ')), named[1]?.toLowerCase() === 'who');
  const words = text.split(' ');
  const auxiliary = words.findIndex((word) => AUXILIARIES.has(word.toLowerCase()));
  // What is said of the subject cannot be told from it: `why is the bridge closed`.
  if (/^(?:why|how) (?:is|are|was|were) /iu.test(text) && !words.slice(3).some(mayBeVerb)) return NOTHING;
  if (auxiliary !== -1 && auxiliary <= 4) return ofPhrase(upToVerb(words.slice(auxiliary + 1)), false);
  const doer = /^(who|what|which \p{L}+) (.+)$/iu.exec(text);
  return doer ? ofDoer(doer[1] as string, doer[2] as string) : NOTHING;
}

/** Words up to the first that may be a verb, or all where none is; `null` where nothing is left, or a pronoun. */
export function upToVerb(words: readonly string[]): string | null {
  const verb = words.findIndex(
    (word, index) =>
      index > 0 && (mayBeVerb(word) || AUXILIARIES.has(word.toLowerCase())) && !isNoun(words, index),
  );
  const phrase = words.slice(0, verb === -1 ? words.length : verb);
  const isLoose = (word: string) =>
    PREPOSITIONS.has(word) ||
    /^(?:to|not|still|also|really|ever|now|already|yet|too|today|currently|last|there)$/u.test(word);
  while (phrase.length > 0 && isLoose((phrase.at(-1) as string).toLowerCase())) phrase.pop();
  return phrase.length === 0 || PRONOUN.test(phrase[0] as string) ? null : phrase.join(' ');
}

/** A noun that looks like a verb stands behind an article, as `the attack`. */
function isNoun(words: readonly string[], index: number): boolean {
  return /^(?:the|an?|his|her|its|their|this|that|last|first|next|new|local|direct|’s|of)$|’s$/iu.test(
    words[index - 1] ?? '',
  );
}

function ofPhrase(phrase: string | null, isWho: boolean): Omit<Topic, 'place'> {
  if (phrase === null) return NOTHING;
  const words = phrase.split(' ');
  const head = words.find(
    (_word, index) =>
      index === words.length - 1 || PREPOSITIONS.has((words[index + 1] as string).toLowerCase()),
  );
  const isPerson = isWho || NAME.test(phrase) || OFFICE.test(head as string);
  return {
    subject: phrase,
    thing: isWho || OFFICE.test(head as string) ? null : phrase,
    person: isPerson ? phrase : null,
    many: phrase,
  };
}

/** `US troops are in Syria` → US troops in Syria. */
function ofCounted(words: readonly string[]): Omit<Topic, 'place'> {
  const verb = words.findIndex(
    (word, index) => index > 0 && (AUXILIARIES.has(word.toLowerCase()) || mayBeVerb(word)),
  );
  if (verb === -1) return NOTHING;
  const noun = words.slice(0, verb).join(' ');
  const rest = words.slice(verb + 1).filter((word) => word.toLowerCase() !== 'there');
  const isAt =
    /^(?:is|are|was|were)$/iu.test(words[verb] as string) && PREPOSITIONS.has(rest[0]?.toLowerCase() ?? '');
  return { ...NOTHING, subject: noun, many: isAt && rest.length <= 5 ? `${noun} ${rest.join(' ')}` : noun };
}

/** `who won the election in Mogadishu` → the election, and the one who won it. */
function ofDoer(asker: string, doing: string): Omit<Topic, 'place'> {
  const isWho = /^who$/iu.test(asker);
  return {
    subject: null,
    thing: /\b(?:the|an?) .+$/iu.exec(doing)?.[0] ?? null,
    person: isWho ? `the one who ${doing}` : null,
    many: isWho ? `those who ${doing}` : null,
  };
}
