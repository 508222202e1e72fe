import { describe, expect, test } from 'vitest';
import type { Said } from '../../src/stories/identity.ts';
import { isMaterial, whatIsNew } from '../../src/stories/novelty.ts';
import { isDescription, sameSpeaker } from '../../src/stories/speakers.ts';

const by = (speaker: string | null): Said => ({ speaker, kind: 'indirect', pieces: ['that it was so'] });

describe('what is new', () => {
  test('statements without a match, and speakers not heard before, in order', () => {
    const fresh = ['Tarik Ohlsen', 'Henrike Vold', 'a mechanic of Belt Line', 'Vold', null].map(by);
    const news = whatIsNew(fresh, ['s1', null, null, null, null], ['Tarik Ohlsen', 'Ilse Marrow']);
    expect(news).toEqual({ statements: [1, 2, 3, 4], speakers: ['Henrike Vold', 'a mechanic of Belt Line'] });
  });

  test('the speaker of a known statement is not new, however this article calls them', () => {
    const fresh = ["Norvik's harbour master", "Norvik's harbour master"].map(by);
    expect(whatIsNew(fresh, ['s1', null], ['Ada Brink'])).toEqual({ statements: [1], speakers: [] });
  });

  test('only statements that nobody is known to have made are not material', () => {
    const nobody = [by(null)];
    expect(isMaterial(nobody, whatIsNew(nobody, [null], []), [])).toBe(false);
    const somebody = [by('Ilse Marrow')];
    expect(isMaterial(somebody, whatIsNew(somebody, [null], ['Ilse Marrow']), [])).toBe(true);
    expect(isMaterial(somebody, whatIsNew(somebody, ['s1'], ['Ilse Marrow']), [])).toBe(false);
  });
});

test('somebody who is taken to be known is no new voice, an office is one', () => {
  const fresh = ['The ambassador', 'the head of the delegation', 'the Harbour Office', 'a ship’s cook'].map(
    by,
  );
  expect(whatIsNew(fresh, [null, null, null, null], []).speakers).toEqual([
    'the Harbour Office',
    'a ship’s cook',
  ]);
});

test('a crowd is no new voice, one of it or so many of it are', () => {
  const crowd = [
    'Others',
    'Norvik lawmakers',
    'some pilots',
    'residents of the quay',
    'the local press',
    'dockers',
  ];
  const voices = ['two harbour pilots', 'a docker', 'the Harbour Union', 'Pilots Together', '300 welders'];
  const fresh = [...crowd, ...voices].map(by);
  const matched = fresh.map(() => null);
  expect(whatIsNew(fresh, matched, []).speakers).toEqual(voices);
});

describe('speakers', () => {
  test.each([
    ['Peskov', 'Dmitry Peskov'],
    ['Kim Hong-kyun', 'Kim Hong Kyun'],
    ["Seoul's foreign ministry", 'the South Korean foreign ministry'],
    ["Japan's defence ministry", 'the Japanese Defense Ministry'],
    ['the ministry', "South Korea's unification ministry"],
    ['Volodymyr Zelenskyy', 'Volodymyr Zelensky'],
    ['Mr. Ohlsen', 'Tarik Ohlsen'],
    ['Joint Chiefs of Staff', "South Korea's Joint Chiefs of Staff"],
    ['the official', 'a senior official'],
  ])('%s is %s', (a, b) => {
    expect(sameSpeaker(a, b)).toBe(true);
    expect(sameSpeaker(b, a)).toBe(true);
  });

  test.each([
    ['Kim Hong-kyun', 'Kim Jong Un'],
    ["Russia's foreign ministry", "South Korea's foreign ministry"],
    ['South Korea', "South Korea's foreign ministry"],
    ['an official at the Unification Ministry', 'the Unification Ministry'],
    ['North Korea', 'South Korea'],
    ['A South Korean envoy', 'South Korea'],
    ['', 'Ohlsen'],
  ])('%s is not %s', (a, b) => {
    expect(sameSpeaker(a, b)).toBe(false);
    expect(sameSpeaker(b, a)).toBe(false);
  });

  test('a role is a description, a name is none', () => {
    expect(["Russia's prime minister", 'a senior official'].every(isDescription)).toBe(true);
    expect(['Ilse Marrow', 'Belt Line', 'UN'].some(isDescription)).toBe(false);
  });
});
