import { describe, expect, it } from 'vitest';
import { creditedWire, cutCredit, datelineCredit, type Evidence } from '../../src/article/wire.ts';

describe('datelineCredit', () => {
  it.each([
    ['SEOUL (Reuters) -Ministers met.', 'Reuters'],
    ['SEOUL, July 24 (Hanbit) -- Ministers met.', 'Hanbit'],
    ['LUMEN, Tarvia, Sept 13, 2023 (NVK) - Tarvia reopened a line.', 'NVK'],
    ['WASHINGTON (AP) — Ministers met.', 'AP'],
    ['Lumen (AFP) – A train left.', 'AFP'],
    ['SARN, August 30. /VOSTRA/. The port has loaded grain.', 'VOSTRA'],
    ['(Norvik) - Tarvia reopened a line.', 'Norvik'],
    ['UNITED NATIONS/ROME (Meridian) -Russia vetoed it.', 'Meridian'],
    ['TAIPEI, Reuters — Taiwan said.', 'Reuters'],
  ])('%j', (paragraph, name) => expect(datelineCredit(paragraph)).toBe(name));

  it.each([
    'SEOUL, South Korea — The first tourists left.',
    'WHO (World Health Organization) — the agency is poor.',
    'Apple (Cupertino) - shares rose.',
    'The minister (Norvik) said so.',
    'LUMEN (June 14) - A train left.',
    'CAPE AVERIL — A bell went home.',
  ])('%j credits nobody', (paragraph) => expect(datelineCredit(paragraph)).toBeNull());
});

describe('cutCredit', () => {
  it.each([
    ['It keeps them warm, she went on. — Reuters', 'It keeps them warm, she went on.', 'Reuters'],
    ['“That is for others to say.” — ACP', '“That is for others to say.”', 'ACP'],
    ['They were tired. /Yonhap', 'They were tired.', 'Yonhap'],
    ['They were tired. - Norvik/AFP', 'They were tired.', 'Norvik/AFP'],
    ['They were tired. (AFP)', 'They were tired.', 'AFP'],
    ['They were tired. – Hanbit News Agency', 'They were tired.', 'Hanbit News Agency'],
    ['- Meridian', '', 'Meridian'],
  ])('%j', (paragraph, rest, name) => expect(cutCredit(paragraph)).toMatchObject({ rest, name }));

  it.each([
    '“Be kind.” — Mara Lund',
    'He spoke to Reuters.',
    'the talks - Norvik',
    'It was over (June).',
    'a well-known fact',
  ])('leaves %j', (paragraph) => expect(cutCredit(paragraph)).toBeNull());
});

const none: Evidence = {
  credit: null,
  byline: [],
  organisations: [],
  boilerplate: [],
  outlet: 'The Lantern',
  text: '',
};
const wire = (evidence: Partial<Evidence>) => creditedWire({ ...none, ...evidence });

describe('creditedWire', () => {
  it('reads agencies in bylines, not people', () => {
    expect(wire({ byline: ['Hanbit News Agency'] })).toBe('Hanbit News Agency');
    expect(wire({ byline: ['AFP'] })).toBe('AFP');
    expect(wire({ byline: ['Norvik'] })).toBe('Norvik');
    expect(wire({ byline: ['Reuters Staff'] })).toBe('Reuters');
    expect(wire({ byline: ['Agencies'] })).toBe('Agencies');
    expect(wire({ byline: ['Mara Lund', 'Ivo Brandt'] })).toBeNull();
    expect(wire({ byline: ['Open Harbour'], organisations: ['Open Harbour'] })).toBe('Open Harbour');
    expect(wire({ byline: ['Open Harbour'], text: 'It was loud, she told Open Harbour.' })).toBe(
      'Open Harbour',
    );
  });

  it('does not take the page’s own name in byline or copyright for a wire', () => {
    expect(wire({ byline: ['The Lantern newsroom'] })).toBeNull();
    expect(wire({ boilerplate: ['© 2024 The Lantern. All rights reserved.'] })).toBeNull();
    expect(wire({ outlet: 'Quill Entertainment', byline: ['Quill'] })).toBeNull();
    expect(wire({ outlet: 'Reuters', byline: ['Reuters Staff'] })).toBeNull();
  });

  it('takes the page’s own name where its text credits it', () => {
    expect(wire({ outlet: 'Norvik', text: 'A train at last\n\nLUMEN (Norvik) - A train left.' })).toBe(
      'Norvik',
    );
  });

  it('reads notes and somebody else’s copyright', () => {
    expect(
      wire({ boilerplate: ['This article was first published by Reed & River and is republished here.'] }),
    ).toBe('Reed & River');
    expect(wire({ boilerplate: ['With inputs from AFP'] })).toBe('AFP');
    expect(wire({ boilerplate: ['Copyright 2024 Quarry Newswire. All rights reserved.'] })).toBe(
      'Quarry Newswire',
    );
    expect(wire({ boilerplate: ['(Reporting by Mara Lund; Editing by Ivo Brandt)'] })).toBeNull();
    expect(
      wire({ boilerplate: ['Some information in this report was provided by Norvik News Agency.'] }),
    ).toBeNull();
  });
});
