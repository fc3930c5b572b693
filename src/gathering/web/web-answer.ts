// Pure: what is asked of the web, and what it answers.

/** What is asked of the web. */
export interface WebRequest {
  /** What the server is asked to send, as in the header. */
  readonly accept: string;
  /** Media types that are taken, in lower case; an answer that names none is taken, too. */
  readonly types: readonly string[];
  /** Bytes at most, after decompression. */
  readonly maxBytes: number;
  /** Of what is held already: a server that has nothing newer answers 304. */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
}

/** An answer of 200, or of 304 without bytes. */
export interface WebAnswer {
  readonly status: 200 | 304;
  /** Where it was found, after redirects. */
  readonly address: string;
  readonly contentType: string | null;
  readonly bytes: Uint8Array;
  readonly etag: string | null;
  readonly lastModified: string | null;
}
