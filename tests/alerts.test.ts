/** What a story's thread gets from pages that are edited again and again, and what a correction does to what was posted. */
import { beforeEach, describe, expect, it } from 'vitest';
import { midList } from '../src/alerts/midlist.ts';
import { HERE, HOUR, type Newsroom, openNewsroom } from './filing/newsroom.ts';

const PAGE = {
  url: 'https://post.example/live',
  outlet: 'Fjord Post',
  title: 'Live: ferry crews walk out at Korsvik',
  text: 'Ferry crews at Korsvik walked out at dawn on Friday over a roster that their union calls unsafe.\n\n“Nobody sails on four hours of sleep,” said Signe Aas, who leads the crews’ union.',
};
const VOICES = [
  'Otto Fisk',
  'Ada Holm',
  'Nora Vik',
  'Hans Dahl',
  'Eva Lund',
  'Ola Berg',
  'Ida Moe',
  'Lars Ness',
];
const line = (who: string, i: number) =>
  `“This is remark number ${i + 1} about the roster of ${who.split(' ')[1]},” said ${who}, a commuter.`;
const edited = (n: number) => ({
  ...PAGE,
  text: [PAGE.text, ...VOICES.slice(0, n).map(line)].join('\n\n'),
});

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
  await room.subscribe(HERE, 'topic', 'ferries');
});

describe('a page that is edited all day', () => {
  it('gets three replies an hour; the rest is told as one, and nothing is lost', async () => {
    await room.file(PAGE);
    await room.deliver();
    const replies: string[] = [];
    for (let n = 1; n <= 6; n++) {
      room.later(60_000);
      await room.file(edited(n));
      replies.push(...(await room.deliver()).filter((t) => t.kind === 'reply').map((t) => t.plain));
    }
    expect(replies).toHaveLength(3);
    // What waits holds nothing else of the channel up.
    await room.file({
      ...PAGE,
      url: 'https://mail.example/x',
      outlet: 'Harbour Mail',
      title: 'Ferry menu changes',
      text: 'The ferry between Lenvik and Holm serves soup again from Monday after a winter without a cook aboard.',
    });
    expect((await room.deliver()).map((t) => t.kind)).toEqual(['post']);
    room.later(HOUR);
    const rolled = await room.deliver();
    expect(rolled).toHaveLength(1);
    expect(rolled[0]?.plain).toMatch(/^New in Fjord Post’s later version: Hans Dahl, Eva Lund, Ola Berg/);
    for (const i of VOICES.slice(0, 6).keys())
      expect(
        [...replies, rolled[0]?.plain].filter((t) => t?.includes(`remark number ${i + 1} `)),
      ).toHaveLength(1);
    // The next one counts the rolled one, and goes at once.
    room.later(60_000);
    await room.file(edited(7));
    expect((await room.deliver()).map((t) => t.kind)).toEqual(['reply']);
  });

  it('does not keep another outlet’s news waiting', async () => {
    await room.file(PAGE);
    for (let n = 1; n <= 5; n++) await room.file(edited(n));
    await room.deliver();
    const other = await room.file({
      ...PAGE,
      url: 'https://mail.example/strike',
      outlet: 'Harbour Mail',
      text: `${PAGE.text}\n\n“We shall sail at noon,” said Tor Eng, the owner of the line.`,
    });
    expect(other.newStory).toBe(false);
    const replies = (await room.deliver()).filter((t) => t.kind === 'reply');
    expect(replies.map((r) => r.plain.split('\n')[0])).toEqual([
      expect.stringMatching(/^New in Harbour Mail: Tor Eng/),
    ]);
  });

  it('names who has no name in small letters after somebody else', async () => {
    await room.file(PAGE);
    await room.deliver();
    await room.file({
      ...PAGE,
      url: 'https://mail.example/pilot',
      outlet: 'Harbour Mail',
      text: `${PAGE.text}\n\n“We shall sail at noon,” said Tor Eng, the owner of the line.\n\nA former harbour pilot said the channel had not been dredged since the winter.`,
    });
    const [reply] = (await room.deliver()).filter((t) => t.kind === 'reply');
    expect(reply?.plain).toMatch(/^New in Harbour Mail: Tor Eng, a former harbour pilot\b/);
  });

  it.each([
    ['A former harbour pilot', 'a former harbour pilot'],
    ['Two NATO officials', 'two NATO officials'],
    ['Officials at the port', 'officials at the port'],
    ['Former US diplomats', 'former US diplomats'],
    ['US officials', 'US officials'],
    ['NATO diplomats', 'NATO diplomats'],
    ['Western officials', 'Western officials'],
    ['General Motors workers', 'General Motors workers'],
    ['The Hague’s mayor', 'The Hague’s mayor'],
    ['The pilot of the tug', 'the pilot of the tug'],
    ['residents', 'residents'],
    ['', ''],
  ])('prints “%s” in a list as “%s”', (description, printed) => {
    expect(midList(description)).toBe(printed);
  });

  it('is held to a dozen replies an hour whoever writes them', async () => {
    await room.file(PAGE);
    await room.deliver();
    let count = 0;
    for (let n = 0; n < 15; n++) {
      const who = `${['Arne', 'Bente', 'Carl'][n % 3]} ${['Aune', 'Brekke', 'Dale', 'Eide', 'Foss'][n % 5]}`;
      const filed = await room.file({
        ...PAGE,
        url: `https://p${n}.example/strike`,
        outlet: `Paper ${n}`,
        text: `${PAGE.text}\n\n“My own remark has the number ${n} of this morning,” said ${who}, a commuter.`,
      });
      expect(filed.newStory).toBe(false);
      count += (await room.deliver()).filter((t) => t.kind === 'reply').length;
    }
    expect(count).toBe(12);
    room.later(HOUR + 1);
    const [rolled, ...more] = (await room.deliver()).filter((t) => t.kind === 'reply');
    expect(more).toEqual([]);
    expect(rolled?.plain).toMatch(/^New in Paper 12, Paper 13 and Paper 14: /);
    for (const n of [12, 13, 14]) expect(rolled?.plain).toContain(`has the number ${n} of`);
  });
});

