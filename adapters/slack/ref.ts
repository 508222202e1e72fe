/** What names a post: its channel and its time stamp, which is its id there. Pure. */
export const writeRef = (channel: string, ts: string): string => `${channel}/${ts}`;

/** `channel` is for a reference without one. */
export function readRef(ref: string, channel: string): { channel: string; ts: string } {
  const at = ref.indexOf('/');
  return at < 0 ? { channel, ts: ref } : { channel: ref.slice(0, at), ts: ref.slice(at + 1) };
}
