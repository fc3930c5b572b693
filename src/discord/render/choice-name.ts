// Pure.
import { CHOICE_NAME_LIMIT } from '../limits.ts';
import { cutText } from './cut-text.ts';
import { isUnseen } from './is-unseen.ts';
import { NO_TITLE } from './look.ts';
import { plainLine } from './sendable-text.ts';

/**
 * A title as the name of an autocomplete choice: on one line, at most 100 characters, cut at a word border with
 * an ellipsis. Not escaped: choices know no markdown.
 */
export function choiceName(title: string): string {
  return isUnseen(title) ? NO_TITLE : cutText(title.trim(), { limit: CHOICE_NAME_LIMIT, draw: plainLine });
}
