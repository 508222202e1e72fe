import { describe, expect, test } from 'vitest';
import { actsIn } from '../../src/stories/acts.ts';
import { changesIn } from '../../src/stories/changes.ts';
import { countsIn } from '../../src/stories/counts.ts';

const article = (text: string, change: { title?: string; outlet?: string; at?: number } = {}) => ({
  title: change.title ?? 'Fire on the Korsvik ferry',
  text,
  outlet: change.outlet ?? 'Fjord Post',
  at: change.at ?? 0,
});
const counted = (text: string) =>
  countsIn(article(text, { title: '' })).map((c) => `${c.shown} ${c.noun} ${c.what}`);
const changes = (text: string, ...earlier: string[]) =>
  changesIn(article(text, { outlet: 'Harbour Mail', at: 9 }), async () =>
    earlier.map((before, at) => article(before, { at })),
  );
const told = async (text: string, ...earlier: string[]) =>
  (await changes(text, ...earlier)).map((c) =>
    c.is === 'act' ? c.act : `${c.now} ${c.thing} (${c.before})`,
  );

describe('what is counted', () => {
  test.each([
    ['Three people were killed when a ferry struck the quay.', '3 people killed'],
    ['At least five people have been killed in the fire.', 'at least 5 people killed'],
    [
      'A blast killing more than 1,200 sheep shepherds shook the fell.',
      'more than 1,200 sheep shepherd killed',
    ],
    ['Five dead in ferry fire', '5 people killed'],
    ['The death toll rose to twenty-one, the mayor said.', '21 people killed'],
    ['Skarn sent 12,000 troops to the border.', '12,000 soldier sent'],
    ['Two million people were displaced by the flood.', '2,000,000 people displaced'],
    ['Guards who killed three people were arrested.', '3 people killed'],
  ])('%s', (text, is) => expect(counted(text)).toEqual([is]));

  test.each([
    'Five people were killed there in 2019.',
    'The 5-year-old was killed.',
    'Another five people were killed overnight.',
    'Five more people were killed overnight.',
    'Up to five people were killed.',
    'Three of the 12 passengers were killed.',
    'The third passenger was killed.',
    '3. Passengers killed time on deck.',
    'On May 5 people were killed with kindness.',
    'A fine of $5 killed the trade.',
    'The ferry sailed 5 days late and killed the trade.',
    'Five people are feared killed.',
    'Five people have been killed there this year.',
    'Five people would be killed, the drill assumed.',
    'No five people were killed.',
    'Two people were killed in Korsvik and three people were killed in Holm.',
    'The team won 3-2 and killed the game.',
  ])('not: %s', (text) => expect(counted(text)).toEqual([]));
});

describe('a changed number', () => {
  const three = 'Three people were killed in the fire on Monday, the harbour police said.';

  test('is told with what it was, and the sentence that says so', async () => {
    const text = 'The ferry burnt for hours. At least five people were killed, the mayor said.';
    expect(await changes(text, three)).toEqual([
      {
        is: 'number',
        thing: 'killed',
        now: 'at least 5',
        before: '3',
        sentence: 'At least five people were killed, the mayor said.',
      },
    ]);
    expect(await told('Five soldiers were captured.', 'Skarn said two soldiers were captured.')).toEqual([
      '5 soldiers captured (2)',
    ]);
    expect(await told('The death toll rose to seven.', three, 'Five people were killed.')).toEqual([
      '7 killed (5)',
    ]);
  });

  test.each([
    ['the same in other words', 'A fire killed 3 people.', three],
    ['another thing', 'Five people were injured in the fire.', three],
    ['other people', 'Five soldiers were killed in the fire.', three],
    ['another day', 'Five people were killed in the fire on Friday.', three],
    ['another place', 'Five people died in Holm.', 'Three people died in Lenvik.'],
    [
      'told further down before',
      'Five people were killed.',
      `${three}\n\nA.\n\nB.\n\nHolm radio said five people had been killed; five people were killed.`,
    ],
    ['an older report that comes late', 'Two people were killed in the fire.', three],
    ['rounded', 'Skarn launched about 300 balloons.', 'Skarn launched 312 balloons.'],
    ['a bound that holds', 'Skarn launched 312 balloons.', 'Skarn launched more than 300 balloons.'],
    ['further down', `A.\n\nB.\n\nC.\n\nFive people were killed.`, three],
    ['nothing told before', 'Five people were killed.', 'The ferry burnt for hours.'],
  ])('not: %s', async (_, text, before) => expect(await told(text, before)).toEqual([]));

  test('a smaller one is a correction where the same outlet told the larger one', async () => {
    const before = [article('Five people were killed.', { outlet: 'Harbour Mail' })];
    const now = article('Four people were killed in the fire.', { outlet: 'Harbour Mail', at: 1 });
    expect(await changesIn(now, async () => before)).toMatchObject([{ now: '4', before: '5' }]);
  });

  test('nothing is compared with a text that is not kept any more', async () => {
    expect(await told('Five people were killed.', three, '')).toEqual([]);
  });
});

