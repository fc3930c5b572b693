import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';

/** Files of a folder of golden cases whose name fits. */
export function samplesOf(folder: string, name: RegExp): readonly string[] {
  const root = fileURLToPath(new URL(`../${folder}`, import.meta.url));
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .map((file) => readFileSync(join(root, file), 'latin1'));
}

const HOSTILE = [
  '\0',
  '\ufeff',
  '\u2028',
  '\u202e',
  '\ud800',
  '\u0301',
  '\r',
  '\r\n\r\n',
  '\ue000',
  '\uffff',
  '\u{1f600}',
  ' ',
  '\n\n',
  '\t',
  'İ',
  'ß',
];

/** Any text: tokens of a language, hostile characters and plain words, in any order. */
export function soup(tokens: readonly string[]): fc.Arbitrary<string> {
  const part = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...tokens) },
    { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'The mayor said so. ',
        'U.S. troops left on 3 Nov. 2025. ',
        'word ',
        '1,234.5',
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  );
  const repeated = fc
    .tuple(part, fc.constantFrom(1, 1, 1, 1, 2, 30))
    .map(([text, times]) => text.repeat(times));
  return fc.array(repeated, { maxLength: 30 }).map((parts) => parts.join(''));
}

/** A well-formed sample with a few cuts, copies and insertions. */
export function mutated(samples: readonly string[], tokens: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.record({
    kind: fc.constantFrom('cut', 'copy', 'insert', 'end'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(60),
    text: fc.oneof(fc.constantFrom(...tokens, ...HOSTILE), fc.string({ unit: 'binary', maxLength: 8 })),
  });
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(edit, { minLength: 1, maxLength: 6 }))
    .map(([sample, edits]) =>
      edits.reduce((text, { kind, at, length, text: inserted }) => {
        const start = Math.floor(at * text.length);
        const piece = text.slice(start, start + length);
        if (kind === 'cut') return text.slice(0, start) + text.slice(start + length);
        if (kind === 'copy') return text.slice(0, start) + piece + text.slice(start);
        return kind === 'insert' ? text.slice(0, start) + inserted + text.slice(start) : text.slice(0, start);
      }, sample),
    );
}

/** A text's bytes in any encoding, seldom cut through a character. */
export function asBytes(text: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(text, fc.constantFrom('utf8', 'utf8', 'utf8', 'latin1', 'utf16le'))
    .map(([content, encoding]) =>
      Buffer.from(encoding === 'utf16le' ? `\ufeff${content}` : content, encoding as BufferEncoding),
    );
}
