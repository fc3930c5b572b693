// Pure: what Discord takes. Its characters are counted here as UTF-16 code units, which are never fewer than
// the characters that Discord counts. See https://discord.com/developers/docs/resources/message.

/** Embeds of a message. */
export const EMBEDS_LIMIT = 10;
/** Characters of all embeds of a message together: titles, descriptions, authors, footers and fields. */
export const EMBEDS_TOTAL_LIMIT = 6000;
export const EMBED_TITLE_LIMIT = 256;
export const EMBED_DESCRIPTION_LIMIT = 4096;
export const EMBED_FIELDS_LIMIT = 25;
export const EMBED_FIELD_NAME_LIMIT = 256;
export const EMBED_FIELD_VALUE_LIMIT = 1024;
export const EMBED_FOOTER_LIMIT = 2048;
export const EMBED_AUTHOR_LIMIT = 256;
/** Characters of an address that an embed links to. */
export const URL_LIMIT = 2048;
/** Characters of a button's `custom_id`. */
export const CUSTOM_ID_LIMIT = 100;
/** Characters of an autocomplete choice's name. */
export const CHOICE_NAME_LIMIT = 100;