describe('a correction', () => {
  it('edits the alert and the replies made from the page', async () => {
    await room.file(PAGE);
    await room.file(edited(1));
    const posted = await room.deliver();
    expect(posted.map((t) => t.kind)).toEqual(['post', 'reply']);
    await room.file({ ...edited(1), notice: { kind: 'corrected', text: 'The roster was misread.' } });
    const edits = await room.deliver();
    expect(edits.map((t) => t.kind)).toEqual(['edit', 'edit']);
    for (const { plain } of edits) expect(plain).toContain('Fjord Post (corrected since)');
    await room.file({
      ...edited(1),
      notice: { kind: 'withdrawn', text: 'This article has been withdrawn.' },
    });
    const withdrawn = await room.deliver();
    expect(withdrawn.map((t) => t.kind)).toEqual(['edit', 'edit']);
    for (const { plain } of withdrawn) expect(plain).toContain('withdrawn since');
    expect(await room.say('whosaid', { speaker: 'Signe Aas' })).toContain('withdrawn since');
  });

  it('tells nothing for a typo', async () => {
    await room.file(PAGE);
    await room.deliver();
    await room.file({ ...PAGE, text: PAGE.text.replace('dawn', 'daybreak') });
    expect((await room.deliver()).filter((t) => t.kind !== 'edit')).toEqual([]);
  });
});

describe('the outlets line', () => {
  it('tells outlets of one owner apart from independent ones', async () => {
    await room.file({ ...PAGE, owner: 'Fjord Media' });
    await room.file({ ...PAGE, owner: 'Fjord Media', url: 'https://mail.example/1', outlet: 'Harbour Mail' });
    await room.file({ ...PAGE, url: 'https://echo.example/1', outlet: 'Island Echo' });
    const [post] = await room.deliver();
    expect(post?.plain).toContain('3 outlets of 2 owners, 1 original');
  });
});

