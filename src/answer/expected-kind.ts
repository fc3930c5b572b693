// Pure.

/** What kind of thing would answer a question, by its first words. */
export type ExpectedKind = 'number' | 'date' | 'person' | 'place' | 'any';

const KIND_CUES: readonly (readonly [ExpectedKind, RegExp])[] = [
  [
    'number',
    /\bhow (?:many|much|old|long|far|big|large|tall|high|often|fast)\b|\bwhat (?:percent|percentage|share|number|age|proportion)\b|\b(?:death toll|price of|cost of)\b/u,
  ],
  [
    'date',
    /\bwhen\b|\bwhat (?:year|month|day|date|time)\b|\b(?:which|in which|on which) (?:year|month|day|date)\b/u,
  ],
  [
    'person',
    /\bwho(?:se|m)?\b|\bwhich (?:person|man|woman|politician|president|minister|player|actor|singer|official|leader)\b/u,
  ],
  [
    'place',
    /\bwhere\b|\b(?:what|which) (?:country|city|state|town|region|place|province|county|nation|continent|island|village)\b/u,
  ],
];

const NUMBER_WORDS =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|millions?|billions?|half|quarter|third|twice)\b/giu;
const DATES =
  /\b(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tomorrow|tonight|century|decade)\b|\b(?:1[5-9]|20)\d\d\b|\b(?:jan|feb|mar|apr|aug|sept?|oct|nov|dec)\.|\b(?:last|next|this) (?:week|month|year|spring|summer|autumn|fall|winter)\b|\b(?:days?|weeks?|months?|years?) (?:ago|later|earlier)\b/giu;
const PLACES =
  /\b(?:in|at|near|from|to|outside|across|into|of|around|off)\s+(?:the\s+)?(?:\p{Lu}[\p{L}’'-]+)/gu;
const NAMES =
  /(?<=\S\s+[“"'‘(]?)\p{Lu}[\p{L}’'.-]*|^\p{Lu}[\p{L}’'-]+\s+(?:\p{Lu}[\p{L}’'.-]*\s+)*\p{Lu}[\p{L}’'-]+/gu;

/** The kind of answer that a question asks for; `any` where its words do not say. */
export function expectedKind(question: string): ExpectedKind {
  const lower = question.toLowerCase();
  return KIND_CUES.find(([, cue]) => cue.test(lower))?.[0] ?? 'any';
}

/** Whether a sentence holds something of the expected kind that the question does not already say. */
export function holdsExpectedKind(kind: ExpectedKind, sentence: string, question: string): boolean {
  const asked = question.toLowerCase();
  const isNew = (found: string) => !asked.includes(found.toLowerCase());
  switch (kind) {
    case 'number':
      return [...(sentence.match(/\d+(?:[.,]\d+)*/gu) ?? []), ...(sentence.match(NUMBER_WORDS) ?? [])].some(
        isNew,
      );
    case 'date':
      return (sentence.match(DATES) ?? []).some(isNew);
    case 'person':
      return (sentence.match(NAMES) ?? []).some((name) => name.split(/\s+/u).some(isNew));
    case 'place':
      return (sentence.match(PLACES) ?? []).some((place) => isNew(place.split(/\s+/u).at(-1) ?? ''));
    case 'any':
      return false;
  }
}
