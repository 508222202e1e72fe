import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands } from '../commands/index.ts';
import { distance, readLine, writeLine } from '../src/line.ts';
import { cpuTime } from './cputime.ts';

const read = (line: string) => readLine(line, commands);

describe('a typed line', () => {
  it.each([
    ['/whosaid Campbell', 'whosaid', { speaker: 'Campbell' }],
    ['whosaid Kurt Campbell', 'whosaid', { speaker: 'Kurt Campbell' }],
    ['/whosaid about:"hard currency" since:7d', 'whosaid', { about: 'hard currency', since: '7d' }],
    ['/whosaid “Kurt Campbell” topic:sanctions', 'whosaid', { speaker: 'Kurt Campbell', topic: 'sanctions' }],
    ['/whosaid about:“hard currency', 'whosaid', { about: 'hard currency' }],
    ['/SUBSCRIBE arms-transfers', 'subscribe', { topic: 'arms-transfers' }],
    [
      '/subscribe query:"missile AND (Kyiv OR Kharkiv)"',
      'subscribe',
      { query: 'missile AND (Kyiv OR Kharkiv)' },
    ],
    ['/story https://example.org/a?b=c', 'story', { story: 'https://example.org/a?b=c' }],
    ['/subscriptions', 'subscriptions', {}],
    ['/whosaid ""', 'whosaid', {}],
    ['/whosaid about: hard currency Since:7d', 'whosaid', { about: 'hard currency', since: '7d' }],
    [
      '/subscribe query:\'"hard currency" AND missile\'',
      'subscribe',
      { query: '"hard currency" AND missile' },
    ],
    [
      '/subscribe query:"\\"hard currency\\" AND missile"',
      'subscribe',
      { query: '"hard currency" AND missile' },
    ],
    ["/whosaid O'Neill", 'whosaid', { speaker: "O'Neill" }],
  ])('%s', (line, command, input) => {
    expect(read(line)).toEqual({ ok: true, value: { command, input } });
  });

  it('says what it does not know and what is near', () => {
    expect(read('/whosaod Kim')).toEqual({
      ok: false,
      why: 'I do not know “whosaod”. Did you mean /whosaid? Type /help for what I can do.',
    });
    expect(read('xyzzy')).toMatchObject({ why: 'I do not know “xyzzy”. Type /help for what I can do.' });
    expect(read('/whosaid speeker:Kim')).toMatchObject({
      why: expect.stringContaining('/whosaid has no option “speeker”'),
    });
    expect(read('/subscriptions now')).toMatchObject({ ok: false });
  });

  it('reads back what it writes for a button', () => {
    const value = fc
      .stringMatching(/^[\p{L}\p{N}][\p{L}\p{N} .-]{0,20}[\p{L}\p{N}]$/u)
      .filter((v) => !/\s\s/.test(v));
    fc.assert(
      fc.property(value, value, (speaker, about) => {
        const action = { command: 'whosaid', input: { speaker, about } };
        expect(read(writeLine(action, commands))).toEqual({ ok: true, value: action });
      }),
    );
  });

  it('takes any text at all, quickly', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void read(text)));
    const start = cpuTime();
    read(`/whosaid ${'"a:'.repeat(500_000)}`);
    expect(cpuTime() - start).toBeLessThan(1_000);
  });

  it('measures how far two words are apart', () => {
    expect(distance('campbell', 'cambell')).toBe(1);
    expect(distance('', 'kim')).toBe(3);
    expect(distance('kim', 'kim')).toBe(0);
  });
});
