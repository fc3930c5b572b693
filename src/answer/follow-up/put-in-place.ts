// Pure. `and in Iraq?`: a phrase put in the place of its like in the question before.

import { isPlace, placesAmong } from '../places.ts';
import { stemOf } from '../words.ts';
import { AUXILIARIES, beginsWithQuestionWord, mayBeVerb, PREPOSITIONS } from './question-words.ts';
import type { Topic } from './topic.ts';

const MONTH = 'january|february|march|april|may|june|july|august|september|october|november|december';
const TIME = `(?:(?:in|by|during|since|before|after|until) )?(?:(?:19|20)\\d\\d|(?:last|next|this) (?:week|month|year|spring|summer|autumn|fall|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday|${MONTH})|(?:${MONTH})(?: (?:19|20)\\d\\d)?|yesterday|today|tomorrow|now|right now)`;
const TIME_ONLY = new RegExp(`^${TIME}$`, 'iu');
const TIME_LAST = new RegExp(` ${TIME}$`, 'iu');
/** Words between a determiner and its noun at most. */
const MOST_MODIFIERS = 3;

/** The former question with a phrase in the place of its like; `null` where none fits. */
export function putInPlace(phrase: string, former: string, topic: Topic): string | null {
  if (TIME_ONLY.test(phrase)) return withTime(phrase, former);
  const words = phrase.split(' ');
  if (PREPOSITIONS.has((words[0] as string).toLowerCase())) {
    return withPhrase([(words[0] as string).toLowerCase(), ...words.slice(1)], former);
  }
  if (isPlace(phrase)) return withPlace(phrase, former);
  return withNoun(words, former) ?? withName(phrase, former) ?? withSubject(phrase, former, topic);
}

function withTime(phrase: string, former: string): string {
  const time = /^\d{4}$/u.test(phrase) ? `in ${phrase}` : phrase;
  return `${former.replace(TIME_LAST, '')} ${time}`;
}

/** A phrase behind the same preposition, else behind another one of place, else none. */
function withPhrase(phrase: readonly string[], former: string): string {
  const words = former.split(' ');
  const [preposition = ''] = phrase;
  const same = phraseAfter(words, (word) => word === preposition);
  const place = isPlace(phrase.slice(1).join(' ')) ? placesAmong(words).at(-1) : undefined;
  const isBehindPreposition = place && PREPOSITIONS.has((words[place[0] - 1] ?? '').toLowerCase());
  const span = same ?? (isBehindPreposition ? ([place[0] - 1, place[1]] as const) : null);
  if (span === null) return `${former} ${phrase.join(' ')}`;
  return [...words.slice(0, span[0]), ...phrase, ...words.slice(span[1] + 1)].join(' ');
}

/** The last phrase that a preposition begins: a country, a name, or up to three words. */
function phraseAfter(
  words: readonly string[],
  isWanted: (word: string) => boolean,
): readonly [number, number] | null {
  const start = words.findLastIndex((word, index) => index > 0 && isWanted(word.toLowerCase()));
  if (start === -1 || start === words.length - 1) return null;
  const place = placesAmong(words).find(
    ([first]) => first === start + 1 || (first === start + 2 && /^the$/iu.test(words[start + 1] as string)),
  );
  if (place) return [start, place[1]];
  let end = start + 1;
  const goesOn = (word: string | undefined) =>
    word !== undefined &&
    !PREPOSITIONS.has(word.toLowerCase()) &&
    !AUXILIARIES.has(word.toLowerCase()) &&
    !mayBeVerb(word) &&
    !/^(?:and|or|right|now|today|too)$/iu.test(word);
  while (end - start <= MOST_MODIFIERS && goesOn(words[end + 1])) end++;
  return [start, end];
}

/** A country in the place of a country: of one written alike (`US` and `UK`), else of the last one. */
function withPlace(phrase: string, former: string): string {
  const words = former.split(' ');
  const places = placesAmong(words);
  const name = phrase.replace(/^the /iu, '');
  const isShort = (text: string) => text.replaceAll('.', '').length <= 3;
  const wanted =
    places.findLast(([first, last]) => isShort(name) && isShort(words.slice(first, last + 1).join(' '))) ??
    places.at(-1);
  if (wanted === undefined) return `${former} in ${phrase}`;
  const [first, last] = wanted;
  const next = words[last + 1]?.toLowerCase();
  const isModifier =
    next !== undefined &&
    !PREPOSITIONS.has(next) &&
    !AUXILIARIES.has(next) &&
    !mayBeVerb(next) &&
    !/^(?:right|now|today|and|or|too|still|also)$/u.test(next);
  const hasArticle = /^the$/iu.test(words[first - 1] ?? '');
  const put = isModifier || hasArticle ? name : phrase;
  return [...words.slice(0, first), put, ...words.slice(last + 1)].join(' ');
}

/** `British troops` in the place of `US troops`. */
function withNoun(phrase: readonly string[], former: string): string | null {
  const words = former.split(' ');
  const stem = stemOf((phrase.at(-1) as string).toLowerCase());
  const at = words.findLastIndex((word) => stemOf(word.toLowerCase()) === stem);
  if (at === -1 || phrase.length === 1) return null;
  let first = at;
  const isModifier = (word: string) =>
    !AUXILIARIES.has(word.toLowerCase()) &&
    !PREPOSITIONS.has(word.toLowerCase()) &&
    !beginsWithQuestionWord(word) &&
    !/^(?:many|much|the|an?|and|or)$/iu.test(word);
  while (first > 0 && at - first < MOST_MODIFIERS && isModifier(words[first - 1] as string)) first--;
  const put =
    /^the$/iu.test(words[first - 1] ?? '') && /^the$/iu.test(phrase[0] as string) ? phrase.slice(1) : phrase;
  return [...words.slice(0, first), ...put, ...words.slice(at + 1)].join(' ');
}

/** A name in the place of the first name that is no country's. */
function withName(phrase: string, former: string): string | null {
  if (!/^\p{Lu}/u.test(phrase)) return null;
  const names = Array.from(former.matchAll(/(?<=\s)(?:the )?\p{Lu}[\p{L}’-]*(?: \p{Lu}[\p{L}’-]*)*/gu));
  const name = names.find(([text]) => !isPlace(text));
  if (name === undefined) return null;
  const put =
    /^the /iu.test(name[0]) && !/^the /iu.test(phrase) && /^\p{Lu}{2,}$/u.test(phrase)
      ? `the ${phrase}`
      : phrase;
  return former.slice(0, name.index) + put + former.slice(name.index + name[0].length);
}

/** A thing in the place of what the question is about, where both are of one make. */
function withSubject(phrase: string, former: string, { subject }: Topic): string | null {
  if (subject === null) return null;
  const isDefinite = /^the /iu.test(phrase) || /^\p{Lu}/u.test(phrase) || /’s /u.test(phrase);
  if (/^how (?:many|much) /iu.test(former) ? /^the /iu.test(phrase) : /^who /iu.test(former) && !isDefinite)
    return null;
  const hasPlace = (text: string) => text.split(' ').some((word) => PREPOSITIONS.has(word.toLowerCase()));
  // What has a place of its own may be a question of its own.
  if (hasPlace(phrase) && !hasPlace(subject)) return null;
  const at = former.indexOf(subject);
  return former.slice(0, at) + phrase + former.slice(at + subject.length);
}
