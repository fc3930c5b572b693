import fc from 'fast-check';

/** What makes something of a text on Discord, whole and in pieces, and what breaks renderers elsewhere. */
const HOSTILE = [
  ...[
    '*',
    '**',
    '***',
    '_',
    '__',
    '~~',
    '|',
    '||',
    '`',
    '``',
    '```',
    '```js\n',
    '\\',
    '\\\\',
    '<',
    '>',
    '[',
    ']',
  ],
  ...[
    '(',
    ')',
    '#',
    '# ',
    '### ',
    '-# ',
    '- ',
    '+ ',
    '1. ',
    '2) ',
    '> ',
    '>>> ',
    '@',
    ':',
    '/',
    '.',
    '!',
    '-',
    ' - ',
  ],
  ...[
    '@everyone',
    '@here',
    '@silent ',
    '<@80351110224678912>',
    '<@!80351110224678912>',
    '<@&165511591545143296>',
  ],
  ...[
    '<#103735883630395392>',
    '</ask:816437322781949972>',
    '</a b c:816437322781949972>',
    '<:e:216154654256398347>',
  ],
  ...[
    '<a:e:216154654256398347>',
    ':smile:',
    ':+1::skin-tone-2:',
    '<t:1618953630>',
    '<t:-1:R>',
    '<t:1618953630:D>',
  ],
  ...[
    '<id:customize>',
    '<id:linked-roles:165511591545143296>',
    '<sound:0:816437322781949972>',
    '<@time:now>',
  ],
  ...['https://example.org/a_b*c', 'http://x.y', 'steam://run/1', '<https://example.org>', 'discord.gg/abc'],
  ...[
    'https://discord.com/invite/abc',
    '[a](https://example.org)',
    '[a](<https://example.org> "t")',
    '¯\\_(ツ)_/¯',
  ],
  ...[
    '<me@example.org>',
    '<+15551234567>',
    'me@example.org',
    '\u202e',
    '\u202b',
    '\u202c',
    '\u2066',
    '\u2067',
    '\u2068',
  ],
  ...[
    '\u2069',
    '\u200f',
    '\u061c',
    '\u200b',
    '\u200d',
    '\ufeff',
    '\u00ad',
    '\ud800',
    '\udc00',
    '\u0000',
    '\u001b[31m',
  ],
  ...['\u0085', '\u2028', '\u2029', '\n', '\n\n', '\r', '\r\n', '\t', '  \n', ' ', '  ', '\u00a0', '\u3000'],
] as const;
const PLAIN = [
  'a',
  'Word',
  'x y',
  '7',
  '2026',
  'é',
  'ß',
  '選挙',
  'مرحبا',
  'שלום',
  '👩‍🚀',
  '🇸🇴',
  '1️⃣',
  'e\u0301',
  '“',
  '—',
  '…',
];

/** A text that tries to be more than text. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...HOSTILE, ...HOSTILE, ...PLAIN), { minLength: 1, maxLength: 14 })
  .map((parts) => parts.join(''));

/** The same, or any characters, or very long words. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 40, arbitrary: hostileText },
  { weight: 10, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 10, arbitrary: fc.lorem({ maxCount: 6, mode: 'sentences' }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        hostileText,
        fc.constantFrom('a', '*', '\\', '👩‍🚀', 'e\u0301', '选', '\u202e', '@everyone', 'a. ', 'ab '),
      )
      .map(([start, unit]) => start + unit.repeat(Math.ceil(10_000 / unit.length))),
  },
);
