// Pure.
import { decodeMarkup } from '../pages/decode-markup.ts';
import { refusal } from './draft.ts';

/**
 * Text of a seed file: UTF-8, or UTF-16 where a byte order mark says so; of a saved page, in the encoding that
 * it names.
 * @throws ExpectedError `seed-refused` for an empty, binary or otherwise encoded file.
 */
export function decodeSeed(bytes: Uint8Array, file: string): string {
  const text = /\.html?$/i.test(file) ? decodeMarkup(bytes, null) : decode(bytes);
  if (text.trim() === '') throw refusal('it is empty');
  if (text.includes('\0')) throw refusal('it is not a text file');
  return text;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (cause) {
    // Only a binary file has a zero byte; other encodings of text have none.
    if (bytes.includes(0)) throw refusal('it is not a text file', cause);
    throw refusal('it is not in UTF-8; save it as UTF-8 and run reindex again', cause);
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
