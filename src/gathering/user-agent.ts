// Pure.

/** The name by which sites' robots.txt may address this program. */
const PRODUCT = 'DatelineBot/0.1';

/** Says honestly who asks: a program, and how to reach its owner where the owner wishes to be reached. */
export function userAgentOf(contact: string | null): string {
  return contact === null ? PRODUCT : `${PRODUCT} (+${contact})`;
}
