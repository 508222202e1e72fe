import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Look, renderMessage } from '../../../adapters/console/render.ts';
import type { Node } from '../../../src/chat.ts';
import { message, plain } from '../../../src/shown.ts';

const plainly: Look = {
  colour: false,
  width: 0,
  sample: false,
  typed: (a) => `/${a.command} ${Object.values(a.input).join(' ')}`,
};
const render = (nodes: Node[], look: Partial<Look> = {}, under: string | null = null) =>
  renderMessage(message(nodes), { ...plainly, ...look }, under);

describe('a message in the terminal', () => {
  it('is plain when piped and coloured when watched', () => {
    const heading: Node = { kind: 'heading', text: 'Bridge opens', link: 'https://a.example/b' };
    expect(render([heading])).toBe('Bridge opens\nhttps://a.example/b\n\n');
    expect(render([heading], { colour: true })).toContain('\u001b[1mBridge opens\u001b[0m');
  });

  it('puts follow-ups under their story and marks every message of a sample', () => {
    expect(render([{ kind: 'text', text: [plain('New in B')] }], { sample: true }, 'Bridge opens')).toBe(
      '    [SAMPLE]\n    ↳ Bridge opens\n    New in B\n\n',
    );
  });

  it('lets no headline drive the terminal', () => {
    const hostile = 'Sale\u001b]0;owned\u0007\u001b[2J \u202eevil\u202c \u0000\u009b31m end\r';
    const shown = render(
      [
        { kind: 'heading', text: hostile },
        { kind: 'text', text: [{ kind: 'link', text: hostile, url: `https://x.example/${hostile}` }] },
      ],
      { colour: true },
    );
    const ours = stripVTControlCharacters(shown);
    expect(ours).not.toMatch(/(?!\n)\p{Cc}|\p{Bidi_Control}/u);
    expect(ours).toContain('evil');
  });

  it('wraps at blanks with a hanging indent, and never a command to type', () => {
    const items = [[plain('one two three four five six seven eight nine ten')]];
    const lines = render([{ kind: 'list', items }], { width: 24 })
      .trimEnd()
      .split('\n');
    expect(lines.every((l) => l.length <= 24)).toBe(true);
    expect(lines[1]).toMatch(/^ {2}\S/);
    expect(lines.join(' ').replace(/\s+/g, ' ')).toBe('• one two three four five six seven eight nine ten');
  });

  it('shows a button as the line to type', () => {
    const action = { command: 'whosaid', input: { speaker: 'Campbell' } };
    expect(render([{ kind: 'buttons', buttons: [{ label: 'Next', action }] }])).toBe(
      '  [Next] Type /whosaid Campbell\n\n',
    );
  });
});
