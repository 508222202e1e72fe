import { describe, expect, it } from 'vitest';
import { nameKey, surname } from '../../src/statements/names.ts';

describe('nameKey', () => {
  it.each([
    ['Kim Hong-su', 'KIM Hong Su'],
    ['Kim Hong-su', 'Vice Minister Kim Hong-su'],
    ['Volodymyr Zelenskyy', 'Volodymyr Zelensky'],
    ['Volodymyr Zelenskiy', 'Volodymyr Zelensky'],
    ['Kim Hong-su', 'Hong-su Kim'],
    ['Chen Bolin', 'Bolin Chen'],
    ['Tanaka Hiro', 'Hiro Tanaka'],
    ['J. B. Lind', 'J.B. Lind'],
    ['José Lind', 'Jose Lind'],
    ['Mr. Lind', 'Lind'],
    ['Russia’s foreign ministry', 'the Russian foreign ministry'],
    ['Moscow’s foreign ministry', 'Russian Foreign Ministry'],
    ['South Korea’s defence ministry', 'South Korean defense ministry'],
  ])('folds %s and %s', (a, b) => {
    expect(nameKey(a)).toBe(nameKey(b));
  });

  it.each([
    ['Kim Jong Un', 'Kim Jong Il'],
    ['Kim Jong Un', 'Kim Yo Jong'],
    ['Ada Lind', 'Bo Lind'],
    ['Bo Lind', 'Bo Lind Jr.'],
    ['George W. Lind', 'George H. W. Lind'],
    ['Russian foreign ministry', 'Japanese foreign ministry'],
    ['Foreign Ministry', 'Defense Ministry'],
    ['Seoul police', 'South Korean police'],
    ['Martin James', 'James Martin'],
    ['Anna Kim', 'Kim An-na'],
    ['Yi Wang', 'Wang Yi'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(nameKey(a)).not.toBe(nameKey(b));
  });
});

describe('surname', () => {
  it.each([
    ['Kim Hong-su', 'Kim'],
    ['Kim Jong Un', 'Kim'],
    ['Yoon Suk Yeol', 'Yoon'],
    ['Wang Yi', 'Wang'],
    ['Tanaka Hiro', 'Tanaka'],
    ['Hiro Tanaka', 'Tanaka'],
    ['Hong-su Kim', 'Kim'],
    ['Abe Linden', 'Linden'],
    ['Danny Kim', 'Kim'],
    ['Kim Kardash', 'Kardash'],
    ['Ada Holm', 'Holm'],
    ['Ursula von der Tann', 'von der Tann'],
    ['Bo Lind Jr.', 'Lind'],
    ['Gen. Bo Lind', 'Lind'],
    ['Lind', 'Lind'],
    ['', ''],
  ])('of %s is %s', (name, expected) => {
    expect(surname(name)).toBe(expected);
  });
});
