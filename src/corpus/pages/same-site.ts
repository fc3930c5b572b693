// Pure.

/** Names under which a site gives the same articles in another dress. */
const DRESSES = /^(?:www\d?|m|mobile|amp|edition|beta)\./;

/** Whether one address's host is the other's, or a part of it (`amp.news.example` of `www.news.example`). */
export function isSameSite(a: URL, b: URL): boolean {
  const [first, second] = [a, b].map(({ hostname }) => hostname.replace(DRESSES, ''));
  if (!first || !second) return false;
  // A name without a dot, as `com`, is nobody's site to be a part of.
  const isPart = (part: string, whole: string) => whole.includes('.') && part.endsWith(`.${whole}`);
  return first === second || isPart(first, second) || isPart(second, first);
}
