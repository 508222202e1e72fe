/**
 * Answers to interactions. The first goes out at once; one that broke off is sent again, and "already acknowledged" means that
 * it had landed. What follows edits it, which may be repeated.
 */
import { DiscordAPIError, Routes } from 'discord.js';
import type { Message } from '../../src/chat.ts';
import { CODES, codeOf } from './errors.ts';
import type { Interaction } from './interaction.ts';
import { attachmentName, renderMessage, renderPlain } from './render.ts';
import type { Rest } from './rest.ts';

export type Responder = {
  /** The first response; false when Discord no longer waits for it. */
  first(i: Interaction, body: { type: number; data?: unknown }): Promise<boolean>;
  /** Puts the answer where the first response stands. */
  fill(i: Interaction, message: Message): Promise<void>;
};

const TRIES = 3;
const WITHIN = 1_200; // three tries fit Discord's three seconds

export function createResponder(rest: Rest, wait: (ms: number) => Promise<void>): Responder {
  /** Again after what may not have arrived; a refusal is final. */
  async function persistently<T>(work: () => Promise<T>, pause: number): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        if (tries >= TRIES || error instanceof DiscordAPIError) throw error;
        await wait(pause * tries);
      }
    }
  }

  return {
    async first(i, body) {
      const route = Routes.interactionCallback(i.id, i.token);
      try {
        await persistently(() => rest.ask('POST', route, { body, auth: false, within: WITHIN }), 50);
        return true;
      } catch (error) {
        return codeOf(error) === CODES.acknowledged;
      }
    },

    async fill(i, message) {
      const route = Routes.webhookMessage(i.application_id, i.token, '@original');
      const files = message.nodes.flatMap((node, n) => {
        if (node.kind === 'file')
          return [{ name: attachmentName(node.name), data: node.data, contentType: node.type }];
        return node.kind === 'image'
          ? [{ name: `image-${n}.png`, data: node.png, contentType: 'image/png' }]
          : [];
      });
      const withFiles = files.length === 0 ? {} : { files };
      const { flags, ...body } = renderMessage(message, '');
      // All that the message is to have: what is left unsaid stays, and the next page would keep the last one's picture.
      const attachments = files.map(({ name }, id) => ({ id: String(id), filename: name }));
      const rich = { ...body, content: null, flags, attachments };
      try {
        await persistently(() => rest.ask('PATCH', route, { body: rich, auth: false, ...withFiles }), 500);
      } catch (error) {
        if (codeOf(error) !== CODES.malformed) throw error;
        const words = { ...renderPlain(message, ''), attachments: [] };
        await persistently(() => rest.ask('PATCH', route, { body: words, auth: false }), 500);
      }
    },
  };
}
