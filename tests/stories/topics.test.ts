import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Topic } from '../../src/news.ts';
import { readTopics } from '../../src/stories/topicfile.ts';
import { compileTopic, matchTopic, type View } from '../../src/stories/topics.ts';
import { cpuTime } from '../cputime.ts';

const view = (title: string, text: string, more: Partial<View> = {}): View => ({
  title,
  text,
  outlet: 'The Norvik Post',
  country: null,
  speakers: [],
  ...more,
});

function matcher(query: string, aliases: Topic['aliases'] = {}) {
  const compiled = compileTopic({ id: 't', name: 'T', description: '', query, aliases });
  if (!compiled.ok) throw new Error(compiled.why);
  return (seen: View) => matchTopic(compiled.value, seen).matched;
}

describe('queries', () => {
  const port = view(
    'Submarine seen off Tokyo',
    'A submarine was seen near the harbour. "A ceasefire is far," said Rin Abe.',
    {
      outlet: 'Isle Mail',
      country: 'JP',
      speakers: ['Rin Abe'],
    },
  );

  test.each([
    ['submarine AND (Japan OR Tokyo)', true],
    ['submarine Japan', false],
    ['SUBMARINES', false],
    ['harbour', true],
    ['harbor', true],
    ['arbour', false],
    ['sub*', true],
    ['"ceasefire is far"', true],
    ['"is ceasefire far"', false],
    ['title:ceasefire', false],
    ['text:ceasefire', true],
    ['lead:submarine', true],
    ['outlet:"Isle Mail"', true],
    ['country:jp', true],
    ['speaker:Abe', true],
    ['speaker:Tokyo', false],
    ['submarine -ceasefire', false],
    ['submarine AND NOT (whale OR shark)', true],
    ['“A submarine was”', true],
  ])('%s → %s', (query, expected) => {
    expect(matcher(query)(port)).toBe(expected);
  });

  test('a word finds its plural, a short word does not find a longer one', () => {
    expect(matcher('missile')(view('Two missiles', ''))).toBe(true);
    expect(matcher('new')(view('The news', ''))).toBe(false);
  });

  test.each([
    ['', /empty/],
    ['a AND', /A word is missing behind “AND”/],
    ['OR b', /A word is missing before “OR”/],
    ['a AND OR b', /A word is missing behind “AND”/],
    ['(a', /The bracket at “\(a” is not closed/],
    ['a AND (b OR (c AND d)', /The bracket at “\(b OR \(c AND d\)” is not closed/],
    ['a) AND b', /The bracket at “\) AND b” closes nothing/],
    ['a AND "b c', /The quotation mark at “"b c” is not closed/],
    ['(a AND) b', /A word is missing behind “AND”/],
    ['a, b', /read at “,”/],
    ['a AND b OR c', /brackets/],
    ['japan or tokyo', /OR in capitals/],
    ['colour:red', /no field/],
    ['title: x', /without a space/],
    ['title:/a+/', /Regular expressions/],
    ['title:[1 TO 2]', /ranges/],
    ['title:>3', /title:word/],
    ['a*b', /at the end/],
    ['"!!"', /no letter/],
    ['"a\\" (b) (c)', /leave it out/],
    [`${'('.repeat(40)}a${')'.repeat(40)}`, /brackets inside/],
    ['word '.repeat(500), /longer than/],
  ])('%s is answered with what to type', (query, why) => {
    const compiled = compileTopic({ id: 't', name: 'T', description: '', query, aliases: {} });
    expect(compiled).toMatchObject({ ok: false, why: expect.stringMatching(why) });
  });

  test('the longest query compiles quickly', () => {
    for (const part of [
      'a ',
      'a OR ',
      '-a ',
      'NOT a ',
      '"a" ',
      'a:b ',
      '(a) ',
      'a* ',
      'b (a) ',
      '"a" (b) ',
      '(a)  (b) OR ',
      'NOT (a) ',
      '-(a) ',
    ]) {
      const query = `${part.repeat(Math.floor(1990 / part.length))}z`;
      const start = cpuTime();
      compileTopic({ id: 't', name: 'T', description: '', query, aliases: {} });
      expect(cpuTime() - start).toBeLessThan(1000);
    }
  });
});

describe('concepts', () => {
  const about = matcher('norvik-harbour AND strike', {
    'norvik-harbour': ['Norvik', 'Skarn roads'],
    strike: ['walkout', 'stoppage'],
  });
  const filler =
    'The weather was mild and the market was open until the evening, and bread cost what it did. ';

  test('title, lead or several mentions, under any of their names', () => {
    expect(about(view('Walkout in Norvik', filler))).toBe(true);
    expect(about(view('Dockers stay home', `A stoppage began in the Skarn roads. ${filler}`))).toBe(true);
    const body = `${filler.repeat(4)}\n\nNorvik saw a walkout. The walkout spread. Norvik waited. A strike in Norvik is rare.`;
    expect(about(view('Dockers stay home', body))).toBe(true);
  });

  test('not a passing mention', () => {
    const body = `${filler.repeat(4)}\n\nMy aunt from Norvik remembers a walkout.`;
    expect(about(view('Bread', body))).toBe(false);
  });

  test('a plain word counts anywhere, when the article is about one of those that matched', () => {
    const passing = `${filler.repeat(4)}\n\nA ferry was late, and the tram was not.`;
    expect(matcher('ferry')(view('Bread', passing))).toBe(false);
    expect(matcher('ferry AND tram')(view('Bread', passing))).toBe(false);
    expect(matcher('ferry OR bread')(view('Bread', passing))).toBe(true);
    expect(matcher('bread AND ferry')(view('Bread', passing))).toBe(true);
    expect(matcher('ferry')(view('Bread', `${passing} The ferry waited for another ferry.`))).toBe(true);
    expect(matcher('"ferry was late"')(view('Bread', passing))).toBe(true);
    expect(matcher('text:ferry')(view('Bread', passing))).toBe(true);
    expect(matcher('NOT plane')(view('Bread', passing))).toBe(true);
    expect(matcher('bread AND NOT ferry')(view('Bread', passing))).toBe(false);
  });

  test('says why', () => {
    const compiled = compileTopic({
      id: 't',
      name: 'T',
      description: '',
      query: 'strike',
      aliases: { strike: ['walkout'] },
    });
    if (!compiled.ok) throw new Error(compiled.why);
    const why = (text: string) => matchTopic(compiled.value, view('Bread', text)).why;
    expect(why(`${filler.repeat(4)} A walkout.`)).toEqual(['“strike” is only mentioned in passing, once.']);
    expect(why(filler)).toEqual(['“strike” is not mentioned.']);
  });
});

describe('the shipped topics', () => {
  const file = readFileSync(new URL('../../src/defaults/topics.yaml', import.meta.url), 'utf8');
  const topics = readTopics(file);
  const idsFor = (seen: View): string[] => {
    if (!topics.ok) throw new Error(topics.why);
    return topics.value
      .filter((topic) => {
        const compiled = compileTopic(topic);
        return compiled.ok && matchTopic(compiled.value, seen).matched;
      })
      .map(({ id }) => id);
  };

  test('are five, the first about North Korea and Russia', () => {
    expect(topics.ok && topics.value.map(({ id }) => id)).toEqual([
      'north-korea-russia',
      'arms-transfers',
      'leaders-visits',
      'sanctions',
      'troops',
    ]);
  });

  test('match reports on the ties of both', () => {
    expect(
      idsFor(
        view('Moscow minister visits Pyongyang for trade talks', 'A Russian delegation arrived on Sunday.'),
      ),
    ).toContain('north-korea-russia');
    const shells = view(
      'Shell fragments near Odesa',
      'Fragments of shells fired at Odesa were made in North Korea, an inspector said.',
    );
    expect(idsFor(shells)).toEqual(expect.arrayContaining(['north-korea-russia', 'arms-transfers']));
    const soldiers = view(
      'DPRK soldiers seen in Kursk',
      'Hundreds of North Korean soldiers were deployed to the Russian region.',
    );
    expect(idsFor(soldiers)).toContain('troops');
  });

  test.each([
    [
      'North Korea alone',
      'N. Korea fires two missiles into the sea',
      'North Korea fired two missiles on Friday, the army in Seoul said. Kim Jong Un watched the launch.\n\nAnalysts say that the North has grown closer to Russia.',
    ],
    [
      'Russia alone',
      'Putin and Xi talk trade',
      'Russian President Vladimir Putin met his guest in Moscow. They agreed on pipelines.\n\nNeither spoke of North Korea.',
    ],
    [
      'the war alone',
      'Missile hits Kharkiv market',
      'A Russian missile hit a market in Kharkiv on Sunday and wounded nine people, Ukraine said.',
    ],
    [
      'a match',
      'Russia 1-1 North Korea: late header saves hosts',
      'A late header saved the hosts in a friendly in Moscow. The striker from Pyongyang had scored for the visitors. The head coach praised both sides and their support.',
    ],
    [
      'a table',
      'Dumplings by the canal',
      'The owner opened her noodle room in May.\n\nHer grandfather learned the recipe in Pyongyang and sold it in Moscow after the war.',
    ],
    [
      'another Kim',
      'Kim wins in three sets',
      'Minju Kim won the final in Busan. Her rival, a Russian, retired with a sore wrist.',
    ],
  ])('do not match %s', (_, title, text) => {
    expect(idsFor(view(title, text))).not.toContain('north-korea-russia');
  });
});

describe('a topics file', () => {
  const good =
    'topics:\n  - id: strikes\n    name: Strikes\n    query: strike AND norvik\naliases:\n  strike: [walkout]\n  other: [word]\n';

  test('gives each topic the shared aliases that its query uses', () => {
    expect(readTopics(good)).toEqual({
      ok: true,
      value: [
        {
          id: 'strikes',
          name: 'Strikes',
          description: '',
          query: 'strike AND norvik',
          aliases: { strike: ['walkout'] },
        },
      ],
    });
  });

  test('a word behind a minus is used too', () => {
    const read = readTopics(good.replace('strike AND norvik', 'norvik -strike'));
    expect(read.ok && read.value[0]?.aliases).toEqual({ strike: ['walkout'] });
  });

  test.each([
    ['topics: [', /line 1: this is not valid YAML/],
    ['feeds: []', /“feeds” is no field here|“topics” is missing/],
    ['topics: []', /“topics” is not as it must be/],
    [good.replace('id: strikes', 'id: No Name'), /line 2: “id” is not as it must be; write id: a-short-name/],
    [good.replace('    name: Strikes\n', ''), /line 2: “name” is missing/],
    [
      good.replace('query: strike AND norvik', 'query: strike AND'),
      /line 4: the query of “strikes” does not work\. .*A word is missing behind “AND”/,
    ],
    [good.replace('query:', 'search:'), /“(search|query)”/],
    [good.replace('[walkout]', 'walkout'), /“aliases” is not as it must be/],
    [
      good.replace('aliases:\n', '  - id: strikes\n    name: S\n    query: s\naliases:\n'),
      /line 5: the id “strikes” is already used on line 2/,
    ],
    [`a: &a [x]\nb: [${'*a,'.repeat(500)}]\n`, /Topics file|topics file/],
    [`topics: ${'['.repeat(20_000)}`, /opics file/],
    ['x'.repeat(600_000), /larger than/],
  ])('says in one sentence what is wrong and where (%#)', (text, why) => {
    const read = readTopics(text);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.why).toMatch(why);
  });
});
