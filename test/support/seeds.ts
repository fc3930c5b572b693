import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** An article as a seed file gives it. */
export interface SeedArticle {
  readonly id?: string;
  readonly title: string;
  readonly publisher?: string;
  readonly publishedAt?: string;
  readonly text: string;
}

/** Writes articles as one JSON file each, by file name. */
export async function writeSeeds(
  folder: string,
  files: Readonly<Record<string, SeedArticle | string>>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
}

/** Three short stories of our own with nothing in common. */
export const STORIES = {
  'harbour.json': {
    id: 'harbour',
    title: 'Port of Lundvik opens a new ferry harbour',
    publisher: 'Lundvik Courier',
    publishedAt: '2026-03-02',
    text: 'The port of Lundvik opened its new ferry harbour on Monday.\n\nThe harbour cost 48 million crowns and has four berths. Mayor Ingrid Solberg cut the ribbon in the rain.\n\nThe first ferry left for Marhaven at noon with 212 passengers aboard.',
  },
  'library.json': {
    id: 'library',
    title: 'Marhaven library lends telescopes',
    publisher: 'Marhaven Post',
    publishedAt: '2026-04-11',
    text: 'The public library of Marhaven has begun to lend telescopes.\n\nReaders may keep one for two weeks. Librarian Tomas Reyes said that all 30 were out on the first day.',
  },
  'orchard.json': {
    id: 'orchard',
    title: 'Late frost costs growers half of the apple crop',
    publisher: 'Valley Herald',
    publishedAt: '2026-05-07',
    text: 'A late frost has destroyed about half of the apple crop in the Onna valley, growers said.\n\nTemperatures fell to minus five degrees on 1 May. Wind machines saved some orchards near the river.',
  },
} as const satisfies Record<string, SeedArticle>;
