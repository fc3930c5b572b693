import { createAnswerer } from '../../src/answer/answerer.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import { createSqliteLibrary } from '../../src/library/sqlite/sqlite-library.ts';
import { createSqliteRecords } from '../../src/library/sqlite/sqlite-records.ts';
import { silentLog } from '../../src/log.ts';

/** What was seen to be committed to an index folder, and whether it is still there. */
export interface Promises {
  /** An article of a reindex that ended well. */
  served(id: string, title: string): void;
  /** A question that was kept; `votedIn` is the server in which a bad vote on it was taken. */
  asked(id: string, question: string, votedIn: string | null): void;
  /** A line for each article that is not served as it was, and for the answer that is always there. */
  articlesLost(): Promise<readonly string[]>;
  /** A line for each question and each vote that is gone. */
  recordsLost(): Promise<readonly string[]>;
}

/** Remembers promises, and reads them back with the product's own parts. */
export function createPromises(folder: string, embedder: Embedder): Promises {
  const articles = new Map<string, string>();
  const questions = new Map<string, { readonly question: string; readonly votedIn: string | null }>();
  const clock = () => new Date();
  const answerer = createAnswerer({
    embedder,
    log: silentLog,
    clock,
    monotonicMs: () => performance.now(),
  });

  return {
    served: (id, title) => void articles.set(id, title),
    asked: (id, question, votedIn) => void questions.set(id, { question, votedIn }),

    async articlesLost() {
      const library = await createSqliteLibrary({ folder, dimensions: embedder.dimensions });
      try {
        const snapshot = await library.current();
        if (snapshot === null) return ['nothing is served'];
        const lost: string[] = [];
        const listed = new Map((await snapshot.articles()).map((article) => [article.id, article]));
        for (const [id, title] of articles) {
          const article = listed.get(id);
          if (article === undefined) lost.push(`article ${id} is not served`);
          else if (article.title !== title) lost.push(`article ${id} has another title`);
          else if ((await snapshot.article(article.articleKey))?.intact !== true)
            lost.push(`article ${id} has another text`);
        }
        const answer = await answerer.ask('who cut the ribbon', snapshot);
        if (answer.quotes[0]?.text.includes('Ingrid Solberg') !== true) lost.push('the answer is lost');
        return lost;
      } finally {
        await library.close();
      }
    },

    async recordsLost() {
      if (questions.size === 0) return [];
      const records = await createSqliteRecords({ folder, clock, onNotice: () => {} });
      try {
        const lost: string[] = [];
        const bad = new Map<string, ReadonlySet<string>>();
        for (const [id, { question, votedIn }] of questions) {
          if ((await records.question(id)) === null) lost.push(`question ${id} is lost`);
          if (votedIn === null) continue;
          if (!bad.has(votedIn)) {
            const gaps = await records.gaps(votedIn, 1e6);
            bad.set(votedIn, new Set(gaps.filter((gap) => gap.bad > 0).map((gap) => gap.question)));
          }
          if (bad.get(votedIn)?.has(question) !== true) lost.push(`the vote on ${id} is lost`);
        }
        return lost;
      } finally {
        await records.close();
      }
    },
  };
}
