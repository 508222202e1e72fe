/**
 * Answers by an address that Slack gives with each command and button: five uses in half an hour, no token, seen by who asked
 * alone unless it says otherwise. The library's own `respond` is one bare request; this one tries again where nothing can double.
 */
import type { Block } from './render.ts';

export type Response = {
  text: string;
  blocks?: Block[];
  response_type?: 'ephemeral' | 'in_channel';
  replace_original?: boolean;
  delete_original?: boolean;
  thread_ts?: string;
};

const AGAIN = [300, 1_200]; // milliseconds before the second and the third try
const TIMEOUT = 5_000;

/** False: Slack did not take it. An answer for the channel is tried once where it may have landed. */
export async function respond(
  url: string,
  response: Response,
  wait: (ms: number) => Promise<void>,
): Promise<boolean> {
  const { blocks = [], ...rest } = response;
  const body = JSON.stringify({
    unfurl_links: false,
    unfurl_media: false,
    ...rest,
    ...(blocks.length === 0 ? {} : { blocks }),
  });
  for (let attempt = 0; ; attempt++) {
    let again = true;
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body,
        signal: AbortSignal.timeout(TIMEOUT),
      });
      await answer.arrayBuffer();
      if (answer.ok) return true;
      if (answer.status < 500 && answer.status !== 429) return false;
      again = answer.status === 429 || response.response_type !== 'in_channel';
    } catch {
      again = response.response_type !== 'in_channel';
    }
    const pause = AGAIN[attempt];
    if (!again || pause === undefined) return false;
    await wait(pause);
  }
}
