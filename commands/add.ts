import { z } from 'zod';
import { addBlocks } from '../src/chat/add-blocks.ts';
import { defineCommand } from './services.ts';

/** Fetches an article's page, puts it among the seeds and serves it. */
export const add = defineCommand({
  name: 'add',
  description: 'Fetch an article from its web address and index it',
  options: z.object({
    url: z.string().min(1).meta({ description: 'web address of the article', positional: true }),
  }),
  moderatorsOnly: true,
  async run({ url }, { services, onProgress }) {
    const { report, reindex } = await services.add([{ kind: 'url', address: url.trim() }], onProgress);
    return { blocks: addBlocks(report, reindex), json: { ...report, reindex } };
  },
});