describe('what is new of the event itself', () => {
  const FIRE = {
    url: 'https://post.example/fire',
    outlet: 'Fjord Post',
    title: 'Ferry burns off Korsvik',
    text: 'Three people were killed when the ferry Aurora burnt off Korsvik, the harbour office of Korsvik wrote.\n\nThe ferry Aurora was on its way to Holm with forty passengers and a circus.',
  };
  const five = (text: string) =>
    text.replace('Three people', 'At least five people').replace('off Korsvik,', 'off Korsvik early,');

  it('a changed number is told in the thread with the sentence that says so; a copy and a typo are not', async () => {
    await room.file(FIRE);
    await room.file({ ...FIRE, url: 'https://mail.example/fire', outlet: 'Harbour Mail' });
    await room.deliver();
    room.later(60_000);
    await room.file({ ...FIRE, text: FIRE.text.replace('a circus', 'a small circus') });
    expect((await room.deliver()).filter((t) => t.kind === 'reply')).toEqual([]);
    room.later(60_000);
    const copy = { ...FIRE, url: 'https://star.example/fire', outlet: 'The Star', text: five(FIRE.text) };
    await room.file(copy);
    const [reply, ...others] = (await room.deliver()).filter((t) => t.kind === 'reply');
    expect(others).toEqual([]);
    expect(reply?.plain).toMatch(/^New in The Star: at least 5 killed \(before: 3\)/);
    expect(reply?.plain).toContain(
      'At least five people were killed when the ferry Aurora burnt off Korsvik early,',
    );
    const why = await room.say('explain', { link: copy.url });
    expect(why).toContain('New of the event itself: at least 5 killed (before: 3).');

    // The reply is composed anew when its article is marked, and says the same.
    room.later(60_000);
    await room.file({ ...copy, notice: { kind: 'corrected', text: 'The ship was misspelt.' } });
    const edit = (await room.deliver()).find((t) => t.kind === 'edit' && t.plain.startsWith('New in'));
    expect(edit?.plain).toMatch(/^New in The Star.*: at least 5 killed \(before: 3\)/);
  });

  it('a number that changes twice while a reply waits is told once', async () => {
    const page = (n: number) => ({
      ...FIRE,
      text: FIRE.text.replace('Three', ['Three', 'Five', 'Six', 'Seven', 'Eight', 'Nine'][n] ?? ''),
    });
    await room.file(page(0));
    await room.deliver();
    for (let n = 1; n <= 5; n++) {
      room.later(60_000);
      await room.file(page(n));
      await room.deliver();
    }
    room.later(HOUR);
    const [rolled] = (await room.deliver()).filter((t) => t.kind === 'reply');
    expect(rolled?.plain).toMatch(/^New in Fjord Post’s later version: 9 killed \(before: 7\)/);
    expect(rolled?.plain).not.toContain('8 killed');
  });

  it('an official act that the story did not have is told, once', async () => {
    await room.file(FIRE);
    await room.deliver();
    const act = 'Norvik’s parliament on Friday declared three days of mourning';
    const later = (url: string, outlet: string) => ({
      ...FIRE,
      url,
      outlet,
      text: `${act}.\n\n${FIRE.text}`,
    });
    await room.file(later('https://star.example/fire', 'The Star'));
    await room.file(later('https://echo.example/fire', 'Island Echo'));
    const replies = (await room.deliver()).filter((t) => t.kind === 'reply');
    expect(replies).toHaveLength(1);
    expect(replies[0]?.plain).toContain('New in The Star: Norvik’s parliament on Friday declared');
    expect(replies[0]?.plain).toContain(`${act}. (The Star)`);
  });
});
