// A parser of Discord's markdown, written for the tests from Discord's documentation and from how its client
// behaves: a scanner that asks its rules in order at each place, as the simple-markdown library does, on which
// Discord's client is built. Where the client needs a lookup (is there such an emoji, such a user), this parser
// takes the construct for one: it errs towards seeing too much.

/** A piece of parsed markdown; only `text` has a content of its own. */
export interface MarkdownNode {
  readonly type: string;
  readonly text?: string;
  readonly children?: readonly MarkdownNode[];
}

interface State {
  /** What the rule before matched, or `null` at the start. */
  before: string | null;
  readonly inQuote: boolean;
}

interface Rule {
  readonly type: string;
  /** Characters that it can begin with; any, where left out. */
  readonly first?: string;
  readonly match: (source: string, state: State) => readonly (string | undefined)[] | null;
  /** The source of the children; without it, the node has none. */
  readonly inner?: (capture: readonly (string | undefined)[]) => string;
  /** Rules of one group are compared: the longest match wins, `em` before `strong` before `underline`. */
  readonly quality?: number;
}

const at = (pattern: RegExp) => (source: string) => pattern.exec(source);
const atLineStart = (pattern: RegExp) => (source: string, state: State) =>
  state.before === null || state.before === '' || state.before.endsWith('\n') ? pattern.exec(source) : null;

const QUOTE = /^( *>>> +([\s\S]*))|^( *>(?!>>) +[^\n]*(\n *>(?!>>) +[^\n]*)*\n?)/;
const LIST = /^( *)((?:[*-]|\d+\.)) +[\s\S]+?(?:\n(?! )(?!\1(?:[*-]|\d+\.) )\n*|\s*$)/;

