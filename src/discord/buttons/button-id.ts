// Pure: what stands in the custom_id of a button or menu. It is kept by Discord for as long as the message, so it
// must be understood by every later version; and anybody may send any text in its place.
import { CUSTOM_ID_LIMIT } from '../limits.ts';

/** What a button or menu does, and on what. */
export type ButtonId =
  | QuestionButton<'more'>
  | QuestionButton<'context'>
  | QuestionButton<'share'>
  | QuestionButton<'why'>
  | { readonly action: 'vote'; readonly question: string; readonly vote: 'good' | 'bad' }
  /** `article` is an `articleRef`. */
  | { readonly action: 'summary'; readonly article: string }
  | { readonly action: 'share-summary'; readonly article: string; readonly sentences: number }
  | { readonly action: 'sources'; readonly page: number; readonly query: string }
  | { readonly action: 'public-channels' }
  | { readonly action: 'moderator-roles' };

/** Works on quotes of a kept question, from the one numbered `from` on. */
interface QuestionButton<Action> {
  readonly action: Action;
  readonly question: string;
  readonly from: number;
}

type Action = ButtonId['action'];

/** Raised where the meaning of an id changes; older ids are told apart by it. */
const VERSION = '1';

/** How an action is written: its letter is never given to another one. */
const LETTERS: Readonly<Record<Action, string>> = {
  more: 'm',
  context: 'c',
  share: 's',
  why: 'y',
  vote: 'v',
  summary: 'u',
  'share-summary': 'h',
  sources: 'l',
  'public-channels': 'p',
  'moderator-roles': 'r',
};
const ACTIONS = new Map(Object.entries(LETTERS).map(([action, letter]) => [letter, action as Action]));

const QUESTION = /^[\w-]{1,32}$/;
const COUNT = /^\d{1,6}$/;

/** Writes an id; `null` where it does not fit into 100 characters: then there is no such button. */
export function formatButtonId(id: ButtonId): string | null {
  const text = [VERSION, LETTERS[id.action], ...partsOf(id)].join(':');
  return text.length <= CUSTOM_ID_LIMIT && isWellFormed(text) ? text : null;
}

/** Reads an id; `null` for one that no version of ours has written. */
export function parseButtonId(text: string): ButtonId | null {
  const [version, letter = '', ...parts] = text.split(':');
  const action = ACTIONS.get(letter);
  if (version !== VERSION || action === undefined || text.length > CUSTOM_ID_LIMIT) return null;
  const [first = '', ...rest] = parts;
  const second = rest.join(':');
  switch (action) {
    case 'more':
    case 'context':
    case 'share':
    case 'why':
      return QUESTION.test(first) && COUNT.test(second)
        ? { action, question: first, from: Number(second) }
        : null;
    case 'vote':
      return QUESTION.test(first) && (second === 'good' || second === 'bad')
        ? { action, question: first, vote: second }
        : null;
    case 'summary': {
      const article = parts.join(':');
      return article === '' ? null : { action, article };
    }
    case 'share-summary':
      return COUNT.test(first) && second !== ''
        ? { action, sentences: Number(first), article: second }
        : null;
    case 'sources':
      return COUNT.test(first) ? { action, page: Number(first), query: second } : null;
    case 'public-channels':
    case 'moderator-roles':
      return parts.length === 0 ? { action } : null;
  }
}

function partsOf(id: ButtonId): readonly (string | number)[] {
  switch (id.action) {
    case 'more':
    case 'context':
    case 'share':
    case 'why':
      return [id.question, id.from];
    case 'vote':
      return [id.question, id.vote];
    case 'summary':
      return [id.article];
    case 'share-summary':
      return [id.sentences, id.article];
    case 'sources':
      return [id.page, id.query];
    case 'public-channels':
    case 'moderator-roles':
      return [];
  }
}

/** Discord keeps no lone surrogates and no control characters as they are. */
function isWellFormed(text: string): boolean {
  return text.isWellFormed() && !/\p{Cc}/u.test(text);
}
