// Pure.

/** Words that go on from what was said, as `But` or `Instead`. */
const CONNECTIVES: ReadonlySet<string> = new Set(
  `but and so yet or nor however also instead still nevertheless nonetheless then thus therefore moreover
  furthermore additionally otherwise similarly likewise besides hence consequently meanwhile rather indeed
  elsewhere afterwards afterward earlier later since`.split(/\s+/u),
);

/** Words that stand for what was named before. */
const PRONOUNS: ReadonlySet<string> = new Set(
  `he she it they him her them his hers its their theirs himself herself itself themselves this that these those
  such another others both neither either here one some all none many most`.split(/\s+/u),
);
/** These only by themselves: `some died`, but not `some 900 people`. */
const OFTEN_COMPLETE: ReadonlySet<string> = new Set([
  'one',
  'some',
  'all',
  'none',
  'many',
  'most',
  'both',
  'later',
  'earlier',
  'since',
]);

/** With `this` or `that` before it, these tell a time from the day of the article: `this week`. */
const TIMES =
  /^(?:week|month|year|morning|afternoon|evening|night|day|time|weekend|season|spring|summer|autumn|fall|winter|century|decade)$/u;

/** With `the` before them, these were named before: `the move`, `the company`. */
const NAMED_BEFORE: ReadonlySet<string> = new Set(
  `move decision company firm group incident attack man woman pair couple deal announcement statement latter
  former two three trio victim victims suspect suspects ruling proposal measure measures comments remarks
  organisation organization agency study report team family boy girl teenager teen officer accident plan case
  crash event law bill video footage image images photo photos picture pictures author agreement change changes
  claim claims allegation allegations same other others result results effect meeting vote project site building
  ship plane aircraft vehicle car city town country party bank court judge committee commission council union
  court's company's group's firm's man's woman's city's country's`.split(/\s+/u),
);

/**
 * Whether a sentence begins with something that only the one before explains: `But he`, `The move`, `It also`.
 * Case tells nothing here, so that lower-cased texts are read alike.
 */
export function leansOnBefore(sentence: string): boolean {
  const words = sentence.toLowerCase().match(/[\p{L}\p{N}’']+/gu) ?? [];
  const [first = '', second = ''] = words;
  if (OFTEN_COMPLETE.has(first))
    return /^(?:of|were|was|is|are|have|had|has|said|say|will|would|also)$/u.test(second);
  if (CONNECTIVES.has(first)) return true;
  if (/^(?:this|that|these|those)$/u.test(first) && TIMES.test(second)) return false;
  if (first === 'the') return NAMED_BEFORE.has(second);
  return PRONOUNS.has(first.replace(/[’'].*$/u, ''));
}

/** Whether a sentence can say whom `he` or `she` in the next one means: it names somebody, or has no capitals to tell. */
export function maySayWho(sentence: string): boolean {
  const rest = sentence.replace(/^[^\p{L}\p{N}]*[\p{L}\p{N}’'-]+/u, '');
  return !/\p{Lu}/u.test(sentence) || /\p{Lu}/u.test(rest) || PERSON.test(sentence);
}
const PERSON =
  /\b(?:man|woman|boy|girl|minister|president|official|officer|spokes(?:man|woman|person)|mayor|governor|judge|leader|chief|mother|father|son|daughter|player|teacher|student|driver|author)\b/iu;

/** Whether a sentence goes on with `he` or `she`. */
export function beginsWithPerson(sentence: string): boolean {
  return /^[^\p{L}\p{N}]*(?:(?:but|and|so|yet|then|also|however|still|instead),?\s+)?(?:he|she|his|her)\b/iu.test(
    sentence,
  );
}
