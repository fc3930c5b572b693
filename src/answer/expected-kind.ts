// Pure.

/** What kind of thing would answer a question, by its words. */
export type ExpectedKind =
  | 'duration'
  | 'money'
  | 'share'
  | 'number'
  | 'date'
  | 'year'
  | 'person'
  | 'country'
  | 'state'
  | 'place'
  | 'name'
  | 'reason'
  | 'any';

/** Words that may stand between `which` and what it asks for: which South Asian country, which major tech company. */
const WHICH = "\\b(?:what|which)(?: [\\p{L}\\p{N}’'-]+){0,3}?";
/** What is asked for behind `which`, by the kind of its name. */
const PEOPLE =
  'person|man|woman|politician|president|minister|player|actor|actress|singer|official|leader|general|king|queen|pope|rapper|musician|star|superstar|athlete|celebrity|candidate|senator|governor|lawmaker|congress(?:man|woman)|mayor|judge|comedian|dancer|director|artist|author|writer|journalist|billionaire|driver|coach|ceo|astronaut|scientist|activist';
const PLACE_NOUNS =
  'city|town|region|place|province|county|continent|island|village|river|area|district|capital|location|venue|cities|towns';
const NAMED =
  'team|club|company|companies|firm|brand|airline|retailer|chain|store|bank|banks|network|channel|broadcaster|newspaper|magazine|film|films|movie|show|series|sitcom|album|song|book|novel|band|group|party|union|university|school|college|app|platform|website|award|tournament|league|event|holiday|agency|organi[sz]ation|giant|maker|carmaker|opponent|militants?|faction|militia|army|law|treaty|bill|religion|planet|language|drug|virus|variant|storm|hurricane|ship|operation|programme|program|project';

/** Tried only where it can fit: letters of any script take a millisecond a pattern to be made ready. */
function asksWhich(nouns: string): Pick<RegExp, 'test'> {
  const cue = new RegExp(`${WHICH} (?:${nouns})\\b`, 'u');
  return { test: (question) => /what|which/u.test(question) && cue.test(question) };
}

/** In order: the first whose words stand in the question is its kind. */
const KIND_CUES: readonly (readonly [ExpectedKind, Pick<RegExp, 'test'>])[] = [
  [
    'duration',
    /\bhow (?:long|old)\b|\bhow many (?:years|months|weeks|days|hours|minutes|decades)\b|\bwhat age\b/u,
  ],
  [
    'money',
    /\bhow much (?:money|do|does|did|is|was|were|will|would|has|have)\b.*\b(?:cost|pay|paid|earn|worth|spen[dt]|owe|price|fine|raise|sell|sold)\w*|\bhow expensive\b|\b(?:price|cost|salary|budget) of\b/u,
  ],
  ['share', /\b(?:what|which) (?:percent|percentage|share|proportion|fraction)\b|\bhow much of\b/u],
  [
    'number',
    /\bhow (?:many|much|far|big|large|tall|high|often|fast|deep|wide|heavy)\b|\b(?:what|which) (?:number|figure|size|score)\b|\bdeath toll\b/u,
  ],
  ['year', /\b(?:what|which) year\b/u],
  ['date', /\b(?:what|which) (?:month|day|date|time|century|decade)\b|\bsince what\b/u],
  ['person', asksWhich(PEOPLE)],
  ['state', asksWhich('states?')],
  ['country', asksWhich('countr(?:y|ies)|nations?')],
  ['country', /\b(?:what|which) nationality\b/u],
  ['place', asksWhich(PLACE_NOUNS)],
  ['name', asksWhich(NAMED)],
  ['name', /\b(?:name|title) of\b|\b(?:is|was) it called\b/u],
  ['date', /\bwhen\b/u],
  ['person', /\bwho(?:se|m)?\b/u],
  ['place', /\bwhere\b/u],
  ['reason', /\bwhy\b|\b(?:what|which) (?:reason|cause)\b|\bhow come\b/u],
];

/**
 * Where and when a report was written, and by which agency: `NANJING, December 17 (Xinhua) --`, `LUNDVIK —`. Some
 * archives write `-LRB-` for a bracket.
 */
const DATELINE =
  /^\p{Lu}[\p{L}., ’'-]{1,60}?(?:, \p{Lu}\p{L}+\.? \d{1,2})?,? ?(?:\(|-LRB- ?)(?:AP|AFP|CNN|Reuters|Xinhua|UPI|dpa|PTI|TASS|Kyodo)(?:\)|\s?-RRB-) ?(?:[-–—_]+ ?)?|^\p{Lu}{2}[\p{L}., ’']{1,60}?(?: ?[–—] ?| --? )/u;

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';
const NUMBER_WORD =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|millions?|billions?|half|several|few|couple';
const NUMBERS = new RegExp(`\\d+(?:[.,]\\d+)*|\\b(?:${NUMBER_WORD})\\b`, 'giu');
const YEARS = /\b(?:1[0-9]|20)\d\d(?:s\b|\b)(?![,.]\d)/gu;
const DURATIONS = new RegExp(
  `\\b(?:\\d+(?:[.,]\\d+)*|${NUMBER_WORD}|an?|many)[ -](?:more |full |long )?(?:second|minute|hour|day|night|week|month|year|decade|centur)(?:s|y|ies)?\\b|\\baged? \\d+|, \\d{1,3},`,
  'giu',
);
const MONEY =
  /[$€£¥]\s?\d|\b\d[\d.,]*\s?(?:(?:hundred|thousand|million|billion|trillion)\s)?(?:dollars?|euros?|pounds?|crowns?|yen|yuan|rubles?|roubles?|rupees?|cents?)\b/giu;
