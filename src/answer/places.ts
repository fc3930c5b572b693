// Pure.

/** Countries and regions by the names that questions use, so that one is put in the place of another and not of a person. */
const PLACES: ReadonlySet<string> = new Set(
  `afghanistan,africa,albania,algeria,angola,argentina,armenia,asia,australia,austria,azerbaijan,bahrain,bangladesh,belarus,
  belgium,benin,bolivia,bosnia,botswana,brazil,britain,bulgaria,burkina faso,burundi,california,cambodia,cameroon,canada,
  catalonia,chad,chile,china,colombia,congo,costa rica,crimea,croatia,cuba,cyprus,czechia,czech republic,darfur,denmark,
  djibouti,dominican republic,ecuador,egypt,el salvador,england,eritrea,estonia,eswatini,ethiopia,europe,finland,florida,
  france,gabon,gambia,gaza,georgia,germany,ghana,greece,greenland,guatemala,guinea,guyana,haiti,honduras,hong kong,hungary,
  iceland,india,indonesia,iran,iraq,ireland,israel,italy,ivory coast,jamaica,japan,jordan,kashmir,kazakhstan,kenya,kosovo,
  kurdistan,kuwait,kyrgyzstan,laos,latvia,lebanon,lesotho,liberia,libya,lithuania,luxembourg,madagascar,malawi,malaysia,
  maldives,mali,malta,mauritania,mauritius,mexico,moldova,mongolia,montenegro,morocco,mozambique,myanmar,namibia,nepal,
  netherlands,new zealand,nicaragua,niger,nigeria,north korea,north macedonia,northern ireland,norway,oman,pakistan,
  palestine,panama,papua new guinea,paraguay,peru,philippines,poland,portugal,puntland,qatar,romania,russia,rwanda,
  saudi arabia,scotland,senegal,serbia,sierra leone,singapore,slovakia,slovenia,somalia,somaliland,south africa,
  south korea,south sudan,spain,sri lanka,sudan,suriname,sweden,switzerland,syria,taiwan,tajikistan,tanzania,texas,
  thailand,tibet,togo,tunisia,turkey,türkiye,turkmenistan,uae,uganda,uk,ukraine,united kingdom,united states,
  united arab emirates,uruguay,us,usa,u.s.,u.k.,america,uzbekistan,vatican,venezuela,vietnam,wales,west bank,yemen,zambia,
  zimbabwe,eu,european union`.split(/,\s*/u),
);

/** Words of the longest of these names. */
const MOST_WORDS = 3;

/** Whether a name, case and article aside, is that of a country or region. */
export function isPlace(name: string): boolean {
  return PLACES.has(name.toLowerCase().replace(/^the /u, ''));
}

/** Where countries and regions stand among words: first and last index of each, in order. */
export function placesAmong(words: readonly string[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (let at = 0; at < words.length; at++) {
    for (let length = MOST_WORDS; length >= 1; length--) {
      const name = words.slice(at, at + length).join(' ');
      // In lower case, `us` is a pronoun far more often than a country, but before a noun.
      const isPronoun =
        name === 'us' &&
        !/^(?:troops|soldiers|forces|military|army|president|government|embassy|officials?|ambassador|congress|senate|bases?)$/u.test(
          words[at + 1] ?? '',
        );
      if (at + length > words.length || isPronoun || !isPlace(name)) continue;
      found.push([at, at + length - 1]);
      at += length - 1;
      break;
    }
  }
  return found;
}
