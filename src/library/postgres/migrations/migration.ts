// Pure.

/** A step of the schema. */
export interface Migration {
  /** Told to the owner, and kept beside the moment at which it was applied. */
  readonly name: string;
  /** Statements that name tables without a schema: `search_path` begins with Dateline's. */
  readonly sql: string;
}
