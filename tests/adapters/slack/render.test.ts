import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hints, readSlash, unescaped } from '../../../adapters/slack/lines.ts';
import { mrkdwn, plainText } from '../../../adapters/slack/mrkdwn.ts';
import { renderMessage } from '../../../adapters/slack/render.ts';
import { commands } from '../../../commands/index.ts';
import type { Message, Node, Rich, ShownStatement } from '../../../src/chat.ts';
import { linked, message, plain, strong } from '../../../src/shown.ts';
import { spoken } from '../../statement.ts';
import { blocksProblems, messageProblems, texts } from './blockkit.ts';

const statement = (text: string, quoted = true): ShownStatement =>
  spoken({
    id: 's1',
    kind: quoted ? 'direct' : 'indirect',
    pieces: [{ text, quoted }],
    saidOn: '2026-11-01',
    sightings: [
      {
        outlet: 'Paper',
        url: 'https://paper.example/a?b=1&c=<2>|3',
        publishedAt: null,
        stateMedia: true,
        mark: null,
      },
    ],
  });
const alert = (headline: string, words: string, outlet = 'Paper'): Message =>
  message([
    { kind: 'heading', text: headline, link: 'https://paper.example/a' },
    {
      kind: 'text',
      text: [strong(outlet), plain(' · also in '), linked('The Star', 'https://star.example/')],
    },
    { kind: 'text', text: [plain(words)] },
    { kind: 'text', text: [strong('Who said what')] },
    { kind: 'quote', statement: statement(words) },
    { kind: 'quote', statement: statement(words, false), sources: true, number: 2, id: true },
    { kind: 'buttons', buttons: [{ label: headline, action: { command: 'story', input: { story: 'x' } } }] },
  ]);
const shown = (m: Message) => texts(renderMessage(m).blocks).join('\n');

