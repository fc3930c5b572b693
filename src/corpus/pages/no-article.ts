// Pure. How pages look that hold no article: in news sites' own words.
import type { Block } from '../seeds/draft.ts';

/** With less text than this a page tells no story. */
const MIN_CHARACTERS = 120;
/** A notice in an article's place is short: a long text may well be about cookies or subscriptions. */
const MAX_NOTICE_CHARACTERS = 900;
/** With so much text in links, and so many times the rest, a page lists articles. */
const LIST_CHARACTERS = 300;
const LIST_SHARE = 2;

const CONSENT =
  /\b(?:we (?:and our (?:\d+ )?partners )?(?:use|store)\b.{0,60}\bcookies|(?:accept|manage|reject) (?:all )?cookies|cookie (?:policy|settings|preferences)|your (?:consent|privacy choices)|legitimate interests?)/i;
const LOCKED =
  /\b(?:subscribe (?:now )?(?:to (?:continue|read|keep)|for (?:full|unlimited))|(?:sign|log) ?in to (?:continue|read)|already a subscriber|subscribers? only|for subscribers|(?:remaining|free) articles? (?:left|remaining|this month)|become a (?:subscriber|member) to|to (?:continue|keep) reading|unlock this (?:article|story))/i;
const CHECK =
  /\b(?:enable javascript|javascript (?:is|has been) disabled|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|checking your browser|unusual (?:traffic|activity)|access (?:to this page has been )?denied|just a moment)\b/i;
const MISSING =
  /\b(?:page (?:you (?:requested|are looking for)|was|could|cannot)\b.{0,40}\b(?:found|exist|removed|moved)|page not found|404 (?:error|not found)|no longer available)/i;

/** A prompt of a few words that stands among an article's paragraphs. */
export function isPrompt(text: string): boolean {
  return text.length <= 200 && LOCKED.test(text);
}

/**
 * Why a page holds no article, as the end of “…”; `null` where it holds one.
 * @param facts.linked characters of the whole page's text that stand in links
 */
export function whyNoArticle(
  blocks: readonly Block[],
  title: string,
  facts: { readonly isLocked: boolean; readonly linked: number },
): string | null {
  const paragraphs = blocks.filter(({ kind }) => kind === 'paragraph').map(({ text }) => text);
  const told = paragraphs.filter((text) => !isPrompt(text));
  const characters = told.reduce((sum, text) => sum + text.length, 0);
  const isNotice = characters <= MAX_NOTICE_CHARACTERS;
  const all = `${title}\n${blocks.map(({ text }) => text).join('\n')}`;
  if (isNotice && CHECK.test(all)) return 'the page asks for a check that only a browser passes';
  if (isNotice && MISSING.test(all)) return 'the page says that the article was not found';
  if (isNotice && CONSENT.test(all)) return 'the page shows a notice about cookies in place of an article';
  const isLocked = facts.isLocked || told.length < paragraphs.length;
  if (isNotice && isLocked) return 'the page shows only the beginning; the article is for subscribers';
  if (facts.linked > LIST_CHARACTERS && facts.linked > characters * LIST_SHARE && isNotice)
    return 'the page is a list of links to articles, not an article';
  if (characters < MIN_CHARACTERS)
    return `no article can be found in the page (${characters} characters of text)`;
  return null;
}
