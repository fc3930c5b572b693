// Pure: a generation as both databases keep it.
import type { GenerationInfo } from '../library.ts';

/** The columns of `generations` that tell what it is. */
export interface GenerationRow {
  readonly generation: number;
  readonly indexed_at: string;
  readonly model_id: string;
  readonly seeds_folder: string;
  readonly articles: number;
  readonly passages: number;
  readonly duplicates: number;
  readonly newest_published_at: string | null;
}

/** The facts of a row. */
export function toInfo(row: GenerationRow): GenerationInfo {
  return {
    generation: row.generation,
    indexedAt: row.indexed_at,
    modelId: row.model_id,
    seedsFolder: row.seeds_folder,
    articles: row.articles,
    passages: row.passages,
    duplicates: row.duplicates,
    newestPublishedAt: row.newest_published_at,
  };
}
