import { describe, expect, it } from 'vitest';
import { attribute } from '../../src/statements/attribute.ts';
import { PUBLISHED } from './saying.ts';

const speakers = (text: string) =>
  attribute(text, { title: null, publishedAt: PUBLISHED }).map((s) => s.speaker?.name ?? null);
const last = (text: string) =>
  attribute(text, { title: null, publishedAt: PUBLISHED }).at(-1)?.speaker ?? null;

describe('who speaks', () => {
  it.each([
    ['a surname after the full name', 'Ada Holm said it rained. Holm said it poured.', 'Ada Holm'],
    ['a surname after a day', 'Ada Holm said it rained.\n\nOn Friday Holm said it poured.', 'Ada Holm'],
    ['a surname after yesterday', 'Ada Holm said it rained.\n\nYesterday Holm said it poured.', 'Ada Holm'],
    ['a surname after a month', 'Ada Holm said it rained.\n\nIn March Holm said it poured.', 'Ada Holm'],
    [
      'a surname after an opening word',
      'Ada Holm said it rained.\n\nEarlier Holm said it poured.',
      'Ada Holm',
    ],
    [
      'a surname before the full name',
      'Holm said it rained. Later the mayor, Ada Holm, went home.',
      'Ada Holm',
    ],
    [
      'a pronoun of the last speaker',
      'Ada Holm met Greta Lind. Ada Holm said it rained.\n\nShe said it poured.',
      'Ada Holm',
    ],
    [
      'a pronoun of the other gender',
      'Boris Lind said it rained. Ada Holm was the next to arrive. “It poured,” he said.',
      'Boris Lind',
    ],
    ['an office', 'Harbour minister Ada Holm said it rained. The minister said it poured.', 'Ada Holm'],
    ['a near synonym', 'Ambassador Ada Holm said it rained. “It poured,” said the envoy.', 'Ada Holm'],
    [
      'the spokeswoman, not the spokesman',
      'Spokeswoman Ada Holm said it rained. Spokesman Bo Lind said no. The spokeswoman said it poured.',
      'Ada Holm',
    ],
    [
      'a ministry',
      'Norland’s harbour ministry said it rained. The ministry said it poured.',
      'Norland’s harbour ministry',
    ],
    [
      'a short form',
      'The Board of Harbour Masters (BHM) said it rained. The BHM said it poured.',
      'Board of Harbour Masters',
    ],
    [
      'an office before the name',
      'Norland’s prime minister said it rained. On Friday, Prime Minister Ada Holm of Norland flew home.',
      'Norland’s prime minister',
    ],
    [
      'a country’s office before the name',
      'Russia’s prime minister said it rained. Later Russian Prime Minister Boris Lind flew home.',
      'Boris Lind',
    ],
    ['Korean order', 'Kim Hong-su said it rained. Kim said it poured.', 'Kim Hong-su'],
    [
      'the Kim who spoke, not the Kim who was named',
      'Guests saw Kim Jong Ho at the gate. “It rains,” said Kim Tae-su, a lawmaker. But Kim warned that it might pour.',
      'Kim Tae-su',
    ],
    [
      'another Kim in another story',
      'Golfer Danny Kim said it rained. Kim Kardash opened a shop. Danny Kim said it poured.',
      'Danny Kim',
    ],
    ['who, after a comma', 'The town heard Ada Holm, who said that it poured.', 'Ada Holm'],
  ])('%s', (_name, text, expected) => {
    expect(last(text)?.name).toBe(expected);
  });

  it('keeps three Kims apart', () => {
    const text = 'Kim Jong Ho waved. Kim Yo Rim said it rained. Vice minister Kim Hong-su said it poured.';
    expect(speakers(text)).toEqual(['Kim Yo Rim', 'Kim Hong-su']);
  });

  it('names nobody when two people of one surname are equally near', () => {
    expect(last('Ada Holm and Bo Holm sat in the hall. Holm said it rained.')).toBeNull();
  });

  it('gives names, roles and kinds as printed, without leading article', () => {
    const text =
      'South Norland’s vice harbour minister, Kim Hong-su, said it rained. A senior official at the mayor’s office said it poured. “It rains,” said Ri Tae, a lawmaker who sits on the port committee. The Star newspaper reported it would stop.';
    expect(attribute(text, { title: null, publishedAt: null }).map((s) => s.speaker)).toEqual([
      { name: 'Kim Hong-su', role: 'South Norland’s vice harbour minister', kind: 'person' },
      { name: 'A senior official at the mayor’s office', role: null, kind: 'unnamed' },
      { name: 'Ri Tae', role: 'lawmaker who sits on the port committee', kind: 'person' },
      { name: 'Star newspaper', role: null, kind: 'organisation' },
    ]);
  });

  it('does not guess who "they" are in a new paragraph', () => {
    const text =
      'The harbour ministry said it rained.\n\nHolm and Lind spoke by phone. They warned that it might pour.';
    expect(last(text)).toBeNull();
  });

  it('takes an unnamed source up again', () => {
    const text =
      'The talks would begin soon, according to a Western diplomat, who asked not to be named. At least nine countries, the diplomat said, had shown interest.';
    expect(speakers(text)).toEqual(['a Western diplomat', 'a Western diplomat']);
  });

  it('gives nothing to people who are merely mentioned', () => {
    const text = 'Ada Holm said that Bo Lind would visit Greta Sand. Sand lives in Brenby. Lind owns a boat.';
    expect(speakers(text)).toEqual(['Ada Holm']);
  });
});
