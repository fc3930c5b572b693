/** A page in the shape of a news site's, with three sentences of our own. */
export function pageOf(article: {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly canonical?: string;
  readonly publishedAt?: string;
  readonly modifiedAt?: string;
  readonly author?: string;
}): string {
  const { title, sentences, canonical, publishedAt, modifiedAt, author } = article;
  const linked = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: title,
    datePublished: publishedAt,
    dateModified: modifiedAt,
    author: author === undefined ? undefined : { '@type': 'Person', name: author },
    publisher: { '@type': 'Organization', name: 'Coast Wire' },
  };
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${title} | Coast Wire</title>`,
    canonical === undefined ? '' : `<link rel="canonical" href="${canonical}">`,
    `<script type="application/ld+json">${JSON.stringify(linked)}</script></head>`,
    `<body><nav><a href="/">Home</a></nav><article><h1>${title}</h1>`,
    ...sentences.map((sentence) => `<p>${sentence}</p>`),
    '</article><footer>© Coast Wire</footer></body></html>',
  ].join('\n');
}

export const TUNNEL = {
  title: 'Tunnel under the fjord is through',
  publishedAt: '2026-06-01T08:00:00+02:00',
  author: 'Ada Nilsen',
  sentences: [
    'Miners broke through the last metre of rock under the fjord at Kell on Monday, eleven weeks later than planned.',
    'The tunnel is 7.2 kilometres long and has cost 940 million crowns so far, the road office said at the site.',
    'Cars are to use it from September 2027, when the ferry that now takes forty minutes will stop for good.',
  ],
} as const;
