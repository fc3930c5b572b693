// Pure. Abbreviations written with a full stop that need not end a sentence, without that full stop.
//
// They stand in groups because what may follow tells the two uses apart, and differs by group: a name always
// follows a title; a number follows `No.`; after `Inc.` only a word that seldom goes on a name ends the sentence.
// Case counts: `Mass.` is a state, `mass.` ends a sentence. Dotted initialisms (`U.S.`, `J.K.`, `Ph.D.`) need no
// list, they are known by their shape.

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/u));
}

/** Stand before a name and nowhere else, so they never end a sentence, not even before "He" (`Dr. He Yichen`). */
export const TITLES = words(`
  Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Profs Rev Revs Fr Msgr Hon Sen Sens Rep Reps Gov Govs Pres Amb Atty
  Gen Gens Lt Lts Col Cols Maj Capt Capts Cmdr Cdr Cpl Sgt Sgts Pvt Pfc Adm Brig Supt Det Insp Asst Assoc Dep
  Ald Treas डॉ श्री
`);

/** Latin and court abbreviations whose continuation is part of the sentence whatever its case. */
export const LATIN = words('e.g eg i.e ie cf viz vs v a.k.a c.f');

/** End a sentence as other words do, unless a number follows (`No. 10`, `p. 5`, `ca. 1900`, `Vol. II`). */
export const BEFORE_NUMBERS = words(`
  No Nos no nos NO Prop Art art Arts Sec sec Ch ch Vol vol Vols Fig fig Figs p pp para paras Para Pt pt Ver ver
  ext Ext Hwy Rte Tel tel approx Approx est Est c ca circa b d Op op ed Reg reg al
`);

/** Months and days: a day, a year or another date word follows, otherwise the sentence ends. */
export const DATES = words(`
  Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat
`);

/** Stand in a place name (`St. Louis`, `Main St.`) or before a guest (`ft.`): the next word decides. */
export const PLACES = words(`
  St Ste Sts ST Mt Mts MT Ft FT Ave Blvd Rd Hwy Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La
  Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Vt Va Wash Wis Wyo Ont Que Alta ft feat
`);

/** End the name of a person or organisation that may go on (`Inc. Chief Executive`): the next word decides. */
export const ORGANISATIONS = words(`
  Jr Sr Esq Inc Corp Co Cos Ltd Bros Plc Assn Dept Depts Div Univ Inst Intl Natl Govt Mfg Bhd Pty
`);

/** Names that end in a mark (`Yahoo! Finance`); a capital after them need not begin a sentence. */
export const NAMES_WITH_MARK = words('Yahoo Yum Jeopardy Wham');
