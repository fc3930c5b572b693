// Pure: makes questions that sound as if the articles answered them.
import { createRandom, pick } from './statistics/random.ts';

/** A question and its known answers. */
interface SwappableQuestion {
  readonly question: string;
  readonly answers: readonly string[];
}

const SEED = 17;

/** Begin a sentence or stand in a date; nobody's name. */
const NOT_NAMES = new Set(
  `A According After An And At Before But By Did Do Does During Ex Fill For From How I If In Is It It’s On Of One
  Or Over She He That The Their These They This Those To True False Under Up Was Were What When Where Which While
  Who Whose Why With Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
  June July August September October November December Mr Mrs Ms Dr President`.split(/\s+/u),
);

/** Places that take each other's place. */
const PLACES =
  `Afghanistan Argentina Australia Austria Bangladesh Belgium Brazil California Canada Chicago Chile
  China Colombia Cuba Denmark Egypt England Ethiopia Finland Florida France Germany Ghana Greece Hawaii Hungary
  India Indonesia Iran Iraq Ireland Israel Italy Japan Kenya London Mexico Moscow Nepal Nigeria Norway Ohio
  Pakistan Paris Peru Philadelphia Poland Portugal Romania Russia Scotland Somalia Spain Sudan Sweden Switzerland
  Syria Taiwan Texas Thailand Tokyo Tunisia Turkey Uganda Ukraine Venezuela Vietnam Wales Washington
  Zimbabwe`.split(/\s+/u);

type Kind = 'place' | 'name' | 'year' | 'number';

interface Part {
  readonly kind: Kind;
  readonly text: string;
  readonly at: number;
}

/**
 * For each question one with a single name, place, year or number replaced by another of its kind, names by
 * those of the other questions; questions that name nothing are left out. The same for the same questions.
 */
export function swapQuestions<Q extends SwappableQuestion>(questions: readonly Q[]): readonly Q[] {
  const random = createRandom(SEED);
  const names = questions.flatMap(({ question }) => partsOf(question)).filter(({ kind }) => kind === 'name');
  return questions.flatMap((original) => {
    const part = pick(partsOf(original.question), random);
    const other = part && replacementFor(part, original, { names: names.map(({ text }) => text), random });
    if (part === undefined || other === undefined) return [];
    const { question } = original;
    const swapped = question.slice(0, part.at) + other + question.slice(part.at + part.text.length);
    return [{ ...original, question: swapped }];
  });
}

function partsOf(question: string): readonly Part[] {
  const numbers = [...question.matchAll(/(?<![\p{L}\d.,-])\d+(?:,\d{3})*(?![\p{L}\d-]|[.,]\d)/gu)].map(
    ({ 0: text, index }): Part => ({
      kind: /^(?:19|20)\d\d$/u.test(text) ? 'year' : 'number',
      text,
      at: index,
    }),
  );
  const names = [...question.matchAll(/\p{Lu}[\p{L}\p{N}’'-]*(?: \p{Lu}[\p{L}\p{N}’'-]*)*/gu)].flatMap(
    ({ 0: run, index }): readonly Part[] => {
      const text = withoutOpening(run).replace(/[’']s?$/u, '');
      // A lone word that opens a sentence may be any word: `Several`, `Scientists`.
      const mayBeAny = !text.includes(' ') && !PLACES.includes(text) && opensSentence(question, index);
      return text.length < 2 || mayBeAny
        ? []
        : [{ kind: PLACES.includes(text) ? 'place' : 'name', text, at: index + run.indexOf(text) }];
    },
  );
  return [...numbers, ...names];
}

function opensSentence(question: string, at: number): boolean {
  return /(?:^|[.?!:]\s+)[“"‘']?$/u.test(question.slice(0, at));
}

/** A run of capitalised words without what is no name at its beginning. */
function withoutOpening(run: string): string {
  const words = run.split(' ');
  const first = words.findIndex((word) => !NOT_NAMES.has(word));
  return first === -1 ? '' : words.slice(first).join(' ');
}

function replacementFor(
  { kind, text }: Part,
  { question, answers }: SwappableQuestion,
  { names, random }: { readonly names: readonly string[]; readonly random: () => number },
): string | undefined {
  if (kind === 'year') return String(Number(text) - 1 - Math.floor(random() * 9));
  if (kind === 'number') {
    const number = Number(text.replaceAll(',', ''));
    return (number + 1 + Math.ceil(number * (0.2 + random()))).toLocaleString('en-US');
  }
  const words = text.split(' ').length;
  const isOther = (name: string) =>
    !question.includes(name) && !answers.some((answer) => answer.includes(name) || name.includes(answer));
  const pool = kind === 'place' ? PLACES : names.filter((name) => name.split(' ').length === words);
  return pick(pool.filter(isOther), random);
}
