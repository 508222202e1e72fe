import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands } from '../commands/index.ts';
import { actionId, readAction, tooLong, writeAction } from '../src/buttons.ts';
import { optionsOf } from '../src/options.ts';

describe('buttons', () => {
  it('are read back as they were written, or as the id under which they are kept', () => {
    const input = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ unit: 'grapheme' }), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(input, (given) => {
        const action = { command: 'whosaid', input: given };
        const written = writeAction(action, 74);
        expect(written.length).toBeLessThanOrEqual(74);
        const kept = tooLong([action], 74).length === 1;
        expect(readAction(written)).toEqual(kept ? { kept: actionId(action) } : action);
      }),
    );
  });

  it('of others are not read', () => {
    for (const text of ['', 'whosaid', '~short', 'UPPER?x=1', '?x=1']) expect(readAction(text)).toBe(null);
  });
});

describe('options', () => {
  it('say what a platform needs of them', () => {
    const of = (name: string) =>
      new Map(
        commands
          .filter((c) => c.name === name)
          .flatMap(optionsOf)
          .map((o) => [o.name, o]),
      );
    expect(of('subscribe').get('channel')).toMatchObject({
      kind: 'channel',
      required: false,
      completes: false,
    });
    expect(of('subscribe').get('speaker')).toMatchObject({ kind: 'text', completes: true });
    expect(of('subscribe').get('query')).toMatchObject({ kind: 'text', completes: false, most: 500 });
    expect(of('latest').get('count')).toMatchObject({ kind: 'number', least: 1, most: 20 });
    expect(of('speaker').get('do')).toMatchObject({ required: true, choices: ['merge', 'split', 'rename'] });
  });

  it('that complete, do', () => {
    for (const command of commands)
      for (const option of optionsOf(command))
        if (option.completes) expect(command.complete, option.name).toBeDefined();
  });
});
