import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createConsole } from '../../../adapters/console/adapter.ts';
import type { Message } from '../../../src/chat.ts';
import type { Post } from '../../../src/platform.ts';

const message: Message = { nodes: [{ kind: 'heading', text: 'Bridge opens' }], plain: 'Bridge opens' };
const post: Post = {
  kind: 'post',
  to: { platform: 'console', tenant: 'terminal', channel: 'terminal' },
  message,
};

/** A terminal whose output is `write`. */
function terminal(write: (text: string, done: (error?: Error) => void) => void) {
  const journal = join(mkdtempSync(join(tmpdir(), 'whosaid-sender-')), 'journal');
  const output = new Writable({ write: (chunk, _encoding, done) => write(String(chunk), done) });
  output.on('error', () => {});
  const console = createConsole({
    input: Readable.from([]) as unknown as NodeJS.ReadStream,
    output: output as unknown as NodeJS.WriteStream,
    journal,
    sample: false,
    commands: [],
    readLine: () => ({ ok: false, why: '' }),
    writeLine: () => '',
    complete: async () => [],
    ended: () => {},
    ready: async () => {},
  });
  return { sender: console.sender(), noted: () => readFileSync(journal, 'utf8') };
}

describe('what the terminal was given', () => {
  it('is noted in the same turn in which it is written', async () => {
    const { sender, noted } = terminal((_text, done) => done());
    const sent = sender.deliver(post, 'k1');
    expect(noted()).toBe('k1\tBridge opens\t\n');
    expect(await sent).toEqual({ is: 'sent', ref: 'k1' });
    expect(noted()).toBe('k1\tBridge opens\t\n');
  });

  it('is noted only when it is written, where writing takes time', async () => {
    let finish = () => {};
    const { sender, noted } = terminal((_text, done) => {
      finish = () => done();
    });
    const sent = sender.deliver(post, 'k1');
    expect(noted()).toBe('');
    finish();
    await sent;
    expect(noted()).toBe('k1\tBridge opens\t\n');
  });

  it('is not noted when it could not be written', async () => {
    const { sender, noted } = terminal((_text, done) => done(new Error('the terminal is closed')));
    await expect(sender.deliver(post, 'k1')).rejects.toThrow('the terminal is closed');
    expect(noted()).toBe('');
    expect(await sender.find(post, 'k1', 0)).toBe('absent');
  });
});