const SHARES = /\d\s?(?:%|percent\b|per cent\b)|\b(?:half|quarters?|thirds?|majority|minority|most) of\b/giu;
const DATES = new RegExp(
  `\\b(?:${MONTHS})\\b|\\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\\.|\\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\\b|\\b(?:yesterday|today|tomorrow|tonight|century)\\b|\\b(?:1[0-9]|20)\\d\\d(?:s\\b|\\b)(?![,.]\\d)|\\b(?:last|next|this) (?:week|month|year|spring|summer|autumn|fall|winter)\\b|\\b(?:days?|weeks?|months?|years?|hours?) (?:ago|later|earlier)\\b`,
  'gu',
);
const PLACES =
  /\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Tt]o|[Oo]utside|[Aa]cross|[Ii]nto|of|[Aa]round|[Oo]ff|[Oo]n)\s+(?:the\s+|northern\s+|southern\s+|eastern\s+|western\s+|central\s+)*\p{Lu}[\p{L}’'-]+/gu;
/** Countries, and peoples by the endings of most of their names. */
const COUNTRIES =
  /\b(?:Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia|Botswana|Brazil|Britain|Brunei|Bulgaria|Burkina Faso|Burma|Burundi|Cambodia|Cameroon|Canada|Cape Verde|Central African Republic|Chad|Chile|China|Colombia|Comoros|Congo|Costa Rica|Croatia|Cuba|Cyprus|Czechia|Czech Republic|Denmark|Djibouti|Dominica|Dominican Republic|Ecuador|Egypt|El Salvador|England|Equatorial Guinea|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Georgia|Germany|Ghana|Greece|Greenland|Grenada|Guatemala|Guinea|Guyana|Haiti|Honduras|Hong Kong|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritania|Mauritius|Mexico|Moldova|Monaco|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|North Korea|North Macedonia|Northern Ireland|Norway|Oman|Pakistan|Palestine|Panama|Papua New Guinea|Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Romania|Russia|Rwanda|Samoa|San Marino|Saudi Arabia|Scotland|Senegal|Serbia|Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia|Solomon Islands|Somalia|South Africa|South Korea|South Sudan|Soviet Union|Spain|Sri Lanka|Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo|Tonga|Trinidad|Tunisia|Turkey|Türkiye|Turkmenistan|UAE|Uganda|UK|U\.K\.|Ukraine|United Arab Emirates|United Kingdom|United States|Uruguay|US|U\.S\.|Uzbekistan|Vanuatu|Vatican|Venezuela|Vietnam|Wales|Yemen|Zambia|Zimbabwe|\p{Lu}\p{Ll}+(?:ese|ish|ians?))(?!\p{L})/gu;
/** Of the US. */
const STATES =
  /\b(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming)\b/gu;
/** Capitalised words that do not begin the sentence, and two in a row that do. */
const NAMES =
  /(?<=[\p{L}\p{N},;:—–-]\s+[“"'‘(]?)\p{Lu}[\p{L}’'-]+|^[“"'‘(]?\p{Lu}[\p{L}’'-]+\s+(?:\p{Lu}[\p{L}’'.-]*\s+)*\p{Lu}[\p{L}’'-]+/gu;
/** As of films and books. */
const TITLES = /[“"‘][\p{Lu}][^”"’]+[”"’]/gu;
const REASONS =
  /\b(?:because|since|due to|owing to|so that|in order to|as a result|reason|cause[ds]?|blam\w+|over (?:fears?|concerns?|claims?)|after|for \p{L}+ing|aim\w*|fear\w*|argu\w+|say(?:s|ing)?|said|to (?:avoid|prevent|protect|stop|help|make))\b/giu;

/** The kind of answer that a question asks for; `any` where its words do not say. */
export function expectedKind(question: string): ExpectedKind {
  const lower = question.toLowerCase();
  return KIND_CUES.find(([, cue]) => cue.test(lower))?.[0] ?? 'any';
}

/** Whether a sentence holds something of the expected kind that the question does not already say. */
export function holdsExpectedKind(kind: ExpectedKind, text: string, question: string): boolean {
  return saysNew(valuesOf(kind, text), question.toLowerCase());
}

/** Whether one of some values does not stand in a question in small letters. */
export function saysNew(values: readonly string[], asked: string): boolean {
  return values.some((value) => !asked.includes(value));
}

/** What a sentence holds of a kind, in small letters; of a name each of its words. */
export function valuesOf(kind: ExpectedKind, text: string): readonly string[] {
  if (kind === 'any') return [];
  const sentence = text.replace(DATELINE, '');
  const found = (pattern: RegExp, text = sentence) =>
    (text.match(pattern) ?? []).map((value) => value.toLowerCase().trim());
  switch (kind) {
    case 'duration':
      return found(DURATIONS);
    case 'money':
      return found(MONEY);
    case 'share':
      return found(SHARES);
    case 'number':
      // A year is no count.
      return found(NUMBERS, sentence.replace(YEARS, ' '));
    case 'date':
      return found(DATES);
    case 'year':
      return found(YEARS);
    case 'name':
      return [...found(TITLES), ...namesIn(sentence)];
    case 'person':
      return namesIn(sentence);
    case 'country':
      return found(COUNTRIES);
    case 'state':
      return found(STATES);
    case 'place':
      return [...found(PLACES).map((place) => place.split(/\s+/u).at(-1) ?? ''), ...namesIn(sentence)];
    case 'reason':
      return found(REASONS);
  }
}

function namesIn(sentence: string): readonly string[] {
  return (sentence.match(NAMES) ?? []).flatMap((name) => name.toLowerCase().split(/\s+/u));
}
