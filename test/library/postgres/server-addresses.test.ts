import { expect, it } from 'vitest';
import { serverAddresses } from '../../../src/library/postgres/server-addresses.ts';

it.each([
  ['postgres://localhost/news', ['postgres://localhost/news']],
  [
    'postgresql://ada:p%2Cw@first:5432,second/news?sslmode=require&options=a,b',
    [
      'postgresql://ada:p%2Cw@first:5432/news?sslmode=require&options=a,b',
      'postgresql://ada:p%2Cw@second/news?sslmode=require&options=a,b',
    ],
  ],
  ['postgres://[::1]:5432,[::2]:5433', ['postgres://[::1]:5432', 'postgres://[::2]:5433']],
  ['postgres://%2Frun%2Fpostgresql/news', ['postgres://%2Frun%2Fpostgresql/news']],
  ['postgres://ada:a,b@one/news', ['postgres://ada:a,b@one/news']],
])('%s names its servers', (url, servers) => {
  expect(serverAddresses(url)).toEqual(servers);
});
