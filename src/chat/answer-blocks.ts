// Pure.
import type { Answer, QuoteExplanation, WordPlace } from '../answer/answer.ts';
import { refusalBlocks } from './refusal-blocks.ts';
import type { Block, Fact } from './reply.ts';

/** An answer as people read it: its quotes, or that there is none, with the nearest passages named as such. */
export function answerBlocks({
  kind,
  quotes,
  disagreement = null,
  refusal,
  explain,
}: Pick<Answer, 'kind' | 'quotes'> &
  Partial<Pick<Answer, 'disagreement' | 'refusal' | 'explain'>>): readonly Block[] {
  const standing = kind === 'answer' ? 'answer' : 'nearest';
  const quoted = quotes.flatMap((quote, index): readonly Block[] => {
    const why = explain?.quotes[index];
    return [
      { kind: 'quote', quote, standing },
      ...(why === undefined ? [] : [whyBlock(why, explain?.threshold ?? 0)]),
    ];
  });
  if (kind === 'answer') {
    return [
      ...quoted,
      ...(disagreement === null ? [] : [{ kind: 'disagreement', values: disagreement, quotes } as const]),
    ];
  }
  return refusalBlocks(refusal, quoted);
}

/** Signals in plain words; one that is not known here is shown by its name. */
const SIGNALS: Readonly<Record<string, string>> = {
  late: 'words alike in meaning',
  lateIdf: 'rare words alike in meaning',
  latePassage: 'the passage around it',
  lateAsking: 'the sentence that asks',
  lateAskingPassage: 'the sentence that asks, in the passage',
  idfShare: 'the question’s own words',
  kind: 'the kind of answer asked for',
  week: 'news of that week',
  season: 'news of that season',
  lead: 'the beginning of its article',
};
const PLACES: readonly (readonly [WordPlace | null, string])[] = [
  ['sentence', 'in the sentence'],
  ['title', 'in the title'],
  ['passage', 'beside it'],
  ['article', 'elsewhere in the article'],
  [null, 'nowhere in it'],
];

/** Why a quote was chosen, as facts. */
function whyBlock({ confidence, signals, words }: QuoteExplanation, threshold: number): Block {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const places = PLACES.flatMap(([place, name]): readonly Fact[] => {
    const found = words.filter(({ foundIn }) => foundIn === place).map(({ word }) => word);
    return found.length === 0 ? [] : [{ label: `words ${name}`, value: found.join(', ') }];
  });
  const alike = words.flatMap(({ word, alike: like }) => (like === null ? [] : [`${word}: ${like}`]));
  const matched = alike.length === 0 ? [] : [{ label: 'matched by meaning', value: alike.join(', ') }];
  const weighed = signals
    .filter(({ share }) => share >= 0.005)
    .map(({ name, share }): Fact => ({ label: SIGNALS[name] ?? name, value: percent(share) }));
  const sure = { label: 'sure', value: `${percent(confidence)}; an answer from ${percent(threshold)} on` };
  return { kind: 'facts', facts: [sure, ...places, ...matched, ...weighed] };
}