describe('an alert', () => {
  it('reads like this', () => {
    expect(renderMessage(alert('The bridge opens', 'It opens in May.'))).toMatchObject({
      text: expect.stringMatching(
        /^The bridge opens \(https:\/\/paper\.example\/a\)\nPaper · also in The Star/,
      ),
      blocks: [
        {
          type: 'section',
          text: {
            type: 'mrkdwn',
            verbatim: true,
            text: '<https://paper.example/a|The bridge opens>\n*Paper* · also in <https://star.example/|The Star>',
          },
        },
        { type: 'section', text: { text: 'It opens in May.' } },
        {
          type: 'section',
          text: {
            text: '*Who said what*\n• *Anna Berg, port engineer*, said: “It opens in May.” — 1 Nov 2026',
          },
        },
        {
          type: 'section',
          text: {
            text: '2. *Anna Berg, port engineer*, said (paraphrased): It opens in May. — 1 Nov 2026 [s1]',
          },
        },
        {
          type: 'context',
          elements: [{ text: '<https://paper.example/a?b=1&amp;c=%3C2%3E%7C3|Paper (state media)>' }],
        },
        { type: 'actions', elements: [{ type: 'button', value: 'story?story=x' }] },
      ],
    });
  });

  it('pings nobody and formats nothing by others’ words', () => {
    for (const hostile of [
      '<!channel> look',
      '<!here|here> <@U123ABC> <#C1|x>',
      '&lt;!channel&gt; &amp; &',
      '*bold* _slanted_ ~struck~ `code` :boom: ```',
      '<https://evil.example|Reuters>',
      '> quoted\n• bullet',
      'a\u202eb\u0007c',
      'x'.repeat(5_000),
      '&<>'.repeat(2_000),
      '👩‍👩‍👧'.repeat(900),
    ]) {
      const { text, blocks } = renderMessage(alert(hostile, hostile, hostile));
      expect(messageProblems({ text, blocks })).toEqual([]);
      const all = [text, ...texts(blocks)].join('\n');
      expect(all).not.toMatch(/<!(channel|here)|<@U|<#C1\|x|<https:\/\/evil|\p{Bidi_Control}|(?!\n)\p{Cc}/u);
    }
    expect(mrkdwn([plain('&lt; & <b>')], 100)).toBe('&amp;lt; &amp; &lt;b&gt;');
    expect(mrkdwn([plain('*b* and 2*3*4, snake_case_name, :boom:')], 100)).toBe(
      '∗b* and 2*3*4, snake_case_name, ꞉boom:',
    );
    expect(mrkdwn([plain('> so he said\na > b\n>>> more')], 100)).toBe(
      '› so he said\na &gt; b\n›&gt;&gt; more',
    );
  });

  it('keeps within the limits whatever it holds, and has all of it in words', () => {
    const text = fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 4_000 }));
    const rich: fc.Arbitrary<Rich> = fc.array(
      fc.oneof(
        text.map(plain),
        text.map(strong),
        text.map((t): Rich[number] => ({ kind: 'quoted', text: t })),
        text.map((t) => linked(t, `https://x.example/${encodeURIComponent(t.slice(0, 50).toWellFormed())}`)),
      ),
      { maxLength: 6 },
    );
    const node: fc.Arbitrary<Node> = fc.oneof(
      text.map((t): Node => ({ kind: 'heading', text: t })),
      rich.map((t): Node => ({ kind: 'text', text: t })),
      rich.map((t): Node => ({ kind: 'note', text: t })),
      fc.array(rich, { maxLength: 8 }).map((items): Node => ({ kind: 'list', items })),
      text.map((t): Node => ({ kind: 'quote', statement: statement(t), sources: true })),
      fc.array(text, { maxLength: 30 }).map(
        (labels): Node => ({
          kind: 'buttons',
          buttons: labels.map((label) => ({
            label,
            action: { command: 'story', input: { story: label } },
          })),
        }),
      ),
    );
    fc.assert(
      fc.property(fc.array(node, { maxLength: 70 }), (nodes) => {
        const made = renderMessage(message(nodes));
        expect(messageProblems(made)).toEqual([]);
        expect(blocksProblems(made.blocks, 'message')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('says where something did not fit', () => {
    const long = message(
      Array.from({ length: 40 }, () => ({
        kind: 'quote' as const,
        statement: statement('word '.repeat(200)),
      })),
    );
    expect(shown(long)).toMatch(/The rest does not fit here\.$/);
    expect(plainText('ab'.repeat(3_000), 4_000)).toHaveLength(4_000);
  });

  it('pings the one user group that its subscription names', () => {
    const with_ = (mention: string) => renderMessage({ ...alert('A', 'B'), mention });
    expect(with_('S0123').text).toMatch(/^<!subteam\^S0123>\n/);
    expect(with_('!channel').text).not.toContain('<!');
  });
});

describe('what is typed', () => {
  it('loses Slack’s escapes', () => {
    expect(
      unescaped(
        'channel:<#C1|news> by <@U2|anna> <!subteam^S3|@eds> <!here> <https://x.example/a?b|x> a &lt;b&gt; &amp;amp;',
      ),
    ).toBe('channel:C1 by U2 S3 @here https://x.example/a?b a <b> &amp;');
  });

  it('is one command under each of the three, with and without a prefix', () => {
    const read = (slash: string, text: string, prefix = '') => readSlash(slash, text, prefix, commands);
    expect(read('/whosaid', 'Campbell since:7d')).toEqual({
      ok: true,
      value: { command: 'whosaid', input: { speaker: 'Campbell', since: '7d' } },
    });
    expect(read('/acme-subscribe', 'sanctions', 'acme-')).toMatchObject({
      value: { command: 'subscribe', input: { topic: 'sanctions' } },
    });
    expect(read('/acme-news', 'story “Putin visit”', 'acme-')).toMatchObject({
      value: { command: 'story', input: { story: 'Putin visit' } },
    });
    expect(read('/news', 'help')).toMatchObject({ value: { command: 'help', input: {} } });
    expect(read('/subscribe', ' Help ')).toMatchObject({
      value: { command: 'help', input: { command: 'subscribe' } },
    });
  });

  it('is what our own hints say', () => {
    const of = hints('acme-', commands);
    expect(
      of('Type /help, /whosaid Campbell, “/subscribe x” or (/latest). See https://x.example/latest/story.'),
    ).toBe(
      'Type /acme-news help, /acme-whosaid Campbell, “/acme-subscribe x” or (/acme-news latest). See https://x.example/latest/story.',
    );
  });
});
