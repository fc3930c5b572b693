import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createDatabase } from '../../../src/library/postgres/database.ts';
import { createPostgresLibrary } from '../../../src/library/postgres/postgres-library.ts';
import { type PgliteServer, startPglite } from '../../support/start-pglite.ts';
import { entryOf, publish } from '../contract.ts';
import { DIMENSIONS } from '../dimensions.ts';

let server: PgliteServer;
beforeAll(async () => {
  server = await startPglite();
});
afterAll(() => server.close());

async function start(schema: string) {
  const place = { url: server.url, schema, poolSize: 1 };
  const library = await createPostgresLibrary({ ...place, dimensions: DIMENSIONS });
  const database = createDatabase(place);
  onTestFinished(async () => {
    await library.close();
    await database.close();
  });
  return { library, change: (sql: string) => database.transaction(({ rows }) => rows(sql)) };
}

it('a text that was changed in the database is quoted by nobody, and mended by the next build', async () => {
  const { library, change } = await start('changed');
  const entry = entryOf('a', ['One is true.', 'Two is true.']);
  const { snapshot, members } = await publish(library, [entry]);
  const key = members[0]?.articleKey as number;
  await change("UPDATE changed.articles SET text = replace(text, 'true', 'fake')");
  expect(await snapshot.article(key)).toMatchObject({ intact: false });
  expect(await library.knownVersion(entry)).toBeNull();
  expect(await library.storeArticle(entry)).toBe(key);
  expect(await snapshot.article(key)).toMatchObject({ intact: true, text: entry.article.text });
  expect(await library.knownVersion(entry)).toMatchObject({ articleKey: key });
});

it('tables that were taken away are named, and what to do', async () => {
  const { library, change } = await start('robbed');
  const { snapshot } = await publish(library, [entryOf('a', ['One.'])]);
  await change('DROP TABLE robbed.keyword_stems');
  await expect(snapshot.matching(['one'], 5)).rejects.toMatchObject({
    code: 'database-damaged',
    message: expect.stringContaining('keyword_stems'),
  });
});
