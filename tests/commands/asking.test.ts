/** Questions as tired people type them: what they mean is found, and what cannot be found is said in one sentence. */
import { beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Caller } from '../../src/chat.ts';
import { readLine } from '../../src/line.ts';
import { buttons, CALLER, talkingTown } from './desk.ts';

let town: Awaited<ReturnType<typeof talkingTown>>;
beforeEach(async () => {
  town = await talkingTown();
});
const ask = (line: string, caller: Caller = CALLER) => {
  const read = readLine(line, commands);
  if (!read.ok) throw new Error(read.why);
  return town.ask(read.value.command, read.value.input, caller);
};
const say = async (line: string, caller?: Caller) => (await ask(line, caller)).plain;
const LONG = 'q'.repeat(3_000);

describe('a story', () => {
  it('is opened by its title, with the others in which the words were said a press away', async () => {
    const reply = await ask('/story the bridge will open');
    expect(reply.plain).toMatch(/^Story 11: The bridge will open in May/);
    const other = await ask('/story bridge');
    expect(other.plain).toMatch(/^Which one\?/);
    expect(buttons(other)).toHaveLength(2);
  });

  it('is not guessed from words that stand everywhere', async () => {
    expect(await say('/story the')).toBe(
      '“the” stands everywhere. Type words that tell one story from another, such as names in its title.',
    );
    expect(await say('/story zebra')).toMatch(
      /^I know no story “zebra”: no title has all these words, and nobody said them/,
    );
    expect(await say('/story https://nowhere.example/a')).toMatch(
      /^I have read no article at https:\/\/nowhere/,
    );
  });
});

describe('a question about somebody', () => {
  it('may name their office', async () => {
    const reply = await ask('/whosaid "the port engineer"');
    // Everybody in this town is a port engineer.
    expect(reply.plain).toMatch(/^Which port engineer\?/);
    expect(buttons(reply).map((b) => b.label)).toEqual([
      'Anna Berg · port engineer · 12 statements',
      'Ann-Marie Berg · port engineer · 1 statement',
      'Otto Fisk · port engineer · 1 statement',
    ]);
    expect(await say('/timeline speaker:"port engineer"')).toMatch(/^Which port engineer\?/);
    expect(await say('/subscribe speaker:"port engineer"')).toMatch(/^Which port engineer\?/);
  });

  it('that holds no letter is said to hold none, and offers nobody', async () => {
    for (const line of ['/whosaid 😀', '/whosaid "?!"', '/whosaid about:…']) {
      const reply = await ask(line);
      expect(reply.plain).toMatch(/holds no letter and no digit to look for/);
      expect(buttons(reply)).toEqual([]);
    }
    expect(buttons(await ask('/timeline 😀'))).toEqual([]);
  });

  it('finds whom a pasted name with hidden characters names', async () => {
    expect(await say('/whosaid An\u200bna\u2060 Be\u00adrg')).toMatch(/^Anna Berg · /);
    expect(await say('\ufeff/whosaid Anna Berg')).toMatch(/^Anna Berg · /);
  });

  it('advises only what was narrowed', async () => {
    expect(await say('/whosaid about:zebra')).toBe('Nothing that I have read fits that.');
    expect(await say('/whosaid Otto Fisk about:"zebra ferry" topic:ferries since:1h quotes:yes')).toBe(
      'Nothing that I have read fits that. Try fewer words, or a longer time in since:, or leaving out topic:, or leaving out quotes:.',
    );
    expect(await say('/timeline ferries')).toBe('Nobody has said anything on that in what I have read.');
    expect(await say('/timeline ferries since:1h')).toMatch(/Try a longer time in since:\.$/);
  });
});

describe('a line', () => {
  it('may have a blank behind its slash, and a bare number for how many', async () => {
    expect(await say('/ whosaid Anna Berg')).toMatch(/^Anna Berg · /);
    expect((await say('/latest 3')).match(/^• /gm)).toHaveLength(3);
    expect(await say('/latest 400')).toBe('count: takes a number from 1 to 20.');
    expect(await say('/latest 0')).toBe('count: takes a number from 1 to 20.');
  });

  it.each([
    `/whosaid ${LONG}`,
    `/whosaid about:${LONG}`,
    `/story ${LONG}`,
    `/timeline ${LONG}`,
    `/latest ${LONG}`,
    `/subscribe ${LONG}`,
    `/subscribe speaker:${LONG}`,
    `/unsubscribe ${LONG}`,
    `/speaker merge ${LONG} into:x`,
    `/stories merge story:${LONG} into:x`,
    `/help ${LONG}`,
    `/explain ${LONG}`,
  ])('that is too long is not said back whole: %.20s', async (line) => {
    await town.ask('subscribe', { topic: 'bridges' });
    const said = await say(line);
    expect(said.length).toBeLessThan(450);
    expect(said).not.toContain('q'.repeat(201));
  });

  it('of an unknown command is cut as well', () => {
    const read = readLine(`/${LONG}`, commands);
    expect(read.ok ? '' : read.why).toMatch(/^I do not know “q{79}…”/);
    const option = readLine(`/whosaid x ${'q'.repeat(300)}:y`, commands);
    expect((option.ok ? '' : option.why).length).toBeLessThan(250);
  });
});

describe('options that a platform has no use for', () => {
  it('are kept and said to do nothing there', async () => {
    const slack = { ...CALLER, place: { ...CALLER.place, platform: 'slack' as const } };
    expect(await say('/subscribe bridges silent:yes crosspost:yes')).toContain(
      'silent: and crosspost: do nothing in the terminal: they are kept, and every alert comes as usual.',
    );
    expect(await say('/subscribe bridges silent:yes', slack)).toContain(
      'silent: does nothing on Slack: it is kept, and every alert comes as usual.',
    );
    expect(await say('/subscription bridges crosspost:yes', slack)).toContain(
      'crosspost: does nothing on Slack',
    );
    expect(await say('/subscription bridges silent:no', slack)).not.toContain('nothing');
    const discord = { ...CALLER, place: { ...CALLER.place, platform: 'discord' as const } };
    expect(await say('/subscribe bridges silent:yes', discord)).not.toContain('nothing');
  });
});
