// Pure.
import type { Refusal } from '../answer/answer.ts';
import type { SmallTalk } from '../answer/small-talk.ts';
import type { Block } from './reply.ts';

/** Said to what no news answers: kindly, and what to do instead. */
const SMALL_TALK: Readonly<Record<SmallTalk, string>> = {
  greeting: 'Hello! Ask me about the news, and I will quote the articles that answer.',
  farewell: 'Goodbye! The articles will be here when you next have a question.',
  thanks: 'You are welcome. Ask on whenever you like.',
  'about-the-bot':
    'I am Dateline: I answer questions about the news by quoting articles, word for word, and /help shows what else I can do.',
  opinion: 'I have no opinions; I only quote. Ask what the articles say about it.',
  instruction:
    'I write nothing of my own: no poems, no translations, no code. Ask about the news, and I will quote the articles that answer.',
  override: 'I quote articles and do nothing else, whoever asks. What would you like to know from the news?',
  arithmetic: 'I do not calculate; I only quote. Ask about a figure in the news.',
};

/**
 * What is said in place of an answer, with the nearest passages, which are marked as no answer.
 * @param nearest the blocks of those passages
 */
export function refusalBlocks(refusal: Refusal | undefined, nearest: readonly Block[]): readonly Block[] {
  if (refusal?.reason === 'small-talk') return [{ kind: 'paragraph', text: SMALL_TALK[refusal.talk] }];
  return [
    { kind: 'heading', text: 'These articles do not answer that.' },
    ...missing(refusal),
    ...(nearest.length === 0
      ? []
      : [{ kind: 'paragraph', text: 'The nearest passages, which are not an answer:' } as const, ...nearest]),
  ];
}

function missing(refusal: Refusal | undefined): readonly Block[] {
  if (refusal?.reason !== 'not-mentioned') return [];
  const names = listOf(refusal.names.map((name) => `“${name}”`));
  const where = refusal.in === 'all' ? 'No article here' : 'None of the nearest articles';
  return [{ kind: 'paragraph', text: `${where} mentions ${names}.` }];
}

/** `a`, `a or b`, `a, b or c`. */
function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
