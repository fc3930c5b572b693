// Pure. Case tells nothing here, so that texts in lower case are read alike.

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/u));
}

/** Words that go on from what was said. */
const CONNECTIVES = words(`
  but and so yet or nor however also instead still nevertheless nonetheless then thus therefore moreover furthermore
  additionally otherwise similarly likewise besides hence consequently meanwhile rather indeed elsewhere afterwards
  afterward
`);

/** Words that stand for what was named before. */
const PRONOUNS = words(`
  he she it they him her them his hers its their theirs himself herself itself themselves this that these those such
  another others neither
`);

/** Words that stand for it only before these: `some died`, but `some 900 people were there`. */
const COUNTED = words('one two three four five some all none many most both each several few');
const COUNTED_BEFORE =
  /^(?:of (?:them|these|those|the two)|was|were|is|are|have|had|has|said|say|will|would|also|others?|more)\b/u;

/** Nouns behind `the` for what was told before: `the move`, `the company`. */
const TOLD_BEFORE = words(`
  move decision company firm group incident attack man woman pair couple deal announcement statement latter former
  two three trio victim victims suspect suspects ruling proposal measure measures comments remarks organisation
  organization agency study report team family boy girl teenager teen officer accident plan case crash event law bill
  video footage image images photo photos picture pictures author agreement change changes claim claims allegation
  allegations same other others result results effect meeting vote project site building ship plane aircraft vehicle
  car defendant defendants source letter document documents party bank judge committee commission council union company’s group’s firm’s man’s woman’s
`);

const TIME =
  'week|month|year|morning|afternoon|evening|night|weekend|season|spring|summer|autumn|fall|winter|century|decade|time';
/** Words that point forward or to the day of the article, though they look as if they pointed back. */
const POINTS_ELSEWHERE = new RegExp(
  `^(?:(?:this|these) (?:${TIME}|days)|those (?:who|whose|with|in|from|at|on|of))\\b`,
  'u',
);
const POINTS_BACK_LATER =
  /^(?:in|at|by|during|since|after|before|for|from|on|because of|despite|as a result of|following|under|with) (?:that|this|these|those|then|it|them|the same)\b/u;
/** `Last week, however, …` */
const TURNS =
  /^[^,]{1,30}, (?:however|though|meanwhile|in turn|instead|for example|for instance|therefore|moreover|too),/iu;
const PREPOSITION = /^(?:\p{L}+ ){1,4}?(?=(?:this|these|those)\b)/u;

/** Characters in which the first words stand. */
const BEGINNING = 200;

/** Whether a sentence begins with something that only the one before explains: `But he`, `The move`, `It also`. */
export function leansOnBefore(sentence: string): boolean {
  const start = (
    sentence
      .slice(0, BEGINNING)
      .toLowerCase()
      .replaceAll("'", '’')
      .match(/[\p{L}\p{N}’]+/gu) ?? []
  )
    .slice(0, 8)
    .join(' ');
  const [first = '', second = ''] = start.split(' ');
  if (POINTS_BACK_LATER.test(start)) return !POINTS_ELSEWHERE.test(start.replace(PREPOSITION, ''));
  if (POINTS_ELSEWHERE.test(start)) return false;
  if (CONNECTIVES.has(first) || TURNS.test(sentence)) return true;
  if (COUNTED.has(first)) return COUNTED_BEFORE.test(start.slice(first.length + 1));
  if (first === 'the') return TOLD_BEFORE.has(second);
  return PRONOUNS.has(first.replace(/’.*$/u, ''));
}

/** Whether a sentence goes on with `he` or `she`. */
export function beginsWithPerson(sentence: string): boolean {
  return /^[^\p{L}\p{N}]*(?:(?:but|and|so|yet|then|also|however|still|instead),?\s+)?(?:he|she|his|her)\b/iu.test(
    sentence,
  );
}

const PERSON =
  /\b(?:man|woman|boy|girl|minister|president|official|officer|spokes(?:man|woman|person)|mayor|governor|judge|leader|chief|mother|father|son|daughter|player|teacher|student|driver|author|singer|actor|actress)\b/iu;

/** Whether a sentence can say whom `he` or `she` in the next one means: it names somebody, or has no capitals to tell. */
export function maySayWho(sentence: string): boolean {
  const afterFirstWord = sentence.replace(/^[^\p{L}\p{N}]*[\p{L}\p{N}’'-]+/u, '');
  return !/\p{Lu}/u.test(sentence) || /\p{Lu}/u.test(afterFirstWord) || PERSON.test(sentence);
}

/** Words in which a name would say which one is meant. */
const NAMING_WORDS = 3;

/** Whether a sentence begins with `The letter`, of which the text before it spoke already, and no name says which. */
export function returnsToNoun(sentence: string, before: string): boolean {
  const [first, noun, ...rest] = sentence.match(/[\p{L}\p{N}’'-]+/gu) ?? [];
  if (first !== 'The' || noun === undefined || !/^\p{Ll}/u.test(noun)) return false;
  if (rest.slice(0, NAMING_WORDS).some((word) => /^\p{Lu}/u.test(word))) return false;
  const stem = noun.replace(/[’']s?$|[’']?s$/u, '');
  return new RegExp(`(?<!\\p{L})${stem}s?(?!\\p{L})`, 'u').test(before);
}
