import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDate } from '../../src/feeds/date.ts';
import { cpuTime } from '../cputime.ts';

test.each([
  ['Wed, 24 Jul 2024 11:15:00 +0900', '2024-07-24T11:15:00+09:00'],
  ['Wed, 24 Jul 2024 11:15:00 GMT', '2024-07-24T11:15:00Z'],
  ['Wed, 24 Jul 2024 11:15 EDT', '2024-07-24T11:15:00-04:00'],
  ['24 Jul 24 11:15 PST', '2024-07-24T11:15:00-08:00'],
  ['Wed, 24 July 2024 11:15:00 KST', '2024-07-24T11:15:00+09:00'],
  ['Wednesday, 24-Jul-24 11:15:00 GMT', '2024-07-24T11:15:00Z'],
  ['Wed Jul 24 11:15:00 2024', '2024-07-24'],
  ['Wed Jul 24 11:15:00 EST 2024', '2024-07-24T11:15:00-05:00'],
  ['Wed Jul 24 2024 11:15:00 GMT+0900 (Korean Standard Time)', '2024-07-24T11:15:00+09:00'],
  ['July 24, 2024 11:15 AM EST', '2024-07-24T11:15:00-05:00'],
  ['July 24, 2024 12:05 am EST', '2024-07-24T00:05:00-05:00'],
  ['2024-07-24T11:15:00+09:00', '2024-07-24T11:15:00+09:00'],
  ['2024-07-24T11:15:00.123456Z', '2024-07-24T11:15:00Z'],
  ['2024-07-24 11:15:00 +0530', '2024-07-24T11:15:00+05:30'],
  ['2024-07-24T11:15+09', '2024-07-24T11:15:00+09:00'],
  ['20240724T111500Z', '2024-07-24T11:15:00Z'],
  ['1721819700', '2024-07-24T11:15:00Z'],
  ['Sat, 31 Dec 2016 23:59:60 +0000', '2016-12-31T23:59:59Z'],
  // No zone, no clock, or an impossible clock: the day is all that is known.
  ['2024-07-24T11:15:00', '2024-07-24'],
  ['Wed, 24 Jul 2024 11:15:00 Europe/Vilnius', '2024-07-24'],
  ['Wed, 24 Jul 2024 31:15:00 GMT', '2024-07-24'],
  ['2024-07-24', '2024-07-24'],
  ['2024/7/4', '2024-07-04'],
  // Unreadable, impossible, never set.
  ['yesterday', null],
  ['', null],
  ['31 Feb 2024 10:00 GMT', null],
  ['2024-13-01', null],
  ['0001-01-01T00:00:00Z', null],
  ['Thu, 01 Jan 1970 00:00:00 GMT', null],
])('%s', (printed, read) => {
  expect(readDate(printed)).toBe(read);
});

test('every instant in every offset is read back', () => {
  const instant = fc.date({ min: new Date('1972-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instant, fc.integer({ min: -12 * 60, max: 14 * 60 }), (date, east) => {
      const local = new Date(date.getTime() + east * 60_000).toUTCString();
      const hours = String(Math.trunc(Math.abs(east) / 60)).padStart(2, '0');
      const minutes = String(Math.abs(east) % 60).padStart(2, '0');
      const read = readDate(local.replace('GMT', `${east < 0 ? '-' : '+'}${hours}${minutes}`)) ?? '';
      expect(Date.parse(read)).toBe(Math.floor(date.getTime() / 1000) * 1000);
    }),
  );
});

test('1 MB of hostile text is refused at once', () => {
  for (const piece of ['1', ' ', 'Mon, ', '1:', '+', 'a1 ']) {
    const start = cpuTime();
    readDate(piece.repeat(1_000_000 / piece.length));
    expect(cpuTime() - start).toBeLessThan(200);
  }
});
