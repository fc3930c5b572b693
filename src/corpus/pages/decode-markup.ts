// Pure.

/** So far from a page's beginning its own word on its encoding is looked for. */
const DECLARATION_BYTES = 4_096;
const DECLARED = [
  /^\s*<\?xml[^>]*\sencoding=["']([\w.:-]+)["']/i,
  /<meta[^>]*\scharset\s*=\s*["']?\s*([\w.:-]+)/i,
  /<meta[^>]*\scontent\s*=\s*["'][^"'>]*charset\s*=\s*([\w.:-]+)/i,
];

/**
 * Text of a page or feed. Its encoding is what a byte order mark says, then the server, then the page itself;
 * where nobody says, or what was said cannot be right, UTF-8, and at last Windows-1252, in which every byte is
 * a character.
 * @param contentType value of the HTTP header, `null` for a file
 */
export function decodeMarkup(bytes: Uint8Array, contentType: string | null): string {
  const head = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString('latin1');
  const said = /;\s*charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1];
  const declared = DECLARED.map((pattern) => pattern.exec(head)?.[1]).find((label) => label !== undefined);
  for (const label of [markOf(bytes), said, declared, 'utf-8']) {
    const text = label === undefined ? null : decodeAs(label, bytes);
    if (text !== null) return text;
  }
  return decodeWindows1252(bytes);
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  return undefined;
}

/** `null` where the encoding is not known or the bytes are not in it. */
function decodeAs(label: string, bytes: Uint8Array): string | null {
  try {
    const decoder = new TextDecoder(label, { fatal: true });
    return decoder.encoding === 'windows-1252' ? decodeWindows1252(bytes) : decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** The characters of Windows-1252 from 0x80 to 0x9f; a byte without one stands for itself. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Node's own decoder takes these bytes for control characters (nodejs/node#56542). */
function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80] as string);
}
