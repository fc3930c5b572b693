// Pure. The little grammar of English questions that follow-ups are read with.

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/u));
}

/** Verbs that stand before the subject of a question. */
export const AUXILIARIES = words(`
  is are was were am be do does did has have had will would can could shall should may might must isn’t aren’t wasn’t
  weren’t don’t doesn’t didn’t hasn’t haven’t hadn’t won’t wouldn’t can’t couldn’t shouldn’t
`);

/** Prepositions that begin the phrase of a place, time or party. */
export const PREPOSITIONS = words(`
  in on at from to into near around outside inside across over under of for with without against about between among
  during before after since until by within through towards toward along off beyond behind beside
`);

/** Verbs of news in the form that stands behind `did` or `will`, and those with `-ing` or `-ed` are found by their ending. */
export const VERBS = words(`
  accept accuse act add admit agree aim allow announce apologise apologize appear approve arrest arrive ask attack ban
  be beat become begin believe belong block blame break bring build burn buy call campaign capture carry cause change
  charge choose claim close collapse come compete conclude confirm continue control cost crash create cross cut decide
  declare defeat demand deny depart deploy describe destroy die disappear do drop earn elect end escape expect explain
  face fail fall fight find fire fly force form gain get give go grow happen hate have help hire hit hold host hurt
  increase injure intend invade join keep kill know land last launch lead learn leave lend lie like live look lose make
  manage marry mean meet mention move name need negotiate offer open order own pass pay plan play plead pledge promise
  propose protest provide pull push put quit raise reach react receive record reject release remain remove replace
  report resign respond return reveal rise rule run save say see seek seize sell send serve set shoot shut sign speak
  spend split spread stand start stay step stop strike suffer support survive take talk tell threaten train travel try
  turn use visit vote wait want warn wear win withdraw work write
`);

const WH_START =
  /^(?:(?:since|until|till|by|for|from|to|in|on|at|with|of|about) )?(?:who(?:m|se)?|what|when|where|which|why|how)\b/iu;

/** Whether words begin with a question word. */
export function beginsWithQuestionWord(text: string): boolean {
  return WH_START.test(text);
}

/** Whether a word may be a verb in a question: a known one, or one that ends in `-ing`. */
export function mayBeVerb(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    VERBS.has(lower) ||
    /^\p{Ll}{3,}ing$/u.test(word) ||
    /^(?:killed|held|elected|arrested|set|supposed|expected|going|born|shot|found|made|built|used|called|named|sentenced|charged|injured|released|announced|signed|sold|won|lost)$/u.test(
      lower,
    )
  );
}

/** A question on one line without what does not belong to it: politeness, a conjunction, the mark at its end. */
export function bareQuestion(text: string): string {
  return text
    .trim()
    .replace(/\s+/gu, ' ')
    .replaceAll("'", '’')
    .replace(/^(?:(?:ok|okay|hey|hi|thanks|thank you|please|so|well|hm+|oh)\b[,.!]? )+/iu, '')
    .replace(/^(?:(?:can|could) you )?(?:please )?tell me,? /iu, '')
    .replace(/^(?:do you know|i want to know|i wonder) /iu, '')
    .replace(/[\s?!.…]+$/u, '');
}
