// Pure.

/** Words that stand for each other in the news though they do not look alike, one line a thing: folded, or in
   capitals where only capitals tell them from a common word. */
const SAME: readonly (readonly string[])[] = `
US USA america american americans
UK britain british briton britons brit brits
france french
spain spanish spaniard spaniards
netherlands dutch holland
greece greek greeks
turkey turkish turk turks turkiye
denmark danish dane danes
sweden swedish swede swedes
switzerland swiss
norway norwegian norwegians
england english
wales welsh
ireland irish
scotland scottish scots
poland polish pole poles
finland finnish finn finns
portugal portuguese
lebanon lebanese
thailand thai thais
congo congolese DRC
philippines philippine filipino filipinos
cyprus cypriot cypriots
myanmar burma burmese
kyiv kiev
europe european EU
afghanistan afghan afghans afghani afghanis
azerbaijan azerbaijani azerbaijanis azeri azeris
bahrain bahraini bahrainis
bangladesh bangladeshi bangladeshis
emirates emirati emiratis UAE
iraq iraqi iraqis
israel israeli israelis
kashmir kashmiri kashmiris
kazakhstan kazakh kazakhs
kuwait kuwaiti kuwaitis
kyrgyzstan kyrgyz
nepal nepali nepalis nepalese
oman omani omanis
pakistan pakistani pakistanis
punjab punjabi punjabis
qatar qatari qataris
somalia somali somalis
tajikistan tajik tajiks
turkmenistan turkmen turkmens
uzbekistan uzbek uzbeks
yemen yemeni yemenis
covid coronavirus
republican republicans GOP
democrat democrats democratic
conservative conservatives tory tories
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

const ALIASES: ReadonlyMap<string, readonly string[]> = new Map(
  SAME.flatMap((line) => line.map((word) => [word.toLowerCase(), line] as const)),
);

/**
 * What is taken off a name, and may stand in its place, in its other forms: Ukraine, Ukrainian; Sudan, Sudanese.
 * No `i`: the peoples that end in it are listed above, and Sudani, a prime minister of Iraq, is no Sudanese.
 */
const ENDING = /(?:ians?|eans?|ans?|ese|ish|ia|is|um|[aeouyns])$/u;
/** Letters that forms of one name share at least. */
const LEAST_LETTERS = 4;

/** No letter or digit goes on behind a whole word. */
const WHOLE_END = '(?![\\p{L}\\p{N}]|[.,]\\p{N})';
const NONE = new RegExp(WHOLE_END, 'uy');
const OF_NAMES = new RegExp(
  `(?:s|n|ns|an|ans|ian|ians|ean|eans|ese|ish|ic|er|ers|a|e|o|y|ia|um|ism|ist|ists)?${WHOLE_END}`,
  'uy',
);
/** As in the 1990s, the 95th. */
const OF_NUMBERS = new RegExp(`(?:s|st|nd|rd|th)?${WHOLE_END}`, 'uy');

const SMALL_NUMBERS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/** A way to write a word: letters, looked for as they are, and what may follow them up to the end of the word. */
export interface NameForm {
  readonly letters: string;
  /** Sticky: tried where the letters end. */
  readonly ending: RegExp;
}

/** Words by which a thing may be called in a text. */
export interface NameForms {
  /** For folded text. */
  readonly folded: readonly NameForm[];
  /** Whole words, for text with its capitals. */
  readonly capitals: readonly string[];
}

/** The forms of one folded word of a name: itself, its inflections, and what stands for it. */
export function formsOf(word: string): NameForms {
  if (/^\p{N}/u.test(word)) return { folded: numberForms(word), capitals: [] };
  const aliases = ALIASES.get(word) ?? [];
  const capitals = aliases.filter((alias) => alias !== alias.toLowerCase());
  const folded = aliases.filter((alias) => !capitals.includes(alias));
  return { folded: [...ownForms(word), ...folded.map(asItIs)], capitals };
}

function asItIs(letters: string): NameForm {
  return { letters, ending: NONE };
}

function ownForms(word: string): readonly NameForm[] {
  const number = SMALL_NUMBERS.indexOf(word);
  if (number !== -1) return [word, String(number)].map(asItIs);
  const stem = word.replace(ENDING, '');
  const stems = stem.length < LEAST_LETTERS ? [word] : [word, stem];
  return stems.map((letters) => ({ letters, ending: OF_NAMES }));
}

/** A number with or without separators, and a small one in words. */
function numberForms(number: string): readonly NameForm[] {
  const digits = number.replace(/,(?=\p{N}{3})/gu, '');
  const spelt = /^\d+$/u.test(digits) ? SMALL_NUMBERS[Number(digits)] : undefined;
  const grouped = /^\d{4,}$/u.test(digits) ? [digits.replace(/\B(?=(?:\d{3})+$)/gu, ',')] : [];
  return [
    ...[digits, ...grouped].map((letters) => ({ letters, ending: OF_NUMBERS })),
    ...(spelt === undefined ? [] : [asItIs(spelt)]),
  ];
}
