import { describe, expect, it } from 'vitest';
import { summariseTopic } from '../../../src/answer/summarise-topic.ts';
import { openEmbedder } from '../../support/open-parts.ts';
import { type SeedArticle, STORIES } from '../../support/seeds.ts';
import { serveArticles } from '../../support/serve-articles.ts';

const embedder = await openEmbedder();

const first: SeedArticle = {
  id: 'first',
  title: 'Storm closes the port of Lundvik',
  publisher: 'Lundvik Courier',
  publishedAt: '2026-01-10',
  text: 'A storm closed the port of Lundvik on Saturday and tore the roof off the ferry hall.\n\nIt cost the town a ferry. Nobody was hurt, and the lights came back after an hour in most streets.',
};
const copy: SeedArticle = {
  ...first,
  id: 'copy',
  title: 'Storm closes port',
  publisher: 'Marhaven Post',
  publishedAt: '2026-01-11',
};
const later: SeedArticle = {
  id: 'later',
  title: 'What the storm cost Lundvik',
  publisher: 'Valley Herald',
  publishedAt: '2026-02-20',
  text: 'Insurers put the damage of the January storm in Lundvik at 12 million crowns.\n\nThe town council asked the government for half of that sum to repair the ferry hall in Lundvik.',
};

async function summariseAbout(topic: string, articles: Readonly<Record<string, SeedArticle>>, count = 5) {
  const { snapshot, answerer } = await serveArticles(articles, embedder);
  return summariseTopic(topic, snapshot, { answerer, count });
}

const STORM = { ...STORIES, 'a.json': first, 'b.json': copy, 'c.json': later };

describe('summariseTopic', () => {
  it('quotes several articles about the topic and no other, newest first, each word for word at its place', async () => {
    const { about, quotes } = await summariseAbout(
      'a summary of what is known about the storm in Lundvik?',
      STORM,
    );
    expect(about).toBe('the storm in Lundvik');
    const ids = quotes.map(({ article }) => article.id);
    expect(new Set(ids)).toEqual(new Set(['first', 'later']));
    expect(ids[0]).toBe('later');
    const texts = { first: first.text, later: later.text } as Readonly<Record<string, string>>;
    for (const { text, place, article } of quotes) {
      expect(texts[article.id]?.slice(place.start, place.end)).toBe(text);
    }
  });

  it('quotes nothing that dangles and nothing twice, and names every telling of a story', async () => {
    const { quotes } = await summariseAbout('the storm in Lundvik', STORM, 10);
    const texts = quotes.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).not.toContain('It cost the town a ferry.');
    const told = quotes.find(({ article }) => article.id === 'first');
    expect(told?.alsoIn.map(({ id }) => id)).toEqual(['copy']);
  });

  it('takes one sentence a story before it takes a second', async () => {
    const { quotes } = await summariseAbout('the storm in Lundvik', STORM, 2);
    expect(quotes.map(({ article }) => article.id)).toEqual(['later', 'first']);
  });

  it('is not misled by a person whose name is like that of the land', async () => {
    const sudan: SeedArticle = {
      id: 'sudan',
      title: 'Fighting in Sudan reaches another town',
      text: 'The fighting in Sudan has reached the town of Kernoi, where the army held a bridge over the river.',
    };
    const iraq: SeedArticle = {
      id: 'iraq',
      title: 'Prime minister speaks of the war',
      text: 'Prime minister Mohammed al-Sudani of Iraq said that the war had ended for the army of his country.',
    };
    const { quotes } = await summariseAbout('the war in Sudan', { 'a.json': sudan, 'b.json': iraq });
    expect(quotes.map(({ article }) => article.id)).toEqual(['sudan']);
  });

  it('says nothing of what the articles do not tell', async () => {
    expect((await summariseAbout('elephants', STORM)).quotes).toEqual([]);
  });
});
