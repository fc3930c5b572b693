import { describe, expect, it } from 'vitest';
import { constructs, parseDiscord, seenText } from './discord-markdown.ts';

// The parser is what other tests judge by: each construct of Discord's documentation is one for it.
describe('the test parser of Discord markdown', () => {
  it.each([
    ['*slanted*', 'em', 'slanted'],
    ['_slanted_', 'em', 'slanted'],
    ['**bold**', 'strong', 'bold'],
    ['__under__', 'underline', 'under'],
    ['~~struck~~', 'strike', 'struck'],
    ['||hidden||', 'spoiler', 'hidden'],
    ['`code`', 'code', '`code`'],
    ['```js\ncode\n```', 'codeBlock', '```js\ncode\n```'],
    ['# head', 'heading', 'head'],
    ['-# small', 'subtext', 'small'],
    ['- item', 'list', 'item'],
    ['* item', 'list', 'item'],
    ['12. item', 'list', 'item'],
    ['> said', 'quote', 'said'],
    ['>>> said\nmore', 'quote', 'said\nmore'],
    ['[label](https://example.org)', 'link', 'label'],
    ['https://example.org/a', 'link', 'https://example.org/a'],
    ['<https://example.org/a>', 'link', '<https://example.org/a>'],
    ['<someone@example.org>', 'link', '<someone@example.org>'],
    ['<+15551234567>', 'link', '<+15551234567>'],
    ['discord.gg/abc', 'invite', 'discord.gg/abc'],
    ['<@80351110224678912>', 'mention', '<@80351110224678912>'],
    ['<@!80351110224678912>', 'mention', '<@!80351110224678912>'],
    ['<@&165511591545143296>', 'mention', '<@&165511591545143296>'],
    ['<#103735883630395392>', 'mention', '<#103735883630395392>'],
    ['@everyone', 'mention', '@everyone'],
    ['@here', 'mention', '@here'],
    ['@silent', 'silent', '@silent'],
    ['</airhorn:816437322781949972>', 'command', '</airhorn:816437322781949972>'],
    ['<:mmLol:216154654256398347>', 'emoji', '<:mmLol:216154654256398347>'],
    ['<a:b1nzy:392938283556143104>', 'emoji', '<a:b1nzy:392938283556143104>'],
    [':smile:', 'emoji', ':smile:'],
    ['<t:1618953630:d>', 'timestamp', '<t:1618953630:d>'],
    ['<id:customize>', 'navigation', '<id:customize>'],
    ['<sound:0:1234>', 'sound', '<sound:0:1234>'],
  ])('sees in %j: %s', (source, type, text) => {
    const nodes = parseDiscord(source);
    expect(constructs(nodes)).toEqual([type]);
    expect(seenText(nodes)).toBe(text);
  });

  it('takes a backslash before punctuation away, and only there', () => {
    const nodes = parseDiscord('\\*a\\* \\b \\\\ \\é');
    expect(constructs(nodes)).toEqual([]);
    expect(seenText(nodes)).toBe('*a* \\b \\ é');
  });

  it('takes a bullet for one behind an escape and a space', () => {
    expect(constructs(parseDiscord('\\* - item'))).toEqual(['list']);
  });
});
