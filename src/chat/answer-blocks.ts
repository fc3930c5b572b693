// Pure.
import type { Answer } from '../answer/answer.ts';
import type { Block } from './reply.ts';

/** An answer as people read it: its quotes, or that there is none, with the nearest passages named as such. */
export function answerBlocks({ kind, quotes }: Pick<Answer, 'kind' | 'quotes'>): readonly Block[] {
  if (kind === 'answer') return quotes.map((quote) => ({ kind: 'quote', quote, standing: 'answer' }));
  const nothing: Block = { kind: 'heading', text: 'These articles do not answer that.' };
  if (quotes.length === 0) return [nothing];
  return [
    nothing,
    { kind: 'paragraph', text: 'The nearest passages, which are not an answer:' },
    ...quotes.map((quote): Block => ({ kind: 'quote', quote, standing: 'nearest' })),
  ];
}
