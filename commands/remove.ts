import { z } from 'zod';
import { freshness } from '../src/chat/freshness.ts';
import type { Block } from '../src/chat/reply.ts';
import { defineCommand } from './services.ts';

/** Withdraws an article: from the next generation on, which is built at once, it is quoted no more. */
export const remove = defineCommand({
  name: 'remove',
  description: 'Withdraw an article: it is quoted no more',
  options: z.object({
    article: z.string().min(1).meta({
      description: 'the article: its id, its title or the start of one',
      positional: true,
      completes: 'articles',
    }),
  }),
  moderatorsOnly: true,
  async run({ article }, { services, onProgress }) {
    const { removed, copies, reindex } = await services.remove(article, onProgress);
    const { info } = await services.snapshot(onProgress);
    const left = copies.map(({ title, id }) => `“${title}” (${id})`).join(', ');
    const blocks: Block[] = [
      { kind: 'heading', text: `“${removed.title}” is withdrawn and quoted no more.` },
      {
        kind: 'paragraph',
        text: `It stands in withdrawn.yaml now; its file ${removed.file} is as it was. To bring it back, take it out of withdrawn.yaml and reindex.`,
      },
    ];
    if (left !== '') {
      blocks.push({
        kind: 'paragraph',
        text: `Others that tell the same story are still quoted: ${left}. Remove them, too, if they are to go.`,
      });
    }
    return {
      blocks: [...blocks, freshness(info)],
      json: {
        removed: { id: removed.id, title: removed.title, file: removed.file },
        copies: copies.map(({ id, title }) => ({ id, title })),
        reindex,
      },
    };
  },
});
