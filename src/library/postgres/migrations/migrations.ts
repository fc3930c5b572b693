// Pure.
import { keywordTables } from './keyword-tables.ts';
import { libraryTables } from './library-tables.ts';
import type { Migration } from './migration.ts';
import { recordsTables } from './records-tables.ts';

/**
 * Every step from an empty schema to this program's, in order; a step's number is its place, from 1. Never altered
 * once released, only added to at the end.
 */
export const MIGRATIONS: readonly Migration[] = [libraryTables, keywordTables, recordsTables];
