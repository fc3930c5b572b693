// Pure: the one place where text is escaped for Discord.
import { bidiGuards, isolated } from './bidi.ts';
import { linesOf, plainLine } from './sendable-text.ts';

/**
 * The characters with which constructs of Discord's begin, wherever they stand: `\` escapes; `*` `_` `~` `|` and
 * backticks styles, spoilers, code; `<` mentions, times, custom emoji, commands, navigation, addresses; `>` quotes;
 * `[` masked links; `#` headings; `@` everyone, here, silent; `:` an emoji by its name where another colon
 * follows in the same word, and the `://` of an address; `/` the code of an invite.
 */
const ANYWHERE = /[\\*_~|`<>[#@]|:(?=[^\s:]*(?::|$)|\/\/)|(?<=discord(?:app)?\.\w{2,3})\//giu;
/**
 * A bullet of a list or of small text, alone between white space. Not only where a line begins, for Discord also
 * takes one for a list's where nothing but spaces stands between it and something escaped or styled.
 */
const BULLET = /(?<=^|\s)[-+](?=\s|$)/gu;
/** The number of a list, where a line begins. */
const NUMBER = /^(\s*\d+)([.)])(?=\s|$)/u;

/**
 * Markdown that Discord shows as exactly this text, and that mentions, links, styles and times nothing.
 *
 * A backslash is enough for all of it: Discord's parser tries its escape rule (a backslash before anything but a
 * letter, a digit or white space) before every other one that these characters could begin, and hides the
 * backslash. It does so in messages and in an embed's title, description and fields. It does not in the label
 * of a masked link, so no text from outside may stand in one; and an embed's author and footer know no
 * markdown: they take `plainLine`. That nobody is pinged is the work of `allowed_mentions` on every message, for
 * the server looks for mentions without minding backslashes.
 *
 * Addresses are text, not links: an address in a quotation is the article's, not the bot's advice.
 *
 * Three things are not as in the source: a line break of any kind becomes `\n`; what cannot be sent becomes
 * U+FFFD (`linesOf`); and bidirectional controls that a line leaves open are closed at its end, so that they
 * reorder nothing else (`bidiGuards`).
 */
export function escapeText(text: string): string {
  return linesOf(text)
    .map((line) => {
      const { before, after } = bidiGuards(line.text);
      return before + escapeFragment(line.text) + after;
    })
    .join('\n');
}

/** The same on one line, to stand beside other text: line breaks become spaces, foreign directions are isolated. */
export function escapeLine(text: string): string {
  return escapeFragment(isolated(plainLine(text)));
}

/** Escapes one line from `linesOf`, or a part of one. */
export function escapeFragment(text: string): string {
  return text.replace(ANYWHERE, '\\$&').replace(BULLET, '\\$&').replace(NUMBER, '$1\\$2');
}