describe('an official act', () => {
  test.each([
    'Norvik’s parliament on Thursday ratified the harbour treaty with Skarn',
    'President Ada Brink signed the ferry law',
    'The Security Council adopted a resolution on the ferries',
    'The president dismissed the ferry minister',
    'Russia has expelled two British diplomats',
    'The United States on Friday imposed sanctions on two banks',
    'The court sentenced Ivo Marrow to five years in prison',
    'The government declared a state of emergency',
  ])('%s', (text) => expect(actsIn(article(`${text}.`)).map((a) => a.act)).toEqual([text]));

  test.each([
    'Norvik will sign a treaty.',
    'The council that adopted the plan was dissolved.',
    'The ministry dismissed a report on the ferries.',
    'A month after parliament ratified the treaty, ships sail.',
    'The Senate last year approved the deal.',
    'The council has not approved the plan.',
    'The council planned to approve the plan and adopted a cat.',
    'Prosecutors charged that the minister lied.',
    'The government declared that ferries are safe.',
    'The minister recalled the days of sail.',
    'Ada Brink signed copies of her book.',
    'The mayor’s wife has banned cannoli.',
    'Police charged at the crowd.',
    'Germany passed France in the table.',
    '“The council adopted the plan,” said Signe Aas.',
    'The mayor said the council adopted the plan.',
    'The council reportedly adopted the plan.',
  ])('not: %s', (text) => expect(actsIn(article(text))).toEqual([]));

  const act = 'Norvik’s parliament ratified the harbour treaty with Skarn';
  test('is told where the story did not have it, also when it lay ahead there', async () => {
    expect(await told(`${act}.`, 'The harbour treaty with Skarn is disputed.')).toEqual([act]);
    expect(await told(`${act}.`, 'Parliament is to ratify the harbour treaty on Friday.')).toEqual([act]);
  });
  test.each([
    'The harbour treaty was ratified on Friday.',
    'Lawmakers approved the treaty with Skarn.',
    'Ferries.\n\nMore.\n\nMore.\n\nMore.\n\nThe ratification of the treaty took a minute.',
  ])('not where it was told: %s', async (before) => expect(await told(`${act}.`, before)).toEqual([]));
  test('an arrest is no second one because it is told in other words', async () => {
    const text = 'Police arrested three suspects in Holm.';
    expect(await told(text, 'A baker of 34 was detained overnight.')).toEqual([]);
  });
});

describe('a changed place', () => {
  const korsvik = 'The summit between Norland and Sudmark will be held in Korsvik on Monday, the mayor said.';

  test.each([
    ['The summit has been moved from Korsvik to Holm, the mayor said.', ['Holm summit (Korsvik)']],
    ['Norland’s premier will come to the summit in Holm instead of Korsvik.', ['Holm summit (Korsvik)']],
    // Another name for the same place, or a place inside it: the article does not say that it is another.
    ['The summit in Fjordland will begin on Monday.', []],
    ['The summit at the Harbour Hall will begin on Monday.', []],
    // Another thing, another time, no place at all.
    ['The talks were moved from Korsvik to Holm, the mayor said.', []],
    ['Last year the summit was moved from Korsvik to Holm.', []],
    ['The summit has been moved to Tuesday, the mayor said.', []],
  ])('%s', async (text, is) => expect(await told(text, korsvik)).toEqual(is));

  test('is none when the story had it already, or had two places', async () => {
    const moved = 'The summit has been moved from Korsvik to Holm, the mayor said.';
    expect(await told(moved, korsvik, 'The mayor of Holm asked for the summit.')).toEqual([]);
    expect(await told(moved, korsvik, 'The summit will be held in Sund on Monday.')).toEqual([]);
  });
});
