// Pure: the words that synthetic news is made of. All of it is invented.

function list(words: string): readonly string[] {
  return words.trim().split(/\s*\|\s*/u);
}

export const PLACE_BEGINNINGS = list(
  `Lund | Mar | Onna | Vell | Tarn | Brack | Hes | Kalm | Ost | Pel | Quor | Rams | Sel | Thorn | Ulm | Wes | Yar | Zell | Alder | Bren | Cald | Dov | Elm | Fal | Gren | Harg | Ivo | Jor | Kest | Lor`,
);
export const PLACE_ENDINGS = list(
  `vik | haven | burg | mouth | stad | field | ford | wick | minster | bridge | holm | gate | moor | port | dale | ton | berg | by | grad | ness`,
);
export const FIRST_NAMES = list(
  `Ingrid | Tomas | Amina | Pavel | Lucia | Idris | Marta | Jonas | Leila | Oskar | Petra | Samir | Helena | Viktor | Nadia | Emil | Sofia | Karim | Agnes | Dmitri | Clara | Bruno | Yasmin | Felix | Hanna | Rashid | Irena | Matteo | Greta | Omar | Livia | Stefan | Alma | Nikolai | Rosa | Anton | Dalia | Henrik | Miriam | Lukas`,
);
export const FAMILY_ENDINGS = list(`sen | ova | eli | mann | berg | ardi | quist | escu | wright | ski`);
export const PUBLISHERS = list(
  `Coast Courier | Valley Herald | Northern Post | Harbour Times | The Plain Record | Border Gazette | Evening Ledger | Capital Wire`,
);
export const MONTHS = list(
  `January | February | March | April | May | June | July | August | September | October | November | December`,
);
export const WEEKDAYS = list(`Monday | Tuesday | Wednesday | Thursday | Friday | Saturday | Sunday`);

/** A kind of story: its headline, the fact that its question asks for, and what else may be said. */
export interface Topic {
  readonly headline: string;
  /** Holds `{number}`: the answer. */
  readonly fact: string;
  readonly question: string;
  readonly sentences: readonly string[];
}

export const TOPICS: readonly Topic[] = [
  {
    headline: '{place} opens its new ferry harbour',
    fact: 'The harbour at {place} cost {number} million crowns and has four berths.',
    question: 'how much did the harbour at {place} cost',
    sentences: list(
      `The first ferry left for {other} at noon with passengers aboard, watched by a crowd on the quay. | Fishermen had argued for years that the old basin was too shallow for anything but small boats. | Dredging began in {month} and was held up twice by storms. | The port authority expects the number of passengers to double within three years.`,
    ),
  },
  {
    headline: 'Flood waters close the bridge at {place}',
    fact: 'In {place} alone, {number} families had to leave their homes, the fire brigade said.',
    question: 'how many families in {place} had to leave their homes',
    sentences: list(
      `Water stood a metre high in the lower streets by {weekday} evening. | Volunteers filled sandbags through the night behind the town hall. | The railway to {other} will stay shut until engineers have looked at the embankment. | Meteorologists say that the rain will ease, but that the river has not reached its peak.`,
    ),
  },
  {
    headline: 'Teachers in {place} walk out over pay',
    fact: 'The union in {place} demands {number} percent more over two years.',
    question: 'what percentage more does the union in {place} demand',
    sentences: list(
      `Classes were cancelled in most schools, and parents scrambled for somebody to look after their children. | The ministry called the strike premature, since talks are to go on next week. | A mediator from {other} has been asked to bring both sides back to the table. | Teachers say that their wages have fallen behind prices since the last agreement.`,
    ),
  },
  {
    headline: 'Court in {place} sentences former treasurer',
    fact: 'The court in {place} found that {number} thousand crowns had gone missing from the fund.',
    question: 'how much money went missing from the fund in {place}',
    sentences: list(
      `The defendant listened without a word and was led out by a side door. | Her lawyer announced an appeal to the higher court in {other}. | Auditors came upon the gap by chance when they compared two sets of receipts. | The prosecutor had asked for a longer sentence, and said that trust had been abused for years.`,
    ),
  },
  {
    headline: 'Researchers count seals off {place}',
    fact: 'Off {place} they counted {number} grey seals, more than in any year before.',
    question: 'how many grey seals were counted off {place}',
    sentences: list(
      `The count is made from a small aircraft at low tide, when the animals rest on the sandbanks. | Fish stocks near {other} have recovered since trawling was limited. | Biologists warn against reading too much into a single year. | Visitors are asked to keep their dogs away from the beach until {month}.`,
    ),
  },
  {
    headline: '{place} council votes for a tram line',
    fact: 'The line through {place} will be {number} kilometres long.',
    question: 'how long will the tram line through {place} be',
    sentences: list(
      `The vote was close and came after midnight, following seven hours of debate. | Shopkeepers fear that years of building will drive their customers to {other}. | Supporters point to full buses and to streets that are jammed every morning. | The state is to pay for half of the line, and tickets are to pay for the trains.`,
    ),
  },
  {
    headline: 'Late frost strikes orchards around {place}',
    fact: 'Growers around {place} expect to lose {number} percent of the apple crop.',
    question: 'what share of the apple crop will growers around {place} lose',
    sentences: list(
      `Temperatures fell below freezing for three nights in a row, just as the trees were in blossom. | Some farms lit fires between the rows, and others sprayed water so that ice would shield the buds. | Prices at the market in {other} have already gone up. | Insurance covers hail in most contracts, but seldom frost.`,
    ),
  },
  {
    headline: 'Clinic in {place} to get a new wing',
    fact: 'The new wing in {place} will have {number} beds and its own operating theatre.',
    question: 'how many beds will the new wing in {place} have',
    sentences: list(
      `Patients now wait for months or travel to {other} for treatment. | The building is to be ready by {month}, if enough nurses can be found. | A donor who wishes to stay unnamed gives a third of the money. | Doctors say that the emergency ward, which dates from another century, is the more urgent problem.`,
    ),
  },
];

/** Sentences that any story may hold; they make passages as long as real ones. */
export const GENERAL_SENTENCES: readonly string[] = list(
  `{person}, who chairs the committee, said on {weekday} that nothing had been decided and that everybody would be heard. | "We have waited for this for a long time, and we can wait a few weeks more," said {person}, a resident of {place}. | Officials in {other} declined to comment before the report is published in {month}. | A spokesman said that {small} complaints had been received, most of them about noise and traffic. | The figures were first reported by a newspaper in {other} and have not been confirmed independently. | In a statement, the office of {person} called the criticism unfounded and pointed to the results of the past year. | Opinion is divided: in a survey of {large} people, about half were in favour and a third against. | {person} recalled that a similar plan had failed in {year} for want of money. | The opposition, led by {person}, wants an inquiry into how the contract was awarded. | By the evening the square was empty again, and only a few posters were left on the walls. | Experts from the university of {other} advised the authorities and will publish their findings later. | According to {person}, the costs are shared between the region, the town and private investors. | The mayor thanked the helpers, among them {small} who had come from {other} without being asked. | It was not clear on {weekday} whether the decision can still be challenged in court. | Between {year} and last {month}, the number of inhabitants grew by {large}, most of them young families. | The minister, {person}, is expected to visit {place} before the end of the month.`,
);