/** In the order in which they are asked. */
const RULES: readonly Rule[] = [
  {
    type: 'heading',
    first: ' #',
    match: atLineStart(/^ *(#{1,3})\s+((?!#+)[^\n]+?)#*\s*(?:\n|$)/),
    inner: (c) => c[2] ?? '',
  },
  {
    type: 'subtext',
    first: ' -',
    match: atLineStart(/^ *-# +((?!-#)[^\n]+)(?:\n|$)/),
    inner: (c) => c[1] ?? '',
  },
  { type: 'codeBlock', first: '`', match: at(/^```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][\s\S]*?)\n*```/i) },
  {
    type: 'quote',
    first: ' >',
    match: (source, state) =>
      state.inQuote || (state.before !== null && !/^$|\n *$/.test(state.before)) ? null : QUOTE.exec(source),
    inner: ([all = '']) => all.replace(/^ *>>> ?/.test(all) ? /^ *>>> ?/ : /^ *> ?/gm, ''),
  },
  {
    type: 'list',
    match: (source, state) => (/(?:^|\n) *$/.test(state.before ?? '') ? LIST.exec(source) : null),
    inner: ([all = '']) => all.replace(/^ *(?:[*-]|\d+\.) +/gm, ''),
  },
  { type: 'escape', first: '\\', match: at(/^\\([^0-9A-Za-z\s])/) },
  { type: 'link', first: '<', match: at(/^<([^: >]+:\/[^ >]+)>/) },
  { type: 'link', first: '<', match: at(/^<([^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>/) },
  { type: 'link', first: '<', match: at(/^<((?:(?:tel|sms):\+?|\+)[0-9()][- ./0-9()]*)>/) },
  { type: 'link', first: 'hsdHSD', match: at(/^(?:https?|steam|discord):\/\/[^\s<]+[^<.,:;"'\]\s]/i) },
  {
    type: 'invite',
    first: 'dD',
    match: at(/^discord(?:app)?\.(?:gg|com\/(?:invite|template|gifts?))\/[\w-]+/i),
  },
  {
    type: 'link',
    first: '[',
    match: at(
      /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"]([\s\S]*?)['"])?\s*\)/,
    ),
    inner: (c) => c[1] ?? '',
  },
  {
    type: 'em',
    first: '_*',
    match: at(
      /^\b_((?:__|\\[\s\S]|[^\\_])+?)_\b|^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/,
    ),
    inner: (c) => c[1] ?? c[2] ?? '',
    quality: 0.2,
  },
  {
    type: 'strong',
    first: '*',
    match: at(/^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/),
    inner: (c) => c[1] ?? '',
    quality: 0.1,
  },
  {
    type: 'underline',
    first: '_',
    match: at(/^__((?:\\[\s\S]|[^\\])+?)__(?!_)/),
    inner: (c) => c[1] ?? '',
    quality: 0,
  },
  { type: 'strike', first: '~', match: at(/^~~([\s\S]+?)~~(?!_)/), inner: (c) => c[1] ?? '' },
  { type: 'code', first: '`', match: at(/^(`+)([\s\S]*?[^`])\1(?!`)/) },
  { type: 'timestamp', first: '<', match: at(/^<t:-?\d{1,17}(?::[tTdDfFsSR])?>/) },
  { type: 'command', first: '<', match: at(/^<\/[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai} ]{1,98}:\d+>/u) },
  { type: 'emoji', first: '<', match: at(/^<a?:\w+:\d+>/) },
  { type: 'emoji', first: ':', match: at(/^:[^\s:]+?(?:::skin-tone-\d)?:/) },
  { type: 'mention', first: '<@', match: at(/^<(?:@[!&$]?|#)\d+>|^@(?:everyone|here)/) },
  { type: 'mention', first: '<', match: at(/^<@time:[^>]*>/) },
  {
    type: 'silent',
    first: '@',
    match: (source, state) =>
      state.before === null || state.before === '' ? /^@silent(?!\S)/.exec(source) : null,
  },
  { type: 'sound', first: '<', match: at(/^<sound:\d+:\d+>/) },
  { type: 'spoiler', first: '|', match: at(/^\|\|([\s\S]+?)\|\|/), inner: (c) => c[1] ?? '' },
  {
    type: 'navigation',
    first: '<',
    match: at(/^<id:[a-z-]+(?::\d+)?>|^<\d{17,20}:(?:customize|browse|guide|linked-roles)(?::\d+)?>/),
  },
  { type: 'shrug', first: '¯', match: at(/^¯\\_\(ツ\)_\/¯/) },
  {
    type: 'text',
    match: at(/^[\s\S]+?(?=[^0-9A-Za-z\s\u00c0-\uffff]|\n\n| {2,}\n|\w+:\S|discord(?:app)?\.|$)/),
  },
];

/** What Discord would make of a message's content or an embed's description. */
export function parseDiscord(source: string): readonly MarkdownNode[] {
  return parse(source.replace(/\r\n?/g, '\n').replace(/\f/g, ''), { before: null, inQuote: false });
}

/** The text that a reader sees, styles aside. */
export function seenText(nodes: readonly MarkdownNode[]): string {
  return nodes.map(({ text, children }) => text ?? seenText(children ?? [])).join('');
}

/** The types of all nodes but plain text, at every depth. */
export function constructs(nodes: readonly MarkdownNode[]): readonly string[] {
  return nodes.flatMap(({ type, children }) => [
    ...(type === 'text' ? [] : [type]),
    ...constructs(children ?? []),
  ]);
}

function parse(source: string, state: State): readonly MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  let rest = source;
  while (rest !== '') {
    const { rule, capture } = firstMatch(rest, state);
    const [all = ''] = capture;
    if (all === '') throw new Error(`a rule matched nothing: ${rule.type}`);
    if (rule.type === 'text' || rule.type === 'shrug') nodes.push({ type: 'text', text: all });
    else if (rule.type === 'escape') nodes.push({ type: 'text', text: capture[1] ?? '' });
    else if (rule.inner === undefined) nodes.push({ type: rule.type, text: all });
    else {
      // The rule before stays in sight of the first rule within, as in simple-markdown.
      const inner = { before: state.before, inQuote: state.inQuote || rule.type === 'quote' };
      nodes.push({ type: rule.type, children: parse(rule.inner(capture), inner) });
    }
    state.before = all;
    rest = rest.slice(all.length);
  }
  return nodes;
}

function firstMatch(source: string, state: State) {
  let best: { rule: Rule; capture: readonly (string | undefined)[]; worth: number } | null = null;
  for (const rule of RULES) {
    if (best !== null && rule.quality === undefined) break;
    if (rule.first?.includes(source.charAt(0)) === false) continue;
    const capture = rule.match(source, state);
    if (capture === null) continue;
    if (rule.quality === undefined) return { rule, capture };
    const worth = (capture[0] ?? '').length + rule.quality;
    if (best === null || worth > best.worth) best = { rule, capture, worth };
  }
  if (best === null) throw new Error('the text rule always matches');
  return best;
}
