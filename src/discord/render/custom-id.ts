// Pure.
import { CUSTOM_ID_LIMIT } from '../limits.ts';

/** Raised when the form changes, so that an older message's button is told from a broken one. */
const VERSION = 'd1';
const ACTION = /^[a-z][a-z-]{0,19}$/u;
const INDEX = /^(?:0|[1-9]\d{0,3})$/u;

/**
 * What a button does: `more`, `context`, `summary`, `share`, `up`, `down`, and what else the front knows; lower-case
 * letters and hyphens, 1-20.
 */
export type ButtonAction = string;

/** What a button is about: a stored question and one of its quotes (0…9999) or none, or an article by its id. */
export type ButtonTarget =
  | { readonly question: string; readonly quote: number | null }
  | { readonly article: string };

/** A button that works after a restart: all that is needed stands in its custom_id. */
export interface ButtonPress {
  readonly action: ButtonAction;
  readonly target: ButtonTarget;
}

/**
 * The custom_id of a button, 1-100 characters, as `d1:context:q:42:0` or `d1:summary:a:ID`. Never throws.
 * @returns `null` where it would not fit, as with a long article id: then refer to the article by a stored
 * question; or where no `parseCustomId` could give it back
 */
export function encodeCustomId({ action, target }: ButtonPress): string | null {
  const id = [
    VERSION,
    action,
    ...('article' in target ? ['a', encoded(target.article)] : questionParts(target)),
  ].join(':');
  return parse(id) === null || id.length > CUSTOM_ID_LIMIT ? null : id;
}

/** What a custom_id says; `null` for one of another version or not of ours. Never throws. */
export function parseCustomId(id: string): ButtonPress | null {
  const press = parse(id);
  // One id for one press: what would be written in another way was not written here.
  return press !== null && encodeCustomId(press) === id ? press : null;
}

function questionParts({ question, quote }: { readonly question: string; readonly quote: number | null }) {
  return ['q', encoded(question), quote === null ? '' : String(quote)];
}

function parse(id: string): ButtonPress | null {
  const [version, action = '', kind, value, index, ...rest] = id.split(':');
  if (version !== VERSION || !ACTION.test(action) || rest.length > 0) return null;
  const name = decoded(value);
  if (name === null) return null;
  if (kind === 'a' && index === undefined) return { action, target: { article: name } };
  if (kind !== 'q' || index === undefined || (index !== '' && !INDEX.test(index))) return null;
  return { action, target: { question: name, quote: index === '' ? null : Number(index) } };
}

/** Empty, and so refused by `parse`, where a name is none or cannot be sent. */
function encoded(name: string): string {
  return name.isWellFormed() ? encodeURIComponent(name) : '';
}

function decoded(value: string | undefined): string | null {
  try {
    return value === undefined || value === '' ? null : decodeURIComponent(value);
  } catch {
    return null;
  }
}
