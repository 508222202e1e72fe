import { describe, expect, it } from 'vitest';
import { attribute } from '../../src/statements/attribute.ts';
import { PUBLISHED, sayings } from './saying.ts';

/** [what it shows, text, the statements in it] */
const cases: [string, string, string[]][] = [
  [
    'cue first with that',
    'Minister Ada Holm said that the ferry would sail again.',
    ['Ada Holm | indirect said | said | that the ferry would sail again'],
  ],
  [
    'cue first without that',
    'Ada Holm said the ferry would sail again.',
    ['Ada Holm | indirect said | said | the ferry would sail again'],
  ],
  [
    'content first',
    '“We rebuilt the pier,” Ada Holm said.',
    ['Ada Holm | direct said | said | “We rebuilt the pier,”'],
  ],
  [
    'inverted',
    '“We rebuilt the pier,” said Ada Holm, a harbour engineer who lives in Brenby.',
    ['Ada Holm | direct said | said | “We rebuilt the pier,”'],
  ],
  [
    'split over two sentences',
    '“We rebuilt the pier,” Ada Holm said. “It took nine winters.”',
    ['Ada Holm | direct said | said | “We rebuilt the pier,” ⟂ “It took nine winters.”'],
  ],
  [
    'split inside the sentence',
    '“We rebuilt,” Ada Holm said on Monday, “and it took nine winters.”',
    ['Ada Holm | direct said | said | “We rebuilt,” ⟂ “and it took nine winters.”'],
  ],
  [
    'split paraphrase',
    'Ada Holm spoke. The pier, she said, had taken nine winters.',
    ['Ada Holm | indirect said | said | The pier ⟂ had taken nine winters'],
  ],
  [
    'no sentence before the tag',
    'Less clear, Ada Holm said, is what comes next.',
    ['Ada Holm | indirect said | said | Less clear ⟂ is what comes next'],
  ],
  [
    'questions in one quotation',
    '“Is it money? Is it pride? We do not know. But we are watching,” Ada Holm said.',
    ['Ada Holm | direct said | said | “Is it money? Is it pride? We do not know. But we are watching,”'],
  ],
  [
    'mixed',
    'Ada Holm called the pier “a long sentence without a verb”.',
    ['Ada Holm | mixed said | called | the pier “a long sentence without a verb”'],
  ],
  [
    'single marks',
    '‘The pier is the town,’ said Ada Holm.',
    ['Ada Holm | direct said | said | ‘The pier is the town,’'],
  ],
  [
    'doubled apostrophes',
    "''The pier is the town,'' Ada Holm said.",
    ["Ada Holm | direct said | said | ''The pier is the town,''"],
  ],
  [
    'nested marks',
    '“They said ‘never’ and meant ‘soon’,” Ada Holm said.',
    ['Ada Holm | direct said | said | “They said ‘never’ and meant ‘soon’,”'],
  ],
  [
    'a missing closing mark',
    'Ada Holm said: “The pier is the town.',
    ['Ada Holm | direct said | said | “The pier is the town.'],
  ],
  [
    'a missing blank between sentences',
    'Ada Holm said nobody owes the town anything.Bo Lind said the town disagrees.',
    [
      'Ada Holm | indirect said | said | nobody owes the town anything',
      'Bo Lind | indirect said | said | the town disagrees',
    ],
  ],
  [
    'venue, day and recipient stay out',
    'Ada Holm told reporters in Brenby on Monday that the ferry would sail.',
    ['Ada Holm | indirect said | told | that the ferry would sail'],
  ],
  [
    'a statement as venue',
    'The harbour board said in a statement on Friday that the ferry would sail.',
    ['harbour board | indirect said | said | that the ferry would sail'],
  ],
  [
    'a participle goes on',
    'Ada Holm said the pier was safe, adding that “nobody dives there twice”.',
    [
      'Ada Holm | indirect said | said | the pier was safe',
      'Ada Holm | mixed said | adding | that “nobody dives there twice”',
    ],
  ],
  [
    'according to, after',
    'The ferry sails on Sundays, according to Ada Holm.',
    ['Ada Holm | indirect said | according to | The ferry sails on Sundays'],
  ],
  [
    'according to, before',
    'According to Ada Holm, the ferry sails on Sundays.',
    ['Ada Holm | indirect said | According to | the ferry sails on Sundays'],
  ],
  [
    'according to, between',
    'The ferry, according to Ada Holm, has never sailed on Sundays.',
    ['Ada Holm | indirect said | according to | The ferry ⟂ has never sailed on Sundays'],
  ],
  [
    'as X noted',
    'As Ada Holm noted, the ferry sails on Sundays.',
    ['Ada Holm | indirect said | noted | the ferry sails on Sundays'],
  ],
  [
    'which he said',
    'Bo Lind praised the pier. Bo Lind said the town has a new pier, which he said has had “a fine effect on the herring”.',
    [
      'Bo Lind | indirect said | praised | the pier',
      'Bo Lind | indirect said | said | the town has a new pier',
      'Bo Lind | mixed said | said | has had “a fine effect on the herring”',
    ],
  ],
  [
    'declined, then said',
    'Board spokesman Bo Lind on Thursday declined to give a date but said the right to sail should not be in doubt.',
    [
      'Bo Lind | indirect declined | declined | to give a date',
      'Bo Lind | indirect said | said | the right to sail should not be in doubt',
    ],
  ],
  [
    'denied',
    'Norland and Sudmark have denied fish deals but vowed to deepen cooperation.',
    [
      'Norland and Sudmark | indirect denied | have denied | fish deals',
      'Norland and Sudmark | indirect said | vowed | to deepen cooperation',
    ],
  ],
  [
    'did not say',
    'Ada Holm did not say how many boats would sail.',
    ['Ada Holm | indirect declined | did not say | how many boats would sail'],
  ],
  [
    'asked',
    'Ada Holm asked whether the boats would sail.',
    ['Ada Holm | indirect asked | asked | whether the boats would sail'],
  ],
  [
    'echoing is not speaking',
    'Echoing Holm’s concerns, Bo Lind pledged continued cooperation.',
    ['Bo Lind | indirect said | pledged | continued cooperation'],
  ],
  [
    'acts are no statements',
    'When Bo Lind visited Brenby last year, he accompanied Holm to a parade and saluted as the boats rolled by.',
    [],
  ],
  [
    'names are no quotations',
    'The old pier, nicknamed “the green whale”, burned down. The dumplings, called “little ministers” on the menu, look pleased.',
    [],
  ],
  ['a negated mention', 'Ada Holm did not mention the pier.', []],
  [
    'several speakers before "have said"',
    'Norland has used boats to supply ports in Sudmark, officials in Brenby, Oslo, and Turku, as well as union monitors and independent experts have said.',
    [
      'officials in Brenby, Oslo, and Turku, as well as union monitors and independent experts | indirect said | have said | Norland has used boats to supply ports in Sudmark',
    ],
  ],
  [
    'name after an office',
    'In testimony in March to the council, Harbour Director Ada Holm said that the board had been forced to sell.',
    ['Ada Holm | indirect said | said | that the board had been forced to sell'],
  ],
  [
    'dash and name',
    '“The sea was flat and the soup was not.” — Viktor Sand, 66, retired sailor',
    ['Viktor Sand | direct said | ∅ | “The sea was flat and the soup was not.”'],
  ],
  [
    'a colon before the quotation',
    'Ada Holm was blunt: “The pier will not be painted twice.”',
    ['Ada Holm | direct said | : | “The pier will not be painted twice.”'],
  ],
  [
    'said first',
    'Said Ada Holm: “The pier will not be painted twice.”',
    ['Ada Holm | direct said | Said | “The pier will not be painted twice.”'],
  ],
  [
    'a country’s short name is no pronoun',
    'US Harbour Director Ada Holm said that it rained.',
    ['Ada Holm | indirect said | said | that it rained'],
  ],
  [
    'two countries’ officials',
    'A visit could deepen ties between the two ports, officials of South Korea and the United States warned.',
    [
      'officials of South Korea and the United States | indirect said | warned | A visit could deepen ties between the two ports',
    ],
  ],
  [
    'dateline',
    'BRENBY, July 24 (Coastal) -- The ferry sails on Sundays, Ada Holm said.',
    ['Ada Holm | indirect said | said | The ferry sails on Sundays'],
  ],
];

