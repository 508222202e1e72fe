/**
 * Texts under a secret: AES-256-GCM with a key derived from it. A secret is changed by moving the old one to the old secrets;
 * what is written next is under the new one.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export type Seal = { close(text: string): string; open(sealed: string): string | null };

const keyOf = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'whosaid', 'installations', 32));

/** `open` gives null for what none of the secrets closed. */
export function createSeal(secret: string, old: string[]): Seal {
  const keys = [secret, ...old].map(keyOf);
  return {
    close(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keys[0] as Buffer, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return ['v1', nonce, cipher.getAuthTag(), body]
        .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.');
    },
    open(sealed) {
      const [version, ...parts] = sealed.split('.');
      const [nonce, tag, body] = parts.map((part) => Buffer.from(part, 'base64url'));
      if (version !== 'v1' || nonce === undefined || tag === undefined || body === undefined) return null;
      for (const key of keys) {
        try {
          const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
          decipher.setAuthTag(tag);
          return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
        } catch {
          // Under another of the secrets, or none of them.
        }
      }
      return null;
    },
  };
}
