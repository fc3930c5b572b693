import { z } from 'zod';
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
    return { blocks: reindexBlocks(report), json: report };
  },
});