describe('attribute', () => {
  it.each(cases)('%s', (_name, text, expected) => {
    expect(sayings(text)).toEqual(expected);
  });

  it('takes paragraphs of nothing but quotation as the speaker before', () => {
    const text =
      '“The first winter was mild,” Ada Holm said.\n\n“The second took the roof.”\n\n“The third took the walls.”';
    expect(sayings(text)).toEqual([
      'Ada Holm | direct said | said | “The first winter was mild,” ⟂ “The second took the roof.” ⟂ “The third took the walls.”',
    ]);
  });

  it('finds the tag that comes after the first quotation of the paragraph', () => {
    expect(sayings('“The first winter was mild.” “The second was not,” Ada Holm said.')).toEqual([
      'Ada Holm | direct said | said | “The first winter was mild.” ⟂ “The second was not,”',
    ]);
  });

  it('reads a colon at the end of the paragraph before', () => {
    const text =
      'Ada Holm gave the following answer to a question of this agency:\n\n“It is not our custom to comb the papers of others.”';
    expect(sayings(text)).toEqual([
      'Ada Holm | direct said | : | “It is not our custom to comb the papers of others.”',
    ]);
  });

  it('reads transcripts', () => {
    const text =
      'Board spokesman Bo Lind met reporters.\n\nQUESTION: Will the ferry sail?\n\nLIND: It will. Ask me again on Sunday.';
    expect(sayings(text)).toEqual([
      '∅ | indirect asked | : | Will the ferry sail?',
      'Bo Lind | indirect said | : | It will. Ask me again on Sunday.',
    ]);
  });

  it('gives the innermost speaker, and the relayer as via', () => {
    const text =
      'Harbour minister Ada Holm, in a phone call with Bo Lind, said that the pier should not be sold, the ministry said.';
    const [only, ...more] = attribute(text, { title: null, publishedAt: PUBLISHED });
    expect(more).toEqual([]);
    expect(only?.speaker).toEqual({ name: 'Ada Holm', role: 'Harbour minister', kind: 'person' });
    expect(only?.via).toBe('ministry');
    expect(only?.pieces.map((p) => p.text)).toEqual(['that the pier should not be sold']);
  });

  it.each([
    ['Coastal News quoted Ada Holm as saying the pier was safe.', 'Ada Holm', 'Coastal News'],
    [
      '“The pier is safe,” the Coastal agency quoted harbour minister Ada Holm as saying.',
      'Ada Holm',
      'Coastal agency',
    ],
    [
      'The pier was sold in May, the Coastal agency reported, citing the harbour police.',
      'harbour police',
      'Coastal agency',
    ],
  ])('knows carriers: %s', (text, speaker, via) => {
    expect(attribute(text, { title: null, publishedAt: null }).map((s) => [s.speaker?.name, s.via])).toEqual([
      [speaker, via],
    ]);
  });

  it('leaves the outlet its own when what it cites is a thing', () => {
    const text =
      'The pier is gone, HARBOUR PRO, a Brenby-based website, reported this week, citing satellite imagery.';
    const found = attribute(text, { title: null, publishedAt: PUBLISHED });
    expect(found.map((s) => [s.speaker, s.via, s.pieces.map((p) => p.text)])).toEqual([
      [
        { name: 'HARBOUR PRO', role: 'Brenby-based website', kind: 'organisation' },
        null,
        ['The pier is gone'],
      ],
    ]);
  });
});
