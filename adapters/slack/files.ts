/**
 * Pictures and files of an answer. A message that one person sees cannot hold any, so theirs go into their direct messages with
 * the bot; those for everybody go into the channel.
 */
import type { Message } from '../../src/chat.ts';
import type { Client } from './clients.ts';

export type Attachment = { name: string; data: Uint8Array; alt?: string };

/** In order. Pure. */
export const attachmentsOf = (message: Pick<Message, 'nodes'>): Attachment[] =>
  message.nodes.flatMap((node, i) => {
    if (node.kind === 'image')
      return [{ name: `picture-${i}.png`, data: node.png, alt: node.alt.slice(0, 1_000) }];
    return node.kind === 'file' ? [{ name: node.name, data: node.data }] : [];
  });

/** The direct messages of somebody: Slack tells their id when something is written there. */
export async function direct(client: Client, person: string, text: string): Promise<string> {
  const sent = await client.chat.postMessage({
    channel: person,
    text,
    unfurl_links: false,
    unfurl_media: false,
  });
  return sent.channel ?? person;
}

/** Throws where it cannot be done: the permission files:write was declined, or Slack is away. */
export async function upload(
  client: Client,
  channel: string,
  thread: string | null,
  attachments: Attachment[],
): Promise<void> {
  const file_uploads = attachments.map(({ name, data, alt }) => ({
    file: Buffer.from(data),
    filename: name,
    title: name,
    ...(alt === undefined ? {} : { alt_text: alt }),
  }));
  const where = thread === null ? { channel_id: channel } : { channel_id: channel, thread_ts: thread };
  await client.filesUploadV2({ ...where, file_uploads });
}
