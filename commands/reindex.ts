import { z } from 'zod';
import { freshness } from '../src/chat/freshness.ts';
import { reindexBlocks } from '../src/chat/reindex-blocks.ts';
import { defineCommand } from './services.ts';

/** Reads the seeds anew and serves them, once the new index has proved itself. */
export const reindex = defineCommand({
  name: 'reindex',
  description: 'Read the articles anew; the present index goes on answering meanwhile',
  options: z.object({}),
  moderatorsOnly: true,
  async run(_options, { services, onProgress }) {
    const report = await services.reindex(onProgress);
    // Where nothing has changed, how old the index is says when it last did.
    const info = await services.served();
    return { blocks: [...reindexBlocks(report), freshness(info)], json: report };
  },
});
