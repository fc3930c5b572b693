import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { count } from '../chat/count.ts';
import { feedLine } from '../chat/feed-blocks.ts';
import type { Reply } from '../chat/reply.ts';
import type { Config } from '../config.ts';
import { readSeeds } from '../corpus/seeds/read-seeds.ts';
import { isWithdrawn, readWithdrawn } from '../corpus/seeds/withdrawn.ts';
import { readModelFolder } from '../embedding/model-folder.ts';
import { ExpectedError } from '../errors.ts';
import { readHealth } from '../gathering/feeds/read-health.ts';
import { openLibrary } from '../library/open-library.ts';
import { checkDatabase } from '../library/postgres/check-database.ts';

/** The outcome of one check. */
interface Finding {
  readonly check: string;
  readonly ok: boolean;
  /** What was found, or what to do. */
  readonly detail: string;
}

/** Checks seeds, model, database and index one by one, and says what to do about each fault. Mends nothing but the index file. */
export async function doctor(config: Config): Promise<{ readonly reply: Reply; readonly healthy: boolean }> {
  const model = await check('model', async () => {
    const { modelId, dimensions } = await readModelFolder(config.modelFolder);
    return {
      detail: `${modelId}, ${dimensions} dimensions, checksums agree`,
      value: { modelId, dimensions },
    };
  });
  const seeds = await check('seeds', async () => {
    const { articles, refused } = await readSeeds(config.seedsFolder);
    const left = refused.map(({ file, reason }) => `${file}: ${reason}`).join('; ');
    return {
      detail: `${count(articles.length, 'article')} in ${config.seedsFolder}${left === '' ? '' : `; left out: ${left}`}`,
      value: null,
    };
  });
  const folder = await check('index folder', async () => {
    await access(config.indexFolder, constants.W_OK).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return;
      throw new ExpectedError(
        'config',
        `${config.indexFolder} cannot be written to; change its owner or name another with --index.`,
        { cause },
      );
    });
    return { detail: config.indexFolder, value: null };
  });
  const database = await check('database', async () => ({
    detail:
      config.database === null
        ? 'no DATABASE_URL: index and records are in the index folder'
        : await checkDatabase(config.database),
    value: null,
  }));
  const index = await check('index', () => checkIndex(config, model.value ?? null));
  const discord = await check('discord', () => checkDiscord(config));

  const feeds = await check('feeds', async () => {
    const health = await readHealth(config, new Date());
    const detail = health.length === 0 ? 'none are named in sources.yaml' : health.map(feedLine).join('; ');
    return { detail, value: null };
  });

  const findings = [model, seeds, folder, database, index, feeds, discord].map(
    ({ value: _value, ...finding }): Finding => finding,
  );
  return {
    healthy: findings.every(({ ok }) => ok),
    reply: {
      blocks: [
        {
          kind: 'facts',
          facts: findings.map(({ check: label, ok, detail }) => ({
            label,
            value: `${ok ? 'ok' : 'FAULT'}: ${detail}`,
          })),
        },
      ],
      json: { healthy: findings.every(({ ok }) => ok), findings },
    },
  };
}

async function checkDiscord({ discord }: Config) {
  if (discord === null) return { detail: 'no DISCORD_TOKEN: the terminal is the front', value: null };
  const { checkToken } = await import('../discord/check-token.ts');
  return { detail: `the token is that of ${await checkToken(discord)}`, value: null };
}

async function checkIndex(config: Config, model: { modelId: string; dimensions: number } | null) {
  if (model === null) throw new ExpectedError('model-missing', 'not checked, since the model cannot be read');
  const notices: string[] = [];
  const library = await openLibrary(config, {
    dimensions: model.dimensions,
    onNotice: (message) => notices.push(message),
  });
  try {
    const served = await library.current();
    if (served === null)
      return { detail: 'none yet; the first question or `reindex` builds it', value: null };
    const { generation, articles, passages, indexedAt, modelId } = served.info;
    if (modelId !== model.modelId) {
      throw new ExpectedError(
        'index-missing',
        `it was built with ${modelId}; run: npm run --silent dateline -- reindex`,
      );
    }
    const withdrawn = await readWithdrawn(config.seedsFolder);
    const still = (await served.articles()).filter((article) => isWithdrawn(withdrawn, article));
    if (still.length > 0) {
      throw new ExpectedError(
        'index-missing',
        `it still holds what was withdrawn (“${still[0]?.title}”); run: npm run --silent dateline -- reindex`,
      );
    }
    let damaged = 0;
    for (const { articleKey } of await served.articles()) {
      if ((await served.article(articleKey))?.intact !== true) damaged++;
    }
    if (damaged > 0) {
      throw new ExpectedError(
        'database-damaged',
        `${damaged} of ${articles} stored texts are damaged; ${config.database === null ? `delete ${config.indexFolder} and run` : 'run'}: npm run --silent dateline -- reindex`,
      );
    }
    const { recall } = await library.checkVectorIndex(generation, 50);
    return {
      detail: [
        `generation ${generation} of ${indexedAt}: ${count(articles, 'article')}, ${count(passages, 'passage')}, texts intact, vector recall ${recall.toFixed(3)}`,
        ...notices,
      ].join('; '),
      value: null,
    };
  } finally {
    await library.close();
  }
}

async function check<T>(
  name: string,
  run: () => Promise<{ readonly detail: string; readonly value: T }>,
): Promise<Finding & { readonly value?: T }> {
  try {
    const { detail, value } = await run();
    return { check: name, ok: true, detail, value };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return { check: name, ok: false, detail: error.message };
  }
}
