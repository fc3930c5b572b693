import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sentenceSpans } from '../../../src/corpus/sentences.ts';

/**
 * A case is a paragraph of lines, a sentence each; an empty line ends it. The lines are joined with one space, or
 * with nothing before a line that begins with `~`, and must come out of the split again. A first line `# …` names
 * the case, otherwise its first sentence does. A new theme is a new file.
 */
const CASES = new URL('./cases/', import.meta.url);

function readCase(paragraph: string) {
  const lines = paragraph.split('\n');
  const name = lines[0]?.startsWith('# ') ? lines.shift()?.slice(2) : lines[0];
  const sentences = lines.map((line) => line.replace(/^~/u, ''));
  const block = lines.map((line) => (line.startsWith('~') ? line.slice(1) : ` ${line}`)).join('');
  return { name: name ?? '', block: block.trimStart(), sentences };
}

for (const file of readdirSync(CASES).sort()) {
  describe(`sentences: ${file.replace('.txt', '')}`, () => {
    const paragraphs = readFileSync(new URL(file, CASES), 'utf8')
      .trim()
      .split(/\n{2,}/u);
    for (const { name, block, sentences } of paragraphs.map(readCase)) {
      it(name, () => {
        expect(sentenceSpans(block).map(({ start, end }) => block.slice(start, end))).toEqual(sentences);
      });
    }
  });
}
