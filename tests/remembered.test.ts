import { expect, it } from 'vitest';
import { remembering } from '../src/remembered.ts';

it('makes once what is asked for again, and forgets what nobody asks for', () => {
  const made: string[] = [];
  const get = remembering(3, (key) => {
    made.push(key);
    return { key };
  });
  expect(get('a')).toBe(get('a'));
  for (const key of ['b', 'c', 'd', 'a', 'e', 'a', 'f', 'g', 'h', 'a']) get(key);
  expect(made.filter((key) => key === 'a')).toHaveLength(1);
  get('b');
  expect(made.filter((key) => key === 'b')).toHaveLength(2);
});

it('keeps no more than twice as many, however many come', () => {
  let made = 0;
  const get = remembering(100, (key) => {
    made++;
    return { key };
  });
  for (let i = 0; i < 10_000; i++) get(String(i));
  expect(made).toBe(10_000);
  for (let i = 9_999; i >= 9_900; i--) get(String(i));
  expect(made).toBe(10_000);
  get('9700');
  expect(made).toBe(10_001);
});
