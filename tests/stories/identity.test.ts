import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchStatements, type Said } from '../../src/stories/identity.ts';

const said = (speaker: string | null, ...pieces: string[]): Said => ({ speaker, kind: 'indirect', pieces });
const quoted = (speaker: string | null, ...pieces: string[]): Said => ({ speaker, kind: 'direct', pieces });
const known = (id: string, statement: Said) => ({ ...statement, id });
const matches = (fresh: Said, ...others: Said[]) =>
  matchStatements(
    [fresh],
    others.map((statement, at) => known(`k${at}`, statement)),
  )[0];

describe('matching statements', () => {
  const brake = quoted('Ilse Marrow', '“The ship stopped as if somebody had pulled a handbrake,”');

  test('the same words in another house style are one statement', () => {
    expect(matches(quoted('Marrow', '"The ship stopped as if somebody had pulled a handbrake"'), brake)).toBe(
      'k0',
    );
    const neighbour = said('Tarik Ohlsen', 'that the U.N. and its neighbours had offered divers');
    expect(matches(said('Ohlsen', 'the UN and its neighbors had offered divers'), neighbour)).toBe('k0');
  });

  test('a part is a sighting of the whole, whatever the order of arrival', () => {
    const whole = quoted(
      'Ilse Marrow',
      '“Nobody screamed.”',
      '“The children thought it was part of the trip.”',
    );
    const part = quoted('Ilse Marrow', '“The children thought it was part of the trip.”');
    expect(matches(part, whole)).toBe('k0');
    expect(matches(whole, part)).toBe('k0');
  });

  test('a paraphrase lightly edited is one statement, one turned round by a "not" is another', () => {
    const engine = said('Tarik Ohlsen', 'that the engine had lost power twenty minutes before the grounding');
    expect(
      matches(
        said('Tarik Ohlsen', 'the engine lost power twenty minutes before it grounded, at dawn'),
        engine,
      ),
    ).toBe('k0');
    expect(
      matches(said('Tarik Ohlsen', 'that the engine had not lost power before the grounding'), engine),
    ).toBeNull();
    expect(matches(said('Tarik Ohlsen', 'that divers had found a gash of eleven metres'), engine)).toBeNull();
  });

  test('a shared quotation inside two paraphrases of one speaker is enough', () => {
    const first = said('Henrike Vold', 'that the roster was “a timetable for ghosts” and had to go');
    expect(
      matches(
        said('Henrike Vold', 'The plan', 'was “a timetable for ghosts”, and nobody would miss it'),
        first,
      ),
    ).toBe('k0');
  });

  test('different speakers are never one statement, even with the same words', () => {
    expect(
      matches(quoted('Tarik Ohlsen', '“The ship stopped as if somebody had pulled a handbrake,”'), brake),
    ).toBeNull();
    const kims = [quoted('Kim Jong-ho', '“We will answer every letter that we get this week”')];
    expect(
      matches(quoted('Kim Hye-jin', '“We will answer every letter that we get this week”'), ...kims),
    ).toBeNull();
  });

  test('an unknown or undescribed speaker needs six of the same words', () => {
    expect(matches(quoted(null, '“The ship stopped as if somebody had pulled a handbrake,”'), brake)).toBe(
      'k0',
    );
    expect(
      matches(quoted('a teacher', '“The ship stopped as if somebody had pulled a handbrake,”'), brake),
    ).toBe('k0');
    expect(matches(quoted(null, '“pulled a handbrake”'), brake)).toBeNull();
    expect(matches(said(null, 'that the ship had stopped'), brake)).toBeNull();
  });

  test('the closest of several is taken, and two fresh ones may meet one', () => {
    const oil = said('Tarik Ohlsen', 'that no oil had leaked so far');
    const booms = said('Tarik Ohlsen', 'that booms had been laid around the hull');
    const both = said(
      'Tarik Ohlsen',
      'that no oil had leaked so far',
      'that booms had been laid around the hull',
    );
    expect(matches(booms, oil, booms, both)).toBe('k1');
    expect(matchStatements([oil, booms], [known('k', both)])).toEqual(['k', 'k']);
  });

  test('a statement always matches itself, and nothing matches without words', () => {
    const word = fc.constantFrom('ship', 'reef', 'said', 'not', 'eleven', 'metres', 'of', 'steel', '“');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (parts) => {
        const statement = said('Tarik Ohlsen', parts.join(' '));
        const letters = /[a-z]/.test(parts.join(''));
        expect(matches(statement, statement)).toBe(letters ? 'k0' : null);
      }),
    );
    expect(matches(said('Tarik Ohlsen'), said('Tarik Ohlsen'))).toBeNull();
  });
});
