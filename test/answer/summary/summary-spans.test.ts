import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarySpans } from '../../../src/answer/summarise.ts';
import { standAloneUnits } from '../../../src/answer/summary/stand-alone.ts';
import { blocksOf } from '../../../src/corpus/passages.ts';
import { sentenceSpans } from '../../../src/corpus/sentences.ts';

function sentencesOf(text: string) {
  return blocksOf({ text, headings: [] }).flatMap(({ start, end }) =>
    sentenceSpans(text.slice(start, end)).map((span) => ({
      start: start + span.start,
      end: start + span.end,
    })),
  );
}

const summaryOf = (text: string, count: number) =>
  summarySpans(text, sentencesOf(text), count).map(({ start, end }) => text.slice(start, end));

/** Each sentence with those that it may not be quoted without. */
const unitsOf = (text: string) => {
  const sentences = sentencesOf(text);
  return standAloneUnits(text, sentences).map(({ first, last }) =>
    sentences.slice(first, last + 1).map(({ start, end }) => text.slice(start, end)),
  );
};

describe('summarySpans', () => {
  const sentence = fc
    .array(
      fc.constantFrom('Lundvik', 'the', 'ferry', 'harbour', 'opened', 'But', 'he', '48', '“', '”', 'of'),
      {
        minLength: 1,
        maxLength: 14,
      },
    )
    .map((parts) => `${parts.join(' ')}.`);
  const article = fc
    .array(fc.array(sentence, { minLength: 1, maxLength: 5 }), { maxLength: 6 })
    .map((paragraphs) => paragraphs.map((one) => one.join(' ')).join('\n\n'));

  it('chooses whole sentences of the text, each once, in order, at most as many as asked', () => {
    fc.assert(
      fc.property(article, fc.integer({ min: 1, max: 10 }), (text, count) => {
        const sentences = sentencesOf(text);
        const chosen = summarySpans(text, sentences, count);
        expect(chosen.length).toBeLessThanOrEqual(count);
        const indexes = chosen.map((span) => sentences.indexOf(span));
        expect(indexes).toEqual([...new Set(indexes)].sort((a, b) => a - b));
        expect(indexes).not.toContain(-1);
      }),
    );
  });

  it('chooses no sentence without all that it hangs on', () => {
    fc.assert(
      fc.property(article, fc.integer({ min: 1, max: 10 }), (text, count) => {
        const sentences = sentencesOf(text);
        const chosen = new Set(summarySpans(text, sentences, count).map((span) => sentences.indexOf(span)));
        const units = standAloneUnits(text, sentences);
        for (const index of chosen) {
          const whole = units.some(({ first, last }) => {
            if (index < first || index > last) return false;
            return Array.from({ length: last - first + 1 }, (_, at) => first + at).every((at) =>
              chosen.has(at),
            );
          });
          expect(whole).toBe(true);
        }
      }),
    );
  });

  it('gives as many sentences as asked where there are as many that stand alone', () => {
    const text = Array.from(
      { length: 9 },
      (_, i) => `Ferry number ${i} left the port of Lundvik for Marhaven today.`,
    ).join(' ');
    for (const count of [1, 3, 9]) expect(summaryOf(text, count)).toHaveLength(count);
    expect(summaryOf(text, 10)).toHaveLength(9);
  });

  it('prefers what the article keeps coming back to over an aside', () => {
    const text = [
      'The port of Lundvik opened its new ferry harbour on Monday.',
      'The harbour is paid for by a tax on growers of the Onna valley.',
      'A gull stole a sandwich from a child in a red coat nearby.',
      'Growers say that the tax will ruin them.',
      'Mayor Ingrid Solberg calls the tax on growers fair.',
      'Growers will go to court over the tax.',
      'The tax brings 48 million crowns.',
    ].join('\n\n');
    expect(summaryOf(text, 3).join(' ')).not.toContain('gull');
  });

  it('does not say the same twice', () => {
    const said = 'The port of Lundvik opened its new ferry harbour on Monday.';
    const text = `${said}\n\n${said}\n\nMayor Ingrid Solberg cut the ribbon in the rain at noon.`;
    expect(summaryOf(text, 2)).toEqual([said, 'Mayor Ingrid Solberg cut the ribbon in the rain at noon.']);
  });

  it('has nothing to say of nothing', () => {
    expect(summaryOf('', 3)).toEqual([]);
  });

  it('gives what there is where nothing stands alone or is long enough', () => {
    expect(summaryOf('Why?', 3)).toEqual(['Why?']);
  });
});

describe('standAloneUnits', () => {
  const lead = 'Mayor Ingrid Solberg opened the new harbour of Lundvik on Monday.';

  it('brings the sentence that a pronoun leans on', () => {
    expect(unitsOf(`${lead} She cut the ribbon in the rain before a large crowd.`)).toContainEqual([
      lead,
      'She cut the ribbon in the rain before a large crowd.',
    ]);
  });

  it('goes back to the sentence that names the person', () => {
    const between = 'Rain fell all day and the crowd was small.';
    const pronoun = 'She cut the ribbon with a pair of garden shears.';
    expect(unitsOf(`${lead} ${between} ${pronoun}`)).toContainEqual([lead, between, pronoun]);
  });

  it('does not reach over what is not quoted, as a subhead', () => {
    const text = `${lead}\n\nA wet day\n\nShe cut the ribbon in the rain before a large crowd.`;
    const sentences = sentencesOf(text).filter(({ start }) => !text.startsWith('A wet day', start));
    expect(standAloneUnits(text, sentences)).toEqual([{ first: 0, last: 0 }]);
  });

  it('takes no sentence out of a quotation that goes on over several', () => {
    const quoted = [
      '“The harbour was built for ships that are long gone.',
      'Nobody will ever use it again,” said Tomas Reyes.',
    ];
    expect(unitsOf(`${lead} ${quoted.join(' ')}`)).toEqual([[lead], quoted, quoted]);
  });

  it('leaves out questions, bylines and addresses', () => {
    expect(
      unitsOf(
        `${lead} Who will pay for the new harbour in the end? Reporting by Tomas Reyes; editing by Ana Holm. Write to the author at reyes@lundvik.example.`,
      ),
    ).toEqual([[lead]]);
  });
});
