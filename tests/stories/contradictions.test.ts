import { describe, expect, test } from 'vitest';
import { contradictionsIn, type Stated } from '../../src/stories/contradictions.ts';
import { cpuTime } from '../cputime.ts';

const DENIED = 'supplying boats to the Skarn militia';

let made = 0;
const stated = (stance: Stated['stance'], words: string, day = 1, change: Partial<Stated> = {}): Stated => ({
  id: `s${++made}`,
  speaker: 'vold',
  called: 'Henrike Vold',
  stance,
  pieces: [words],
  from: day,
  to: day,
  ...change,
});
const pairs = (...statements: Stated[]) =>
  contradictionsIn(statements).map(({ denied, said }) =>
    [denied, said].map((id) => statements.find((s) => s.id === id)?.pieces[0]),
  );
/** Whether the two are put side by side, in either order in time. */
const opposed = (denied: string, said: string, change: Partial<Stated> = {}) => {
  const later = pairs(stated('denied', denied, 1), stated('said', said, 9, change)).length;
  const earlier = pairs(stated('said', said, 1, change), stated('denied', denied, 9)).length;
  expect(later).toBe(earlier);
  return later === 1;
};

describe('a denial and the same thing said', () => {
  test.each([
    [DENIED, 'we supplied boats to the Skarn militia'],
    [DENIED, 'that boats were supplied to the Skarn militia in May'],
    [DENIED, 'it had shipped twelve boats to the Skarn militia'],
    ['allegations that it had sent 300 soldiers to Norvik', '300 troops were sent to Norvik in spring'],
    ['having met Otto Fisk in Korsvik', 'Henrike Vold met Otto Fisk in Korsvik on Sunday'],
    ['it would close the Korsvik harbour', 'the Korsvik harbour will be closed'],
    ['an agreement with Belt Line over the ferries', 'the deal with Belt Line over the ferries was signed'],
  ])('%s / %s', (denied, said) => expect(opposed(denied, said)).toBe(true));

  test('their own country did it', () => {
    const called = { called: 'Henrike Vold Corvo’s vice minister of transport' };
    expect(opposed(DENIED, 'Corvo had supplied boats to the Skarn militia', called)).toBe(true);
    expect(opposed(DENIED, 'Norvik had supplied boats to the Skarn militia', called)).toBe(false);
  });

  test('each statement stands in one pair, the closest, in order of the days', () => {
    const denials = [stated('denied', DENIED, 3), stated('denied', 'closing the Korsvik harbour gate', 5)];
    const said = [
      stated('said', 'we supplied boats to the Skarn militia', 20),
      stated(
        'said',
        'we supplied boats to the Skarn militia, and medicine, tents and blankets for winter',
        21,
      ),
      stated('said', 'we closed the Korsvik harbour gate', 1),
    ];
    expect(pairs(...said, ...denials)).toEqual([
      [denials[1]?.pieces[0], said[2]?.pieces[0]],
      [denials[0]?.pieces[0], said[0]?.pieces[0]],
    ]);
  });
});

describe('near misses', () => {
  test.each([
    ['another thing', DENIED, 'we supplied tents to the Skarn militia'],
    ['another receiver', DENIED, 'we supplied boats to the Norvik militia'],
    ['another number', 'sending two ferries to Norvik', 'we sent ten ferries to Norvik'],
    ['a number that is not confirmed', 'sending 300 soldiers to Norvik', 'we sent soldiers to Norvik'],
    ['another’s deed', DENIED, 'Corvo had supplied boats to the Skarn militia'],
    ['another’s deed, passive', DENIED, 'boats were supplied to the Skarn militia by Corvo'],
    ['the other way round', 'Norvik gave boats to Corvo', 'Corvo gave boats to Norvik'],
    ['the denial in other words', DENIED, 'we have never supplied boats to the Skarn militia'],
    ['a refutation', DENIED, 'reports that we supplied boats to the Skarn militia are false'],
    ['a condition', DENIED, 'if we supplied boats to the Skarn militia, there was a reason'],
    ['a possibility', DENIED, 'we might have supplied boats to the Skarn militia'],
    ['a plan', DENIED, 'we will supply boats to the Skarn militia'],
    ['a question', DENIED, 'Who says that we supplied boats to the Skarn militia?'],
    [
      'words far apart',
      DENIED,
      'supplying schools is dear, as every councillor of every town knows, and boats go past the Skarn light where a militia drills',
    ],
    ['a subject alone', 'arms deals', 'arms deals were signed'],
    [
      'a denial that is none',
      'that it had not supplied boats to the Skarn militia',
      'we supplied boats to the Skarn militia',
    ],
  ])('%s', (_, denied, said) => expect(opposed(denied, said)).toBe(false));

  test('another speaker', () => {
    const other = { speaker: 'fisk', called: 'Otto Fisk' };
    expect(opposed(DENIED, 'we supplied boats to the Skarn militia', other)).toBe(false);
  });

  test('a denial repeated, a refusal and a question', () => {
    for (const stance of ['denied', 'declined', 'asked'] as const)
      expect(pairs(stated('denied', DENIED, 1), stated(stance, DENIED, 9))).toEqual([]);
  });

  test('days that may be the same', () => {
    expect(
      pairs(stated('denied', DENIED, 4), stated('said', 'we supplied boats to the Skarn militia', 4)),
    ).toEqual([]);
    const month = { from: 1, to: 30 };
    expect(pairs(stated('denied', DENIED, 4), stated('said', DENIED, 0, month))).toEqual([]);
    expect(pairs(stated('denied', DENIED, 31), stated('said', DENIED, 0, month))).toHaveLength(1);
  });
});

test('three thousand statements of one speaker take less than two seconds', () => {
  const many = Array.from({ length: 3_000 }, (_, i) =>
    stated(i % 2 === 0 ? 'denied' : 'said', `${DENIED} in year ${1000 + i}`, i),
  );
  const before = cpuTime();
  expect(contradictionsIn(many)).toEqual([]);
  expect(cpuTime() - before).toBeLessThan(2_000);
});
