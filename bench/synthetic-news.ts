// Pure: invented news, the same for the same seed, about as long and as varied in names as real articles.
import { createRandom } from '../eval/statistics/random.ts';
import {
  FAMILY_ENDINGS,
  FIRST_NAMES,
  GENERAL_SENTENCES,
  MONTHS,
  PLACE_BEGINNINGS,
  PLACE_ENDINGS,
  PUBLISHERS,
  TOPICS,
  type Topic,
  WEEKDAYS,
} from './synthetic-words.ts';

/** An invented article and a question that it answers. */
export interface SyntheticStory {
  readonly article: {
    readonly id: string;
    readonly title: string;
    readonly publisher: string;
    readonly publishedAt: string;
    readonly text: string;
  };
  readonly question: string;
  /** Stands in the article's text. */
  readonly answer: string;
}

const SENTENCES_A_PARAGRAPH = 3;
const PARAGRAPHS = { least: 4, most: 8 } as const;
const FIRST_DAY_MS = Date.UTC(2024, 0, 1);
const DAYS = 700;
const DAY_MS = 86_400_000;

/** Makes the first `count` stories of a seed. */
export function syntheticNews(count: number, seed = 1): readonly SyntheticStory[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, index) => story(index, random));
}

function story(index: number, random: () => number): SyntheticStory {
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  const number = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const place = () => `${pick(PLACE_BEGINNINGS)}${pick(PLACE_ENDINGS)}`;
  const person = () => `${pick(FIRST_NAMES)} ${pick(PLACE_BEGINNINGS)}${pick(FAMILY_ENDINGS)}`;
  const here = place();
  const answer = String(number(11, 980));
  const fill = (template: string) =>
    template.replace(/\{(\w+)\}/gu, (_all, slot: string) => {
      if (slot === 'place') return here;
      if (slot === 'number') return answer;
      if (slot === 'other') return place();
      if (slot === 'person') return person();
      if (slot === 'month') return pick(MONTHS);
      if (slot === 'weekday') return pick(WEEKDAYS);
      if (slot === 'year') return String(number(1988, 2022));
      return slot === 'small' ? String(number(3, 90)) : number(1_000, 60_000).toLocaleString('en-US');
    });

  const topic = pick(TOPICS);
  return {
    article: {
      id: `synthetic-${index}`,
      title: fill(topic.headline),
      publisher: pick(PUBLISHERS),
      publishedAt: new Date(FIRST_DAY_MS + number(0, DAYS) * DAY_MS).toISOString().slice(0, 10),
      text: paragraphs(topic, number(PARAGRAPHS.least, PARAGRAPHS.most), pick).map(fill).join('\n\n'),
    },
    question: fill(topic.question),
    answer,
  };
}

/** The fact first, as news has it, then sentences of the topic and general ones, none twice before all were used. */
function paragraphs(topic: Topic, count: number, pick: <T>(from: readonly T[]) => T): readonly string[] {
  const sentences = [topic.fact];
  let left: readonly string[] = [];
  while (sentences.length < count * SENTENCES_A_PARAGRAPH) {
    if (left.length === 0) left = [...topic.sentences, ...GENERAL_SENTENCES];
    const next = pick(left);
    sentences.push(next);
    left = left.filter((sentence) => sentence !== next);
  }
  return Array.from({ length: count }, (_, at) =>
    sentences.slice(at * SENTENCES_A_PARAGRAPH, (at + 1) * SENTENCES_A_PARAGRAPH).join(' '),
  );
}
