/** Where an answer goes that is no window: to who asked alone, to the channel, and its files beside it. */
import type { Action, Node, Reply } from '../../src/chat.ts';
import type { Surroundings } from '../../src/platform.ts';
import { plain } from '../../src/shown.ts';
import { words } from '../../src/words.ts';
import type { Clients } from './clients.ts';
import { whyOf } from './errors.ts';
import { attachmentsOf, direct, upload } from './files.ts';
import { LIMITS } from './limits.ts';
import { plainText } from './mrkdwn.ts';
import type { From } from './payload.ts';
import { type Block, type Rendered, renderMessage } from './render.ts';
import { respond } from './respond.ts';
import { withShare } from './share.ts';

export type PlaceParts = {
  clients: Clients;
  around: Pick<Surroundings, 'log'>;
  hints(text: string): string;
  wait(ms: number): Promise<void>;
};

export function createPlaces(parts: PlaceParts) {
  const { clients, around, hints, wait } = parts;

  /** Its pictures and files, to the person or to the channel; null: there are none, false: it could not be done. */
  async function sendFiles(reply: Reply, from: From, toAll: boolean): Promise<boolean | null> {
    const attachments = attachmentsOf(reply);
    if (attachments.length === 0) return null;
    try {
      const client = await clients.of(from.tenant);
      const title = plainText(reply.plain.split('\n', 1)[0] ?? '', LIMITS.header);
      const where = toAll ? from.channel : await direct(client, from.user, title);
      await upload(client, where, toAll ? from.thread : null, attachments);
      return true;
    } catch (error) {
      around.log.warn({}, words.slack.unanswered(whyOf(error)));
      return false;
    }
  }

  /** `share`: what its button shows to the channel, null for none; `files`: what became of its files. */
  function rendered(reply: Reply, share: Action | null, files: boolean | null): Rendered {
    const note: Node[] = files === true ? [{ kind: 'note', text: [plain(words.slack.filesSent)] }] : [];
    const whole = { ...reply, nodes: [...reply.nodes, ...note] };
    const look = { hints, most: LIMITS.blocks - 1, apart: files === true };
    const { text, blocks } = renderMessage(whole, look);
    return { text, blocks: share === null ? blocks : withShare(blocks, share) };
  }

  /** To who asked alone: by the address of the command or button, else as a message that only they see. */
  async function privately(from: From, said: Rendered, replace: boolean): Promise<void> {
    const thread = from.thread === null ? {} : { thread_ts: from.thread };
    if (from.responseUrl !== null) {
      const how = { response_type: 'ephemeral' as const, replace_original: replace };
      if (await respond(from.responseUrl, { ...said, ...how, ...thread }, wait)) return;
    }
    if (from.channel === '') return;
    const client = await clients.of(from.tenant);
    await client.chat.postEphemeral({
      channel: from.channel,
      user: from.user,
      text: said.text,
      blocks: said.blocks as never[],
      ...thread,
    });
  }

  async function publicly(from: From, said: Rendered): Promise<boolean> {
    const thread = from.thread === null ? {} : { thread_ts: from.thread };
    if (from.responseUrl !== null)
      return respond(
        from.responseUrl,
        { ...said, response_type: 'in_channel', replace_original: false, ...thread },
        wait,
      );
    try {
      const client = await clients.of(from.tenant);
      const post = { channel: from.channel, text: said.text, blocks: said.blocks as never[], ...thread };
      await client.chat.postMessage({ ...post, unfurl_links: false, unfurl_media: false });
      return true;
    } catch (error) {
      around.log.warn({ err: error }, words.slack.notShared);
      return false;
    }
  }

  /** For the whole channel, with its pictures and files after it. */
  async function show(from: From, reply: Reply, more: Block[]): Promise<boolean> {
    const apart = attachmentsOf(reply).length > 0;
    const { text, blocks } = renderMessage(reply, { hints, most: LIMITS.blocks - 2, apart });
    const done = await publicly(from, { text, blocks: [...blocks, ...more] });
    if (done && (await sendFiles(reply, from, true)) === false)
      await privately(from, rendered(reply, null, false), false);
    return done;
  }

  return { sendFiles, rendered, privately, show };
}
