import { beforeEach, describe, expect, it } from 'vitest';
import { createAnswerer } from '../../src/answer.ts';
import { createIds } from '../../src/ids.ts';
import { createLog } from '../../src/log.ts';
import { asText } from '../../src/shown.ts';
import { marked } from '../../src/store/contexts.ts';
import { buttons, CALLER, talkingTown } from './desk.ts';

let town: Awaited<ReturnType<typeof talkingTown>>;
beforeEach(async () => {
  town = await talkingTown();
});
const say = async (command: string, input = {}, caller = CALLER) =>
  (await town.ask(command, input, caller)).plain;

describe('/context', () => {
  it('shows the paragraph with the quoted words marked, who said them, and the link', async () => {
    const reply = await town.ask('context', { story: 'faster than any bridge' });
    const [, paragraph, source] = reply.nodes;
    expect(paragraph).toMatchObject({
      kind: 'text',
      text: [
        { kind: 'strong', text: 'The ferry is faster than an' },
        { kind: 'plain', text: 'y bridge, said Otto Fisk.' },
      ],
    });
    expect(source).toMatchObject({ kind: 'note' });
    if (source?.kind === 'note') {
      expect(asText(source.text)).toBe('Otto Fisk — Paper');
      expect(source.text[1]).toMatchObject({ kind: 'link', url: 'https://paper.example/13' });
    }
    expect(reply.visibility).toBe('private');
  });

  it('takes one statement, and says what to type', async () => {
    const [statement] = (await town.desk.statements({ about: 'not asked', page: 1, size: 1 })).statements;
    expect(await say('context', { statement: statement?.id ?? '' })).toContain('I was not asked');
    expect(await say('context', { statement: 'nothing' })).toMatch(/^No paragraph is kept/);
    expect(await say('context')).toMatch(/^Which story\?/);
    expect(await say('context', { story: 'faster than any bridge', page: '2' })).toBe('There is one page.');
  });

  it('marks spans that touch and overlap once', () => {
    const spans = [
      { start: 4, end: 8 },
      { start: 0, end: 5 },
      { start: 10, end: 99 },
    ];
    expect(marked('0123456789abc', spans)).toEqual([
      { text: '01234', marked: true },
      { text: '567', marked: true },
      { text: '89', marked: false },
      { text: 'abc', marked: true },
    ]);
  });
});

describe('/mute and /resume', () => {
  it('are for managers, in words', async () => {
    const story = { story: 'faster than any bridge' };
    expect(await say('mute', story, { ...CALLER, manager: false })).toMatch(/^Only a manager/);
    expect(await say('mute', { ...story, until: '7d' })).toMatch(
      /^Done: no more updates of “Story 13.*” in this channel until 27 Nov 2026\./,
    );
    const reply = await town.ask('mute', story);
    expect(reply.plain).toMatch(/in this channel\./);
    expect(buttons(reply)[0]?.action.command).toBe('resume');
    expect(await say('resume', story)).toMatch(/^Done: updates of/);
    expect(await say('resume', story)).toMatch(/is not muted/);
    expect(await say('mute', { ...story, until: 'yesterday' })).toMatch(/^until: takes/);
    expect(await say('mute', { ...story, until: '2020-01-01' })).toMatch(/^until: takes/);
  });

  it('list what is quiet here, take a topic or a story as typed, and mean the muted one of several', async () => {
    expect(await say('resume')).toBe('Nothing is paused or muted in this channel.');
    await say('subscribe', { topic: 'bridges' });
    await say('pause', { subscription: 'bridges' });
    await say('mute', { story: 'number 4 about the harbour', until: '7d' });
    const listed = await town.ask('resume');
    expect(listed.plain).toContain('Bridges: no alerts');
    expect(listed.plain).toContain('number 4 about the harbour”: no updates until 27 Nov 2026');
    expect(buttons(listed).map((b) => b.action.command)).toEqual(['resume', 'resume']);
    expect(await say('resume', { story: 'bridges' })).toBe('Done: alerts on Bridges come again.');
    // Eleven stories have the word; one of them is muted.
    expect(await say('resume', { story: 'harbour' })).toMatch(/^Done: updates of “Story 4/);
    expect(await say('resume', { story: 'bridges' })).toBe('Bridges is not paused.');
    expect(await say('resume')).toBe('Nothing is paused or muted in this channel.');
  });

  it('ask which of several', async () => {
    const reply = await town.ask('mute', { story: 'harbour' });
    expect(buttons(reply)[0]?.action.command).toBe('mute');
  });
});

describe('a subscription', () => {
  it('goes where the platform says that it may', async () => {
    const log = createLog('silent', false, process.stderr);
    const there = { ...CALLER.place, channel: 'there' };
    const desk = {
      ...town.desk,
      target: async (channel: string | null) =>
        channel === 'there'
          ? { ok: true as const, value: { place: there, name: '#there', note: 'Without threads.' } }
          : { ok: false as const, why: 'I cannot post in #closed: I need Send Messages there.' },
    };
    const answer = createAnswerer({
      commands: desk.commands(),
      desk,
      ids: createIds(
        () => 1,
        () => 0.5,
      ),
      log,
    });
    const ask = async (input: Record<string, string>) =>
      (await answer({ command: 'subscribe', input, caller: CALLER })).plain;
    expect(await ask({ topic: 'ferries', channel: 'closed' })).toBe(
      'I cannot post in #closed: I need Send Messages there.',
    );
    expect(await ask({ topic: 'ferries', channel: 'there' })).toBe(
      'Done: #there gets an alert for each new story on Ferries.\nWithout threads.',
    );
    expect(await ask({ topic: 'ferries', channel: 'there' })).toBe(
      '#there is already subscribed to Ferries.',
    );
    expect((await town.desk.subscriptions(there)).map((s) => s.label)).toEqual(['Ferries']);
  });

  it('is shown as paused with what to do', async () => {
    await say('subscribe', { topic: 'ferries' });
    await town.store.holds.close(CALLER.place, 'closed', 'I may not post there.', 'Let me.', () => 0, false);
    expect(await say('subscriptions')).toMatch(/Paused: I may not post there\. Let me\.$/);
  });
});
