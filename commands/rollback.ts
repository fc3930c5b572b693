import { z } from 'zod';
import { freshness } from '../src/chat/freshness.ts';
import { defineCommand } from './services.ts';

/** Serves the former generation again; a second time goes back to the newer one. */
export const rollback = defineCommand({
  name: 'rollback',
  description: 'Serve the former generation of the index again',
  options: z.object({}),
  moderatorsOnly: true,
  async run(_options, { services }) {
    const info = await services.rollback();
    return {
      blocks: [{ kind: 'heading', text: `Generation ${info.generation} is served again.` }, freshness(info)],
      json: {
        generation: info.generation,
        indexedAt: info.indexedAt,
        articles: info.articles,
        passages: info.passages,
      },
    };
  },
});
