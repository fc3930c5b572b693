import type { Library } from '../../src/library/library.ts';
import { createSqliteLibrary } from '../../src/library/sqlite/sqlite-library.ts';
import { describeLibrary } from './contract.ts';
import { describeLibraryEdges } from './contract-edges.ts';
import { DIMENSIONS } from './dimensions.ts';

const open = (folder: string): Promise<Library> => createSqliteLibrary({ folder, dimensions: DIMENSIONS });

describeLibrary('SQLite', open);
describeLibraryEdges('SQLite', open);
