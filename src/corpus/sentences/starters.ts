// Pure. Words after a full stop that say whether a sentence begins there.

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/u));
}

/**
 * Capitalised words that begin sentences and seldom go on a name. After an abbreviation (`in the U.S. The`) they
 * are the evidence for a border. Left out are words that names contain as well: `New`, `Open`, `So`, `No`,
 * `May`, `Will`, `One`, `Under` (`Under Secretary`); and `Is`, `To`, `Of`, which are met in headings (`Why the U.S. Is Behind`).
 */
export const STARTERS = words(`
  The A An This That These Those He She It They We You I His Her Its Their Our My Your There Here
  And But Or Yet Nor If When While Because Since Although Though Unless Until Whether Where Once As
  After Before During Despite Without Within Among Between Across Along Around About Over Against
  In On At For From With By Through Throughout Like Unlike Instead
  However Meanwhile Moreover Furthermore Nevertheless Nonetheless Therefore Thus Then Also Still Even Just Only
  Now Today Yesterday Tomorrow Later Earlier Recently Currently Previously Finally Eventually Initially
  Overall Additionally According Asked Speaking Following Given
  What Why How Who Which Many Most Some Several Few Both Each Every Another Other Others More Much Such All
  Nearly Almost Roughly Did Does Do Was Were Has Have Had Are Can Could Would Should Let Not Nobody Everyone
  Two Three Four Five Six Seven Eight Nine Ten Dozens Hundreds Thousands Millions
`);

/**
 * Nouns that news begins sentences with, in the plural and without an article. They count only where a word in
 * lower case follows (`Police said`): before another capital they are part of a name (`Police Department`).
 */
export const SUBJECTS = words(`
  Police Officials Authorities Prosecutors Investigators Lawyers Lawmakers Residents Protesters Witnesses Critics
  Supporters Experts Analysts Economists Researchers Scientists Doctors Officers Firefighters Rescuers Voters
  Shares Stocks Sales Prices Profits People Students Workers Women Men Children Parents Families Fans
`);

/** What goes on with a time of day: zones, days and months (`5 p.m. EST`, `8 p.m. Tuesday`, `9 a.m. Sept. 5`). */
export const AFTER_TIME = words(`
  EST EDT ET PST PDT PT CST CDT CT MST MDT MT AKST HST GMT UTC BST CET CEST IST AEST AEDT JST KST HKT SGT EAT WAT
  SAST MSK NZST NZDT Eastern Central Mountain Pacific Atlantic Greenwich Hawaii Alaska Standard Local
  Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays
  Sundays Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
  January February March April May June July August September October November December
  Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Christmas Thanksgiving
`);

/** Verbs that give a quotation its speaker (`“Why?” Senator Ito asked`). */
export const SPEECH_VERBS = words(`
  said says say asked asks ask wrote writes tweeted posted added replied answered told tells shouted yelled cried
  exclaimed joked wondered quipped screamed recalled continued responded demanded read reads
`);

/** A single capital after these names a thing (`vitamin C.`, `Plan B.`), so the full stop is not an initial's. */
export const LETTERED_NOUNS = words(`
  vitamin vitamins plan Plan hepatitis Hepatitis group Group grade class Class section Section type Type
  influenza category exhibit Exhibit option Option Pad pad War Generation
`);
