// Pure.
import { EMBED_TITLE_LIMIT } from '../limits.ts';
import { cutText } from './cut-text.ts';
import { escapeLine } from './escape-text.ts';
import { isUnseen } from './is-unseen.ts';
import { NO_TITLE } from './look.ts';

/** An embed's title: escaped, cut at a word border, never without anything to see. */
export function embedTitle(text: string): string {
  return shortLine(text, EMBED_TITLE_LIMIT) || NO_TITLE;
}

/** A name or title inside a line: escaped and cut at a word border; empty where there is nothing to see. */
export function shortLine(text: string, limit: number): string {
  return isUnseen(text) ? '' : cutText(text, { limit, draw: escapeLine });
}
