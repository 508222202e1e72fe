import { describe, expect, test } from 'vitest';
import { anyCase } from '../../src/article/anycase.ts';

describe('anyCase', () => {
  test.each([
    ['(?i:by) (A)', '(?:[bB][yY]) (A)'],
    ['(?i:a(?:b|c)\\s)d', '(?:[aA](?:[bB]|[cC])\\s)d'],
    ['(?i:\\p{Lu}a\\b)', '(?:\\p{Lu}[aA]\\b)'],
    ['(?i:a (?-i:b\\p{Lu})[x]c)', '(?:[aA] (?:b\\p{Lu})[x][cC])'],
    ['^[[(–]x(?i:\\(c\\))[.)]e', '^[[(–]x(?:\\([cC]\\))[.)]e'],
  ])('%s', (pattern, plain) => expect(anyCase(pattern)).toBe(plain));

  test('matches the words in any case and the name as it is', () => {
    const pattern = new RegExp(anyCase('^(?i:with (?:inputs? )?from) ([A-Z]+)$'), 'u');
    expect(pattern.exec('WITH Input from AFP')?.[1]).toBe('AFP');
    expect(pattern.exec('with from afp')).toBeNull();
  });
});
