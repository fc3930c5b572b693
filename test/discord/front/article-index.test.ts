import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleRef, indexArticles } from '../../../src/discord/article-index.ts';
import { formatButtonId } from '../../../src/discord/buttons/button-id.ts';
import type { ListedArticle } from '../../../src/library/library.ts';

const listed = (id: string, title: string, more: Partial<ListedArticle> = {}): ListedArticle => ({
  id,
  title,
  publisher: null,
  url: null,
  publishedAt: null,
  articleKey: 1,
  file: 'a.txt',
  duplicateOf: null,
  exactCopy: false,
  passages: 1,
  characters: 100,
  ...more,
});
const words = [
  'harbour',
  'ferry',
  'council',
  'vote',
  'troops',
  'frost',
  'library',
  'market',
  'river',
  'budget',
];
const many = Array.from({ length: 10_000 }, (_, i) =>
  listed(`article-${i}`, `${words[i % 10]} ${words[(i >> 3) % 10]} report number ${i}`),
);

describe('completing titles', () => {
  const index = indexArticles([
    listed('a', 'Port of Lundvik opens a new ferry harbour'),
    listed('b', 'Marhaven library lends telescopes'),
    listed('c', 'Late frost costs growers half of the apple crop'),
    listed('d', 'Marhaven library lends telescopes', { exactCopy: true }),
  ]);
  const complete = (typed: string) => index.complete(typed).map(({ value }) => value);

  it('finds a title by its beginning, by a word, by letters with some left out, and in any order', () => {
    expect(complete('Port of')[0]).toBe('a');
    expect(complete('telescopes')[0]).toBe('b');
    expect(complete('telscope')[0]).toBe('b');
    expect(complete('harbour ferry')[0]).toBe('a');
  });

  it('offers the newest where nothing was typed, copies left out, and nothing where nothing fits', () => {
    expect(complete('')).toEqual(['a', 'b', 'c']);
    expect(complete('qqqqqqqq')).toEqual([]);
  });

  it('offers no more than Discord takes, of 10,000 titles', () => {
    const large = indexArticles(many);
    expect(large.complete('')).toHaveLength(25);
    expect(large.complete('report')).toHaveLength(25);
    expect(large.complete('number 9876')[0]?.value).toBe('article-9876');
  });

  it('makes choices within the limits whatever titles and ids are', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ maxLength: 400 }));
    fc.assert(
      fc.property(text, text, text, (id, title, typed) => {
        const one = indexArticles([listed(id, title)]);
        for (const { name, value } of [...one.complete(''), ...one.complete(typed)]) {
          for (const shown of [name, value]) {
            expect(shown.length).toBeGreaterThan(0);
            expect(shown.length).toBeLessThanOrEqual(100);
            expect(shown.isWellFormed()).toBe(true);
          }
          expect(one.find(value)?.id).toBe(id);
        }
      }),
    );
  });
});

describe('what stands for an article', () => {
  it('is its id where that fits, and else what finds it and fits into every button', () => {
    expect(articleRef('coalition-iraq-2025')).toBe('coalition-iraq-2025');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (id) => {
        const ref = articleRef(id);
        expect(formatButtonId({ action: 'share-summary', article: ref, sentences: 10 })).not.toBeNull();
        expect(indexArticles([listed(id, 'Title')]).find(ref)?.id).toBe(id);
      }),
    );
  });
});
