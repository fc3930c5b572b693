/** What of a source text must be seen: all of it, in `\n` lines, with U+FFFD for what cannot be sent. */
export function expectedText(source: string): string {
  let expected = '';
  for (const character of source.replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/gu, '\n')) {
    const code = character.codePointAt(0) ?? 0;
    const isControl =
      (code < 0x20 && character !== '\n' && character !== '\t') || (code >= 0x7f && code < 0xa0);
    expected += isControl || (code >= 0xd800 && code < 0xe000) ? '\ufffd' : character;
  }
  return expected;
}

/**
 * What is seen without the bidirectional controls that were put around its lines: isolates before, ends after.
 * @returns `null` where a line is not the expected one between such controls
 */
export function withoutGuards(seen: string, expected: string): string | null {
  const lines = expected.split('\n');
  const seenLines = seen.split('\n');
  if (lines.length !== seenLines.length) return null;
  const bare = seenLines.every((line, index) => {
    const wanted = lines[index] ?? '';
    for (let start = 0; start <= line.length - wanted.length; start++) {
      if (line.startsWith(wanted, start) && /^[\u202c\u2069]*$/u.test(line.slice(start + wanted.length)))
        return true;
      if (line.charAt(start) !== '\u2068') return false;
    }
    return false;
  });
  return bare ? expected : null;
}
